"""Counts and facts against numbers worked out by hand from the register in bureau.py."""

import numpy as np
import pytest
from bureau import AS_OF, MEASURES, RISK_POINTS, TENURES, edited, register

from lianzheng_risk.core import counts, schemes
from lianzheng_risk.core.facts import derive
from lianzheng_risk.core.tree import Tree

EXPECTED_OWN = {
	"NJ": {
		"units": 1, "units_screened": 1, "people": 1, "people_screened": 1,
		"posts": 1, "key_posts": 1, "posts_held": 1, "posts_screened": 1, "key_posts_screened": 1,
		"powers": 1, "powers_mapped": 1, "powers_screened": 1, "powers_based": 1, "power_steps": 2,
		"risk_points": 1, "grade_I": 1, "category_post_duty": 1, "power_decision": 1,
		"risks_with_measure": 1, "high_risks": 1, "high_risks_with_measure": 1, "grade_I_three_phases": 1,
		"measures": 3, "measures_effective": 3, "layer_unit": 2, "layer_department": 1,
		"phase_prevention": 1, "phase_monitoring": 1, "phase_disposal": 1,
		"status_planned": 1, "status_implemented": 1, "status_verified": 1,
		"measures_in_place": 2, "measures_verified": 1, "measures_due": 2, "measures_on_time": 1,
		"measures_parties_named": 2, "measures_evidenced": 1, "posts_rotating": 1,
	},
	"NJ-CW": {
		"units": 1, "units_screened": 1, "people": 2, "people_screened": 2,
		"posts": 2, "key_posts": 1, "posts_held": 2, "posts_screened": 2, "key_posts_screened": 1,
		"powers": 1, "powers_mapped": 1, "powers_screened": 1, "power_steps": 1,
		"risk_points": 3, "grade_I": 1, "grade_II": 1, "grade_III": 1,
		"category_process": 2, "category_institution": 1, "power_assets": 2,
		"risks_with_measure": 2, "high_risks": 2, "high_risks_with_measure": 2,
		"measures": 3, "measures_effective": 2, "layer_department": 1, "layer_post": 2,
		"phase_prevention": 2, "phase_monitoring": 1,
		"status_planned": 1, "status_in_progress": 1, "status_lapsed": 1,
		"measures_due": 2, "measures_overdue": 1, "measures_parties_named": 1, "posts_rotating": 2,
	},
	"NJ-ZF": {
		"units": 1, "people": 1, "posts": 1, "key_posts": 1, "powers": 1, "powers_screened": 1, "powers_based": 1,
	},
	"NJ-ZF-1": {
		"units": 1, "units_screened": 1, "people": 1, "posts": 1, "posts_screened": 1,
		"risk_points": 2, "grade_II": 1, "grade_III": 1, "category_process": 1, "category_environment": 1,
		"power_enforcement": 2, "risks_with_measure": 1, "high_risks": 1,
		"measures": 2, "measures_effective": 1, "layer_unit": 1, "layer_post": 1,
		"phase_prevention": 1, "phase_disposal": 1, "status_implemented": 1, "status_cancelled": 1,
		"measures_in_place": 1, "measures_parties_named": 1, "measures_evidenced": 1,
	},
}  # fmt: skip


def own(whole, unit=None, scheme=schemes.DEFAULT):
	tree = Tree.of(whole["units"])
	if unit:
		tree = tree.under(unit)
	return counts.count_own(derive(whole, tree, scheme, AS_OF), tree)


@pytest.mark.parametrize("unit", EXPECTED_OWN)
def test_own_counts_by_hand(unit):
	counted = own(register()).loc[unit].to_dict()
	assert {name: count for name, count in counted.items() if count} == EXPECTED_OWN[unit]


def test_columns_are_unique_and_in_their_declared_order():
	counted = own(register())
	assert tuple(counted.columns) == counts.COLUMNS
	assert len(set(counts.COLUMNS)) == len(counts.COLUMNS)
	assert counted.index.tolist() == ["NJ", "NJ-CW", "NJ-ZF", "NJ-ZF-1"]


@pytest.mark.parametrize(
	("spread", "whole"),
	[
		("grade", "risk_points"),
		("category", "risk_points"),
		("layer", "measures"),
		("phase", "measures"),
		("status", "measures"),
	],
)
def test_a_spread_adds_up_to_the_whole(spread, whole):
	counted = own(register())
	assert counted[list(counts.SPREADS[spread].columns)].sum(axis=1).tolist() == counted[whole].tolist()


def test_floors_go_by_the_business_area_of_the_power():
	# F6 (grade III) belongs to Q3, enforcement: at least II. F3 has no power and stays III.
	counted = own(register(), scheme=schemes.WORSE_OF_TWO_WITH_FLOORS).sum()
	assert counted[["grade_I", "grade_II", "grade_III"]].tolist() == [2, 3, 1]


def test_a_stated_grade_counts_for_nothing():
	stated = [record | {"stated_grade": "III"} for record in RISK_POINTS]
	assert own(register(risk_points=stated)).equals(own(register()))


def test_rows_outside_the_tree_are_not_counted_but_still_are_evidence():
	# Within the squad alone: its power Q3 belongs to the brigade, yet the floor for enforcement lifts F6 to II.
	squad = own(register(), unit="NJ-ZF-1", scheme=schemes.WORSE_OF_TWO_WITH_FLOORS)
	assert squad.index.tolist() == ["NJ-ZF-1"]
	assert squad.loc["NJ-ZF-1", ["units", "powers", "risk_points", "grade_II", "measures"]].tolist() == [1, 0, 2, 2, 2]


def test_someone_screened_through_a_post_elsewhere_is_screened():
	# R4 of the brigade also holds G3 in the finance section, which has a risk point.
	tenures = [*TENURES, {"post": "G3", "person": "R4", "start_date": "2026-06-30", "end_date": None}]
	assert own(register(tenures=tenures), unit="NJ-ZF").loc["NJ-ZF", "people_screened"] == 1


@pytest.mark.parametrize(
	("changes", "expected"),
	[
		# effective, in place, due, on time, overdue
		({"status": "implemented", "completed_on": "2026-06-29"}, [1, 1, 1, 1, 0]),
		({"status": "implemented", "completed_on": "2026-06-30"}, [1, 1, 1, 0, 0]),
		({"status": "implemented", "completed_on": None}, [1, 1, 1, 0, 0]),
		({"status": "planned"}, [1, 0, 1, 0, 1]),
		({"status": "planned", "due_date": "2026-06-30"}, [1, 0, 1, 0, 0]),
		({"status": "planned", "due_date": "2026-07-01"}, [1, 0, 0, 0, 0]),
		({"status": "planned", "due_date": None}, [1, 0, 0, 0, 0]),
		({"status": "lapsed"}, [0, 0, 0, 0, 0]),
		({"status": "cancelled"}, [0, 0, 0, 0, 0]),
	],
)
def test_when_a_measure_is_due_on_time_and_overdue(changes, expected):
	measures = edited([record for record in MEASURES if record["measure"] == "C4"], "measure", C4=changes)
	columns = ["measures_effective", "measures_in_place", "measures_due", "measures_on_time", "measures_overdue"]
	assert own(register(measures=measures)).loc["NJ-CW", columns].tolist() == expected


@pytest.mark.parametrize("missing", ["responsible_leader", "responsible_unit", "responsible_person"])
def test_all_three_responsible_parties_must_be_named(missing):
	measures = edited(MEASURES, "measure", C4={missing: None})
	assert own(register(measures=measures)).loc["NJ-CW", "measures_parties_named"] == 0


@pytest.mark.parametrize("status", ["lapsed", "cancelled"])
def test_a_measure_no_longer_effective_covers_no_phase(status):
	# C3 is the only measure of F1 in the phase of disposal.
	measures = edited(MEASURES, "measure", C3={"status": status})
	assert own(register(measures=measures)).loc["NJ", "grade_I_three_phases"] == 0


def test_evidence_counts_only_for_what_is_in_place():
	measures = edited(MEASURES, "measure", C4={"evidence": "论证材料"})
	assert own(register(measures=measures)).loc["NJ-CW", "measures_evidenced"] == 0


def test_tally_leaves_out_pairs_with_a_missing_side():
	rows, columns = np.array([0, 1, -1, 1, 1]), np.array([0, 2, 1, -1, 2])
	assert counts.tally(rows, columns, 2, 3).tolist() == [[1, 0, 0], [0, 0, 2]]
