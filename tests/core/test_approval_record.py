"""What is kept of an approval."""

import hashlib

from lianzheng_risk.core.approval import record

VALUES = {
	"unit": "NJ",
	"post": None,
	"title": "风险点",
	"probability": "High",
	"prior_misconduct": 1,
	"grade_basis": "按方案",
}


def test_only_material_values_are_kept_each_in_one_spelling():
	kept = record.material(VALUES | {"post": "", "step_no": 0})
	assert set(kept) == set(record.MATERIAL)
	assert (kept["post"], kept["step_no"], kept["unit"]) == (None, None, "NJ")
	assert "grade_basis" not in kept


def test_what_changed_is_named_in_order():
	assert record.changed(VALUES, VALUES | {"grade_basis": "别的", "post": ""}) == ()
	assert record.changed(VALUES, VALUES | {"title": "别的", "unit": "NJ-1"}) == ("unit", "title")


def test_the_same_values_give_the_same_json():
	backwards = dict(reversed(VALUES.items()))
	assert record.to_json(VALUES) == record.to_json(backwards)
	assert '"title":"风险点"' in record.to_json(VALUES)


def test_the_seal_is_a_checksum_over_everything_it_is_given():
	sealed = record.seal("r1", 0, "I", "s-v1", "{}")
	assert sealed == hashlib.sha256(b'["r1",0,"I","s-v1","{}"]').hexdigest()
	others = [("r2", 0, "I", "s-v1", "{}"), ("r1", 1, "I", "s-v1", "{}"), ("r1", 0, "II", "s-v1", "{}"),
		("r1", 0, "I", "s-v2", "{}"), ("r1", 0, "I", "s-v1", "{ }")]  # fmt: skip
	assert sealed not in {record.seal(*other) for other in others}
