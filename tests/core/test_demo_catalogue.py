"""The tables from which the demonstration is made fit together."""

import pytest

from lianzheng_risk.core import grading, schemes
from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.checks.vague import problem_of_measure, problem_of_risk
from lianzheng_risk.core.demo.catalogue.flows import STEPS
from lianzheng_risk.core.demo.catalogue.levels import GRADE_SHARES, LEVEL_SHARES
from lianzheng_risk.core.demo.catalogue.library import LIBRARY
from lianzheng_risk.core.demo.catalogue.measures import EVIDENCE, MEASURES, PHASES, STATUS_SHARES
from lianzheng_risk.core.demo.catalogue.organisation import UNITS
from lianzheng_risk.core.demo.catalogue.posts import POSTS
from lianzheng_risk.core.demo.catalogue.powers import LEGAL_BASIS, OPENNESS, POWERS
from lianzheng_risk.core.demo.catalogue.risks import FLOW_RISKS, POST_RISKS, POWER_RISKS
from lianzheng_risk.core.demo.running import HANDLERS

FLOWS = {step.flow for step in STEPS}
DEFAULT_LEVELS = {
	(probability.code, harm.code) for probability in schemes.DEFAULT.probability for harm in schemes.DEFAULT.harm
}


@pytest.mark.parametrize("flow", sorted(FLOWS))
def test_a_flow_has_three_to_eight_steps_and_leads_only_to_steps_it_has(flow):
	numbers = [step.step_no for step in STEPS if step.flow == flow]
	assert numbers == list(range(1, len(numbers) + 1))
	assert 3 <= len(numbers) <= 8
	following = {
		int(number) for step in STEPS if step.flow == flow and step.next_steps for number in step.next_steps.split(",")
	}
	assert following <= set(numbers)


def test_every_step_is_handled_by_somebody_known_and_stands_at_a_stage_with_risks():
	assert {step.by for step in STEPS} <= set(HANDLERS)
	assert all((step.by == "outside") == (step.stage == "outside") for step in STEPS)
	assert {step.stage for step in STEPS} == {risk.stage for risk in FLOW_RISKS}


def test_every_power_has_a_flow_and_its_unit_the_posts_to_handle_it():
	roles = {(post.kind, post.role) for post in POSTS}
	for power in POWERS:
		assert power.flow in FLOWS
		assert {(power.kind, power.handler), (power.kind, power.reviewer)} <= roles
		assert power.handler != power.reviewer
		assert power.category in v.POWER_CATEGORY.by_code
		assert power.category in OPENNESS
		assert power.area in LEGAL_BASIS


def test_every_unit_has_posts_and_a_leader_in_charge_who_exists():
	roles = {(post.kind, post.role) for post in POSTS}
	kinds = {unit.suffix: unit.kind for unit in UNITS}
	for unit in UNITS:
		assert (unit.kind, "head") in roles
		assert (kinds[unit.leader_suffix], unit.leader_role) in roles
		assert unit.parent is None or unit.parent in kinds


def test_risks_use_the_vocabularies_and_known_weights():
	for risk in (*FLOW_RISKS, *POST_RISKS, *POWER_RISKS):
		assert risk.category in v.RISK_CATEGORY.by_code
		assert risk.weight in GRADE_SHARES
	assert {risk.rank for risk in POST_RISKS} == set(v.RANK.codes)
	assert {risk.power_category for risk in POWER_RISKS} == set(v.POWER_CATEGORY.codes)
	titles = [risk.title for risk in (*FLOW_RISKS, *POST_RISKS, *POWER_RISKS)]
	assert len(titles) == len(set(titles)) > 60


def test_every_area_has_a_measure_for_every_phase():
	areas = {power.area for power in POWERS} | {"any"}
	assert {(measure.area, measure.phase) for measure in MEASURES} == {
		(area, phase) for area in areas for phase in PHASES
	}
	for measure in MEASURES:
		assert measure.layer in v.MEASURE_LAYER.by_code
	assert {measure.kind for measure in MEASURES} == set(v.MEASURE_KIND.codes) == set(EVIDENCE)


def test_shares_make_a_whole_and_levels_give_the_grade_they_stand_for():
	for shares in (*GRADE_SHARES.values(), *LEVEL_SHARES.values(), *STATUS_SHARES.values()):
		assert sum(shares.values()) == pytest.approx(1)
	for grade, pairs in LEVEL_SHARES.items():
		assert {grading.grade(schemes.DEFAULT, *pair).grade for pair in pairs} == {grade}


def test_the_library_speaks_in_known_terms_and_concrete_words() -> None:
	assert 20 <= len(LIBRARY) <= 30
	assert len({entry.title for entry in LIBRARY}) == len(LIBRARY)
	for entry in LIBRARY:
		assert entry.category in v.RISK_CATEGORY.codes
		# The levels that the scheme shipped with the product uses.
		assert (entry.probability, entry.harm) in DEFAULT_LEVELS, entry.title
		assert {entry.power_category} <= {None, *v.POWER_CATEGORY.codes}
		assert {entry.business_area} <= {None, *v.BUSINESS_AREA.codes}
		assert {entry.rank} <= {None, *v.RANK.codes}
		assert problem_of_risk(entry.manifestation, entry.title) is None, entry.title
		for measure in entry.measures:
			assert measure.layer in v.MEASURE_LAYER.codes
			assert measure.phase in v.MEASURE_PHASE.codes
			assert measure.kind in v.MEASURE_KIND.codes
			assert problem_of_measure(measure.description) is None, measure.description


def test_the_library_covers_every_business_area_and_category() -> None:
	assert {entry.business_area for entry in LIBRARY} >= set(v.BUSINESS_AREA.codes) - {"other"}
	assert {entry.category for entry in LIBRARY} == set(v.RISK_CATEGORY.codes)
