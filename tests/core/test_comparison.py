import pytest
from bureau import MEASURES, POWER_STEPS, POWERS, RISK_POINTS, TENURES, UNITS, edited, register

from lianzheng_risk.core import comparison, schemes
from lianzheng_risk.core.comparison import compare, difference
from lianzheng_risk.core.register import TABLES, Register


def changes(lang="zh", scheme=schemes.DEFAULT, units=None, **tables):
	return compare(register(), register(**tables), scheme, units).to_dict(lang)


NOTHING = {"new": 0, "changed": 0, "removed": 0}


def test_nothing_changed():
	found = changes()
	assert found["summary"] == {"new": 0, "changed": 0, "removed": 0, "regraded": 0, "raised": 0, "lowered": 0}
	assert found["by_table"]["measures"] == NOTHING
	assert [found[sort] for sort in ("regraded", "new", "removed", "changed")] == [[], [], [], []]


def test_new_and_removed_by_key():
	found = changes(
		risk_points=[*RISK_POINTS[:5], RISK_POINTS[0] | {"risk": "F9", "title": "新风险"}], measures=MEASURES[:7]
	)
	assert found["by_table"]["risk_points"] == {"new": 1, "changed": 0, "removed": 1}
	assert found["by_table"]["measures"] == {"new": 0, "changed": 0, "removed": 1}
	assert found["new"] == [{"table": "risk_points", "key": "F9", "title": "新风险"}]
	assert found["removed"] == [
		{"table": "risk_points", "key": "F6", "title": "取证不规范"},
		{"table": "measures", "key": "C8", "title": "案卷评查"},
	]


def test_changed_fields_are_shown_as_people_read_them():
	found = changes(
		risk_points=edited(RISK_POINTS, "risk", F2={"harm": "serious", "power": None}),
		measures=edited(MEASURES, "measure", C4={"due_date": "2026-07-31", "evidence": "纪要"}),
	)
	assert found["summary"]["changed"] == 2
	assert found["changed"] == [
		{
			"table": "risk_points", "key": "F2", "title": "采购需求不实",
			"fields": [
				{"field": "power", "label": "对应职权", "old": "Q2", "new": None},
				{"field": "harm", "label": "危害程度", "old": "一般", "new": "严重"},
			],
		},
		{
			"table": "measures", "key": "C4", "title": "需求论证",
			"fields": [
				{"field": "due_date", "label": "完成时限", "old": "2026-06-29", "new": "2026-07-31"},
				{"field": "evidence", "label": "佐证", "old": None, "new": "纪要"},
			],
		},
	]  # fmt: skip


def test_labels_in_english():
	(row,) = changes(lang="en", risk_points=edited(RISK_POINTS, "risk", F2={"decisive_influence": True}))["changed"]
	assert row["fields"] == [{"field": "decisive_influence", "label": "Decisive Influence", "old": "No", "new": "Yes"}]


def test_integers_stay_integers_and_can_go_missing():
	powers = edited(POWERS, "power", Q1={"time_limit_days": 10})
	(row,) = changes(powers=powers)["changed"]
	assert row["fields"] == [{"field": "time_limit_days", "label": "办理时限（工作日）", "old": None, "new": 10}]


def test_keys_of_several_columns():
	found = changes(
		tenures=edited(TENURES, "post", G4={"start_date": "2026-07-02"}),
		power_steps=[*POWER_STEPS[:1], POWER_STEPS[1] | {"step_name": "党组会研究"}, POWER_STEPS[2]],
	)
	assert found["new"] == [{"table": "tenures", "key": "G4 / R4 / 2026-07-02", "title": "G4"}]
	assert found["removed"] == [{"table": "tenures", "key": "G4 / R4 / 2026-07-01", "title": "G4"}]
	assert [(row["table"], row["key"]) for row in found["changed"]] == [("power_steps", "Q1 / 2")]


def test_raised_and_lowered_by_the_computed_grade():
	found = changes(
		risk_points=edited(
			RISK_POINTS,
			"risk",
			F2={"harm": "serious"},  # II to I
			F3={"probability": "fairly_high"},  # III to II
			F4={"decisive_influence": False},  # I to III
			F5={"title": "换了说法"},  # still II
			F6={"stated_grade": "I"},  # still III, whatever is stated
		)
	)
	assert found["summary"] == {"new": 0, "changed": 5, "removed": 0, "regraded": 3, "raised": 2, "lowered": 1}
	assert found["regraded"] == [
		{"risk": "F2", "title": "采购需求不实", "unit": "NJ-CW", "from": "II", "to": "I"},
		{"risk": "F3", "title": "票据管理制度缺失", "unit": "NJ-CW", "from": "III", "to": "II"},
		{"risk": "F4", "title": "指定供应商", "unit": "NJ-CW", "from": "I", "to": "III"},
	]


def test_a_risk_is_regraded_where_only_its_power_changed():
	# Under floors F6 is II because Q3 is enforcement; as any other business it is III.
	powers = edited(POWERS, "power", Q3={"business_area": "other"})
	found = changes(scheme=schemes.WORSE_OF_TWO_WITH_FLOORS, powers=powers)
	assert [(r["risk"], r["from"], r["to"]) for r in found["regraded"]] == [("F6", "II", "III")]
	assert found["by_table"]["risk_points"] == NOTHING


@pytest.mark.parametrize(
	("units", "seen"),
	[(None, ["F2", "F5", "F6"]), (["NJ-CW"], ["F2"]), (["NJ-ZF", "NJ-ZF-1"], ["F5", "F6"]), (["NJ-ZF"], ["F6"])],
)
def test_within_some_units_before_or_after(units, seen):
	# F6 moves from the squad to the brigade.
	risks = edited(RISK_POINTS, "risk", F2={"title": "甲"}, F5={"title": "乙"}, F6={"unit": "NJ-ZF"})
	assert [row["key"] for row in changes(units=units, risk_points=risks)["changed"]] == seen


def test_measures_and_steps_belong_to_the_unit_of_what_they_refer_to():
	found = changes(units=["NJ-CW"], measures=[], power_steps=[], tenures=[])
	removed = {name: counts["removed"] for name, counts in found["by_table"].items() if counts["removed"]}
	assert removed == {"tenures": 3, "power_steps": 1, "measures": 3}


def test_lists_are_bounded_and_counts_are_full():
	more = [UNITS[0] | {"unit": f"NJ-ZF-{n:03}"} for n in range(250, 0, -1)]
	found = compare(register(), register(units=[*UNITS, *more]), schemes.DEFAULT).to_dict()
	assert found["summary"]["new"] == 250
	assert len(found["new"]) == comparison.LISTED_AT_MOST == 200
	assert (found["new"][0]["key"], found["new"][-1]["key"]) == ("NJ-ZF-001", "NJ-ZF-200")


def test_a_first_register_is_all_new():
	found = compare(Register(), register(), schemes.DEFAULT).to_dict()
	assert found["summary"] == {"new": 40, "changed": 0, "removed": 0, "regraded": 0, "raised": 0, "lowered": 0}


def test_what_cannot_be_graded_is_not_regraded():
	found = changes(risk_points=edited(RISK_POINTS, "risk", F1={"probability": "very_high"}))
	assert found["summary"]["changed"] == 1
	assert found["summary"]["regraded"] == 0


def test_difference_gives_positions_in_the_frame_where_each_row_stands():
	table = TABLES["people"]
	before = table.frame([{"person": "a", "person_name": "甲"}, {"person": "b", "person_name": "乙"}, {"person": "c"}])
	after = table.frame([{"person": "d"}, {"person": "c"}, {"person": "a", "person_name": "改名"}])
	found = difference(table, before, after)
	assert (found.new.tolist(), found.changed.tolist(), found.removed.tolist()) == ([0], [2], [1])
