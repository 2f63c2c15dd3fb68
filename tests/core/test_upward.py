"""Packages: written the same each time, read only if sound and trusted, merged into the tree with everything that disagrees."""

from __future__ import annotations

import datetime
import hashlib
import io
import json
import zipfile
from functools import cache

import pytest
from bureau import AS_OF, PEOPLE, POSTS, POWERS, RISK_POINTS, UNITS, register

from lianzheng_risk.core import schemes
from lianzheng_risk.core.assessment import assess
from lianzheng_risk.core.frozen.freezing import freeze
from lianzheng_risk.core.frozen.picture import assessment_of
from lianzheng_risk.core.periods import Period
from lianzheng_risk.core.tree import Tree
from lianzheng_risk.core.upward import keys
from lianzheng_risk.core.upward.annex import part_of
from lianzheng_risk.core.upward.manifest import FIGURES, MANIFEST, SIGNATURE, signed_content
from lianzheng_risk.core.upward.merging import merge
from lianzheng_risk.core.upward.packing import pack
from lianzheng_risk.core.upward.reading import read
from lianzheng_risk.core.upward.refusals import PackageRefused

PERIOD, MADE_AT = Period.parse("2026H1"), datetime.datetime(2026, 6, 18, 9, 30)
PAIR, STRANGER = keys.KeyPair.of("lz-private-1:" + "A" * 43 + "="), keys.KeyPair.of("lz-private-1:" + "B" * 43 + "=")
WITH_UNIT = {"people": PEOPLE, "posts": POSTS, "powers": POWERS, "risk_points": RISK_POINTS}
TRUST = keys.Trust.of([(unit["unit"], PAIR.public) for unit in UNITS])


@cache
def frozen() -> dict:
	return freeze(register(), schemes.DEFAULT, AS_OF)


def figures_of(unit: str, whole: dict | None = None) -> dict:
	whole = whole or frozen()
	return {one: whole[one] for one in Tree.of(register()["units"]).subtree(unit)}


def packed(unit="NJ-ZF", whole=None, period=PERIOD, version=1, private=PAIR.private, **given) -> bytes:
	return pack(figures_of(unit, whole), unit, period, private, MADE_AT, "执法大队", version, **given)


def received(*args, **kwargs):
	return read(packed(*args, **kwargs), TRUST)


def members(data: bytes) -> dict[str, bytes]:
	with zipfile.ZipFile(io.BytesIO(data)) as package:
		return {name: package.read(name) for name in package.namelist()}


def zipped(contents: dict[str, bytes]) -> bytes:
	target = io.BytesIO()
	with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
		for name, content in contents.items():
			package.writestr(name, content)
	return target.getvalue()


def resigned(change, figures=None) -> bytes:
	"""The package of a liar who holds the right key: the manifest changed by `change`, the figures by `figures`."""
	contents = members(packed())
	if figures:
		data = json.loads(contents[FIGURES])
		figures(data)
		contents[FIGURES] = json.dumps(data).encode()
	manifest = json.loads(contents[MANIFEST])
	manifest["members"][FIGURES] = hashlib.sha256(contents[FIGURES]).hexdigest()
	change(manifest)
	contents[MANIFEST] = json.dumps(manifest).encode()
	signature = json.loads(contents[SIGNATURE])
	signature["signature"] = keys.sign(PAIR.private, signed_content(contents[MANIFEST]))
	contents[SIGNATURE] = json.dumps(signature).encode()
	return zipped(contents)


def refusal(data: bytes, trust=TRUST) -> PackageRefused:
	with pytest.raises(PackageRefused) as refused:
		read(data, trust)
	return refused.value


class TestWriting:
	def test_the_same_content_gives_the_same_bytes(self):
		assert packed() == packed()
		assert packed() != packed(version=2)

	def test_what_was_written_is_read(self):
		package = received(register=b"PK a workbook")
		assert package.figures == json.loads(json.dumps(figures_of("NJ-ZF")))
		assert (package.unit, package.manifest.parent, package.manifest.as_of) == ("NJ-ZF", "NJ", "2026-06-30")
		assert (package.register, package.key) == (b"PK a workbook", PAIR.public)

	def test_people_find_the_assessment_in_it(self):
		expected = assess(register(), schemes.DEFAULT, AS_OF, unit="NJ-ZF").to_dict()
		assert json.loads(members(packed())["assessment.json"]) == json.loads(json.dumps(expected))

	def test_the_register_goes_along_only_if_it_is_given(self):
		assert "register.xlsx" not in members(packed())

	def test_the_annex_holds_the_unit_and_what_is_below_it(self):
		part = part_of(register(), "NJ-ZF")
		assert sorted(part["units"]["unit"]) == ["NJ-ZF", "NJ-ZF-1"]
		assert sorted(part["risk_points"]["risk"]) == ["F5", "F6"]


class TestReading:
	def test_a_key_that_nobody_trusts_is_named_by_its_fingerprint(self):
		refused = refusal(packed(private=STRANGER.private))
		assert refused.code == "unknown_key"
		assert keys.fingerprint(STRANGER.public) in refused.text.zh

	def test_a_key_reports_for_its_own_unit_alone(self):
		trust = keys.Trust.of([("NJ-CW", PAIR.public)])
		refused = refusal(packed(), trust)
		assert refused.code == "key_of_others"
		assert "NJ-CW" in refused.text.zh and "NJ-ZF" in refused.text.en

	def test_a_signature_of_something_else_is_none(self):
		contents = members(packed())
		contents[SIGNATURE] = members(packed(version=2))[SIGNATURE]
		assert refusal(zipped(contents)).code == "wrong_signature"

	@pytest.mark.parametrize("name", ["figures.json", "assessment.json"])
	def test_a_changed_member_is_found_out(self, name):
		contents = members(packed())
		contents[name] += b" "
		refused = refusal(zipped(contents))
		assert (refused.code, name in refused.text.zh, name in refused.text.en) == ("wrong_hash", True, True)

	@pytest.mark.parametrize("name", [MANIFEST, SIGNATURE, FIGURES, "assessment.json"])
	def test_a_missing_member_is_named(self, name):
		contents = {one: content for one, content in members(packed()).items() if one != name}
		refused = refusal(zipped(contents))
		assert (refused.code, name in refused.text.zh) == ("missing", True)

	@pytest.mark.parametrize("name", ["../../etc/passwd", "..\\x.txt", "/abs", "register.xlsx", "note.txt"])
	def test_what_does_not_belong_there_is_not_touched(self, name):
		assert refusal(zipped(members(packed()) | {name: b"x"})).code == "unexpected"

	def test_an_unknown_format_is_named(self):
		refused = refusal(resigned(lambda manifest: manifest.update(format=2)))
		assert (refused.code, "“2”" in refused.text.zh) == ("unknown_format", True)

	@pytest.mark.parametrize(
		("field", "value"),
		[("unit", ""), ("unit", 5), ("period", "2026H3"), ("as_of", "gestern"), ("version", 0), ("version", True),
			("made_at", "x" * 600), ("members", []), ("parent", 1), ("made_by", None)],
	)  # fmt: skip
	def test_a_manifest_that_is_none_is_refused_with_the_field(self, field, value):
		refused = refusal(resigned(lambda manifest: manifest.update({field: value})))
		assert (refused.code, field in refused.text.zh) == ("misshapen", True)

	@pytest.mark.parametrize(
		("code", "change"),
		[
			("misshapen", lambda data: data["NJ-ZF"].pop("risks")),
			("misshapen", lambda data: data["NJ-ZF"]["own"].update(posts=-1)),
			("misshapen", lambda data: data["NJ-ZF"]["own"].update(posts=1.5)),
			("misshapen", lambda data: data["NJ-ZF"]["own"].update(nothing=1)),
			("misshapen", lambda data: data["NJ-ZF"].update(parent="X")),
			("misshapen", lambda data: data["NJ-ZF-1"].update(parent="X")),
			("misshapen", lambda data: data["NJ-ZF-1"].update(parent="NJ-ZF-1")),
			("misshapen", lambda data: data["NJ-ZF"].update(as_of="2026-07-01")),
			("misshapen", lambda data: data["NJ-ZF"].update(heat_map=[[1]])),
			("misshapen", lambda data: data["NJ-ZF"].update(matrix=[[1]])),
			("misshapen", lambda data: data["NJ-ZF"].update(matrix=None)),
			("misshapen", lambda data: data["NJ-ZF"].update(scheme={"name": "x"})),
			("misshapen", lambda data: data["NJ-ZF"].update(type="galaxy")),
			("misshapen", lambda data: data["NJ-ZF"].update(weak_links=[{"kind": "x", "grade": ["I"]}])),
			("misshapen", lambda data: data["NJ-ZF"].update(risks={"IX": []})),
			("misshapen", lambda data: data["NJ-ZF"].update(changes={"own": {}})),
			("wrong_sum", lambda data: data["NJ-ZF"]["total"].update(posts=99)),
			("misshapen", lambda data: data.clear()),
		],
	)
	def test_signed_figures_of_another_form_are_refused_all_the_same(self, code, change):
		assert refusal(resigned(lambda manifest: None, change)).code == code

	@pytest.mark.parametrize("content", [b"[" * 200_000, b"NaN", b"\xff\xfe", b"9" * 10_000, b""])
	def test_json_that_is_none(self, content):
		def change(manifest):
			manifest["members"][FIGURES] = hashlib.sha256(content).hexdigest()

		contents = members(resigned(change)) | {FIGURES: content}
		assert refusal(zipped(contents)).code == "misshapen"

	@pytest.mark.parametrize("content", [b"", b"nothing", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18 + b"x"])
	def test_what_is_no_zip(self, content):
		assert refusal(content).code in ("not_a_package", "missing", "damaged")

	def test_a_bomb_is_not_inflated(self):
		bomb = zipped(members(packed()) | {FIGURES: b"0" * (64 << 20)})
		assert len(bomb) < 200_000
		refused = refusal(bomb)
		assert (refused.code, "figures.json" in refused.text.zh) == ("too_large", True)

	def test_a_bomb_that_lies_about_its_size_is_not_inflated_either(self):
		bomb = bytearray(zipped(members(packed()) | {MANIFEST: b"0" * (1 << 20)}))
		place = bomb.rindex(b"PK\x01\x02", 0, bomb.rindex(MANIFEST.encode()))
		bomb[place + 24 : place + 28] = (1000).to_bytes(4, "little")
		assert refusal(bytes(bomb)).code in ("damaged", "not_a_package")

	def test_every_cut_and_every_flipped_byte_is_refused_in_words_or_harmless(self):
		data, figures = packed(), received().figures
		for place in range(0, len(data), 397):
			for broken in (data[:place], data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]):
				assert self.outcome(broken) in (figures, "refused")

	def outcome(self, data: bytes) -> dict | str:
		try:
			return read(data, TRUST).figures
		except PackageRefused as refused:
			return "refused" if refused.text.zh and refused.text.en else "without words"


class TestKeys:
	def test_a_file_of_trusted_keys_may_have_comments(self):
		text = f"\ufeff# 受信公钥\n\nNJ-ZF {PAIR.public}  # 执法大队\nNJ-CW\t{STRANGER.public}\n"
		assert keys.read_trusted(text) == [("NJ-ZF", PAIR.public), ("NJ-CW", STRANGER.public)]

	@pytest.mark.parametrize("line", ["NJ-ZF", "NJ-ZF lz-public-1:kurz", f"NJ ZF {PAIR.public}", "x" * 600])
	def test_a_line_that_is_none_is_named(self, line):
		with pytest.raises(keys.BadKey):
			keys.read_trusted(f"NJ {PAIR.public}\n{line}")

	@pytest.mark.parametrize("private", ["", "lz-private-1:", PAIR.public, "lz-private-1:ÄÖ"])
	def test_what_is_no_private_key(self, private):
		with pytest.raises(keys.BadKey):
			keys.KeyPair.of(private)

	def test_a_new_pair_signs_what_it_verifies_and_nothing_else(self):
		pair = keys.KeyPair.make()
		signature = keys.sign(pair.private, b"x")
		assert keys.is_signed(pair.public, signature, b"x")
		assert not keys.is_signed(pair.public, signature, b"y")
		assert not keys.is_signed(PAIR.public, signature, b"x")


class TestMerging:
	def bare(self) -> dict:
		"""The superior's own record: the brigade is a bare place in the tree, its squad unknown."""
		empty = register(
			units=[unit for unit in UNITS if unit["unit"] != "NJ-ZF-1"],
			**{name: [row for row in rows if not row["unit"].startswith("NJ-ZF")] for name, rows in WITH_UNIT.items()},
		)
		return freeze(empty, schemes.DEFAULT, AS_OF)

	def kinds(self, merged) -> list[str]:
		return [conflict.kind for conflict in merged.conflicts]

	def test_the_whole_is_what_one_server_would_have_shown(self):
		merged = merge(self.bare(), "2026H1", [received()])
		assert self.kinds(merged) == []
		assert assessment_of(merged.figures).to_dict() == assess(register(), schemes.DEFAULT, AS_OF).to_dict()
		assert merged.figures["NJ"]["total"] == frozen()["NJ"]["total"]

	def test_counts_that_are_not_those_on_record_are_told_and_the_reported_count(self):
		own = freeze(register(risk_points=[], measures=[]), schemes.DEFAULT, AS_OF)
		merged = merge(own, "2026H1", [received()])
		(conflict,) = merged.conflicts
		assert (conflict.kind, conflict.counts["risk_points"], conflict.is_error) == ("other_counts", (0, 2), False)
		assert "风险点 2 ≠ 0" in conflict.message()
		assert merged.figures["NJ"]["total"]["risk_points"] == 2

	@pytest.mark.parametrize(
		("kind", "given"),
		[
			("other_period", {"period": Period.parse("2026Q2")}),
			("other_scheme", {"whole": freeze(register(), schemes.MATRIX_5X5, AS_OF)}),
			("own_unit", {"unit": "NJ"}),
		],
	)
	def test_what_cannot_be_merged_is_left_out_with_the_reason(self, kind, given):
		own = self.bare()
		merged = merge(own, "2026H1", [received(**given)])
		assert (self.kinds(merged), merged.figures, merged.taken) == ([kind], own, ())

	def test_the_newest_version_counts(self):
		old, new = received(version=1), received(version=2)
		merged = merge(self.bare(), "2026H1", [new, old])
		assert (self.kinds(merged), merged.taken) == (["older_version"], (new,))

	def test_two_of_one_version_that_differ_both_stay_out(self):
		other = freeze(register(measures=[]), schemes.DEFAULT, AS_OF)
		merged = merge(self.bare(), "2026H1", [received(), received(whole=other)])
		assert (self.kinds(merged), merged.taken) == (["same_version"], ())
		assert merge(self.bare(), "2026H1", [received(), received()]).conflicts == ()

	def test_a_unit_within_another_package_counts_once(self):
		lower, upper = received("NJ-ZF-1"), received("NJ-ZF")
		for order in ([lower, upper], [upper, lower]):
			merged = merge(self.bare(), "2026H1", order)
			assert (self.kinds(merged), merged.taken) == (["same_unit"], (upper,))

	def test_a_unit_that_is_not_on_record_goes_below_the_parent_it_names(self):
		merged = merge(self.bare(), "2026H1", [received("NJ-ZF-1")])
		assert self.kinds(merged) == ["new_unit"]
		assert merged.figures["NJ-ZF"]["total"]["risk_points"] == 2

	def test_without_any_place_it_stays_out(self):
		own = {unit: one for unit, one in self.bare().items() if unit != "NJ-ZF"}
		assert self.kinds(merge(own, "2026H1", [received("NJ-ZF-1")])) == ["unknown_unit"]

	def test_the_superiors_tree_counts(self):
		whole = {**frozen(), "NJ-ZF": frozen()["NJ-ZF"] | {"parent": "别处"}}
		merged = merge(self.bare(), "2026H1", [received(whole=whole)])
		assert self.kinds(merged) == ["other_parent"]
		assert merged.figures["NJ-ZF"]["parent"] == "NJ"

	def test_units_on_record_below_that_are_not_reported_count_no_longer(self):
		reported = {"NJ-ZF": frozen()["NJ-ZF"] | {"total": frozen()["NJ-ZF"]["own"]}}
		package = read(pack(reported, "NJ-ZF", PERIOD, PAIR.private, MADE_AT, "执法大队"), TRUST)
		merged = merge(frozen(), "2026H1", [package])
		assert self.kinds(merged) == ["not_reported", "other_counts"]
		assert merged.replaced == {"NJ-ZF-1"}
		assert "NJ-ZF-1" not in merged.figures

	def test_another_day_is_told(self):
		later = freeze(register(), schemes.DEFAULT, AS_OF + datetime.timedelta(days=3))
		assert self.kinds(merge(self.bare(), "2026H1", [received(whole=later)])) == ["other_day"]

	def test_every_conflict_has_its_words(self):
		from lianzheng_risk.core.upward.conflicts import KIND, TEXTS

		assert set(TEXTS) == set(KIND.codes)
