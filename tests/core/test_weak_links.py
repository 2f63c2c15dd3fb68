from bureau import AS_OF, MEASURES, POSTS, RISK_POINTS, UNITS, edited, register

from lianzheng_risk.core import schemes, weak_links
from lianzheng_risk.core.assessment import assess


def found(whole, **options):
	return assess(whole, schemes.DEFAULT, AS_OF, **options).weak_links


def shown(links):
	return [
		(link.kind.code, link.unit, link.grade, link.count, [subject.code for subject in link.subjects])
		for link in links.worst
	]


def test_the_weak_links_of_the_bureau_worst_first():
	links = found(register())
	assert shown(links) == [
		("high_risk_overdue", "NJ-CW", "II", 1, ["F2"]),
		("grade_I_phase_missing", "NJ-CW", "I", 1, ["F4"]),
		("grade_II_without_measure", "NJ-ZF-1", "II", 1, ["F5"]),
		("measure_without_person", "NJ", "I", 1, ["C3"]),
		("key_post_not_screened", "NJ-ZF", None, 1, ["G4"]),
		("unit_not_screened", "NJ-ZF", None, 1, ["NJ-ZF"]),
		("power_not_mapped", "NJ-ZF", None, 1, ["Q3"]),
	]
	assert links.total == 7
	assert links.worst[0].subjects[0].title == "采购需求不实"


def test_a_grade_I_risk_whose_measures_all_lapsed_has_none():
	links = found(register(measures=edited(MEASURES, "measure", C5={"status": "lapsed"})))
	assert shown(links)[0] == ("grade_I_without_measure", "NJ-CW", "I", 1, ["F4"])
	assert "grade_I_phase_missing" not in [link.kind.code for link in links.worst], "one weak link, not two"


def test_a_lapsed_measure_needs_no_person():
	measures = edited(MEASURES, "measure", C3={"status": "lapsed"})
	assert "measure_without_person" not in [link.kind.code for link in found(register(measures=measures)).worst]


def test_within_a_kind_by_grade_then_count_then_place_in_the_tree():
	# F1 (grade I, NJ) and F2 (grade II, NJ-CW) overdue, and in NJ-ZF-1 two more of grade II.
	measures = edited(
		MEASURES,
		"measure",
		C3={"due_date": "2026-01-01"},
		C6={"status": "planned"},
		C8={"status": "planned", "due_date": "2026-01-01"},
	)
	risks = edited(RISK_POINTS, "risk", F6={"probability": "fairly_high"})
	overdue = [link for link in shown(found(register(measures=measures, risk_points=risks))) if "overdue" in link[0]]
	assert overdue == [
		("high_risk_overdue", "NJ", "I", 1, ["F1"]),
		("high_risk_overdue", "NJ-ZF-1", "II", 2, ["F5", "F6"]),
		("high_risk_overdue", "NJ-CW", "II", 1, ["F2"]),
	]


def test_units_with_as_many_stand_in_the_order_of_the_tree():
	links = found(register(risk_points=[], measures=[]))
	assert [link.unit for link in links.worst if link.kind.code == "unit_not_screened"] == [
		"NJ",
		"NJ-CW",
		"NJ-ZF",
		"NJ-ZF-1",
	]


def test_at_most_five_subjects_the_first_by_code():
	more = [POSTS[3] | {"post": f"G4{n}", "post_name": f"岗位{n}"} for n in (7, 3, 9, 1, 5)]
	links = found(register(posts=[*more, *POSTS]))
	(key_posts,) = [link for link in links.worst if link.kind.code == "key_post_not_screened"]
	assert key_posts.count == 6
	assert [subject.code for subject in key_posts.subjects] == ["G4", "G41", "G43", "G45", "G47"]


def test_only_the_worst_are_listed_and_all_are_counted():
	squads = [
		{"unit": f"NJ-X{n:03}", "unit_name": f"{n}队", "unit_type": "unit", "parent_unit": "NJ"} for n in range(250)
	]
	links = found(register(units=[*UNITS, *squads]))
	assert len(links.worst) == weak_links.LIMIT == 200
	assert links.total == 257
	assert shown(links)[:5] == shown(found(register()))[:5]


def test_a_part_of_the_tree_has_only_its_own_weak_links():
	assert [(link.kind.code, link.unit) for link in found(register(), unit="NJ-CW").worst] == [
		("high_risk_overdue", "NJ-CW"),
		("grade_I_phase_missing", "NJ-CW"),
	]


def test_an_empty_register_has_none():
	links = found(
		register(units=[], people=[], posts=[], tenures=[], powers=[], power_steps=[], risk_points=[], measures=[])
	)
	assert links == weak_links.WeakLinks((), 0)
