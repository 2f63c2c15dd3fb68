"""The invented register: sound at every size, the same for the same seed, and with the gaps it promises."""

import datetime
from collections import Counter

import pandas as pd
import pytest

from lianzheng_risk.core import grading, schemes
from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.checks import check, skip_bad
from lianzheng_risk.core.demo import AS_OF, invent, invent_previous, write_with_mistakes
from lianzheng_risk.core.findings import has_errors
from lianzheng_risk.core.register import TABLES
from lianzheng_risk.core.tree import Tree
from lianzheng_risk.core.workbook import read, write_register


@pytest.fixture(scope="module")
def bureau():
	return invent()


@pytest.fixture(scope="module")
def small():
	return invent(16)


def kinds_of(findings):
	return Counter((found.place.table, found.place.field, found.severity) for found in findings)


def checked(register, path):
	write_register(register, path)
	return check(read(path), schemes.DEFAULT, AS_OF)


@pytest.mark.parametrize("units", [1, 2, 12, 24, 61, 600])
def test_every_size_has_its_units_in_one_tree_and_every_reference_resolves(units):
	register = invent(units)
	assert len(register["units"]) == units
	assert Tree.of(register["units"]).level.tolist().count(0) == 1
	for table in TABLES.values():
		frame = register[table.name]
		assert not frame.duplicated(list(table.key)).any()
		assert frame[[field.name for field in table.fields if field.required]].notna().all(axis=None)
		for field in table.fields:
			if field.reference:
				known = register[field.reference][TABLES[field.reference].key[0]]
				assert frame[field.name].dropna().isin(known).all(), (table.name, field.name)


def test_no_units_make_no_register():
	with pytest.raises(ValueError, match="at least one unit"):
		invent(0)


def test_the_same_seed_gives_the_same_register_and_another_seed_another(bureau):
	again, other = invent(), invent(seed=7)
	for name in TABLES:
		pd.testing.assert_frame_equal(bureau[name], again[name])
	assert not bureau["risk_points"]["probability"].equals(other["risk_points"]["probability"])
	assert not bureau["people"]["person_name"].equals(other["people"]["person_name"])


def test_a_county_bureau_of_24_units(bureau):
	units = bureau["units"].set_index("unit")
	assert units["unit_name"]["NJ"] == "宁江县公共资源与建设局"
	assert (units["parent_unit"] == "NJ").sum() == 11 + 2 + 4  # departments, institutions, township stations
	assert units["unit_name"]["NJ-21-3"] == "质安中心财务资产股"
	assert units["parent_unit"]["NJ-21-3"] == "NJ-21"
	assert invent(61)["units"].set_index("unit")["unit_name"]["NJ01"] == "澄岭县公共资源与建设局"


@pytest.mark.parametrize(
	("table", "field"),
	[
		("powers", "category"),
		("powers", "business_area"),
		("posts", "rank"),
		("risk_points", "category"),
		("risk_points", "stated_grade"),
		("measures", "layer"),
		("measures", "phase"),
		("measures", "kind"),
		("measures", "status"),
	],
)
def test_every_term_of_the_vocabulary_occurs(bureau, table, field):
	assert set(bureau[table][field]) == set(TABLES[table][field].vocabulary.codes)


def test_even_one_unit_has_all_five_focal_powers():
	assert set(invent(1)["powers"]["category"]) == {"decision", "approval", "enforcement", "personnel", "assets"}


def test_grades_are_spread_as_in_practice():
	risks = invent(240)["risk_points"]
	shares = grading.grades(schemes.DEFAULT, risks).value_counts(normalize=True)
	assert shares["I"] == pytest.approx(0.15, abs=0.02)
	assert shares["II"] == pytest.approx(0.35, abs=0.02)
	assert shares["III"] == pytest.approx(0.50, abs=0.02)
	for circumstance in v.VETO.codes:
		assert risks[circumstance].mean() == pytest.approx(0.01, abs=0.008)


def test_powers_branch_loop_and_leave_the_house(bureau):
	steps = bureau["power_steps"]
	lengths = steps.groupby("power").size()
	assert (lengths.min(), lengths.max()) == (4, 8)
	following = steps["next_steps"].dropna().str.split(",").explode().astype(int)
	assert steps["next_steps"].str.contains(",", na=False).any()
	assert (following < steps["step_no"].reindex(following.index).astype(int)).any()
	assert steps.loc[steps["external"], "post"].isna().all()
	assert steps.loc[~steps["external"], "post"].notna().all()


def test_posts_have_one_holder_in_office_or_stand_vacant(bureau):
	tenures = bureau["tenures"]
	past = tenures["end_date"].notna()
	assert (tenures["start_date"] < tenures["end_date"])[past].all()
	assert (tenures["start_date"] < pd.Timestamp(AS_OF)).all()
	held = set(tenures.loc[~past, "post"])
	vacant = set(bureau["posts"]["post"]) - held
	assert len(vacant) == 1
	assert past.sum() >= 10


def test_measures_follow_their_state_and_date(bureau):
	measures = bureau["measures"]
	done = measures["status"].isin(["implemented", "verified"])
	assert measures["completed_on"].notna().equals(done)
	assert (measures.loc[done, "completed_on"] <= pd.Timestamp(AS_OF)).all()
	overdue = (measures["due_date"] < pd.Timestamp(AS_OF)) & measures["status"].isin(["planned", "in_progress"])
	assert 10 < overdue.sum() < 0.1 * len(measures)
	per_risk = measures.groupby("risk").size()
	assert set(per_risk) == {1, 2, 3}
	assert not measures.duplicated(["risk", "phase"]).any()


def test_the_date_moves_everything():
	earlier = invent(3, as_of=datetime.date(2020, 1, 31))
	assert earlier["measures"]["completed_on"].max() <= pd.Timestamp(2020, 1, 31)
	assert earlier["tenures"]["start_date"].max() < pd.Timestamp(2020, 1, 31)


@pytest.mark.parametrize("units", [1, 16])
def test_a_clean_register_has_gaps_but_no_errors(tmp_path, units):
	findings = checked(invent(units), tmp_path / "register.xlsx").findings
	assert not has_errors(findings)
	assert {"post_without_risk", "power_without_risk"} <= {found.rule.code for found in findings}
	assert len(findings) < 60


def test_what_is_written_and_read_is_the_invented_register(bureau, tmp_path):
	read_back = checked(bureau, tmp_path / "register.xlsx").register.sorted()
	for name, frame in bureau.sorted().items():
		pd.testing.assert_frame_equal(read_back[name], frame)


def test_last_years_register_differs_in_what_a_year_changes(bureau):
	previous = invent_previous(bureau)
	now = bureau["risk_points"].set_index("risk")
	then = previous["risk_points"].set_index("risk")
	count = len(now)
	assert len(now.index.difference(then.index)) == count // 16
	assert len(then.index.difference(now.index)) == (count - count // 16) // 25
	both = now.index.intersection(then.index)
	graded = [grading.grades(schemes.DEFAULT, risks.loc[both]) for risks in (now, then)]
	regraded = (graded[0] != graded[1]).sum()
	assert 0 < regraded <= (count - count // 16) // 12
	assert set(previous["measures"]["risk"]) <= set(then.index)
	pd.testing.assert_frame_equal(invent_previous(bureau)["measures"], previous["measures"])


def test_last_years_register_has_no_errors(small, tmp_path):
	assert not has_errors(checked(invent_previous(small), tmp_path / "previous.xlsx").findings)


def test_every_mistake_is_found(small, tmp_path):
	write_with_mistakes(small, tmp_path / "faulty.xlsx")
	before = kinds_of(checked(small, tmp_path / "clean.xlsx").findings)
	after = kinds_of(check(read(tmp_path / "faulty.xlsx"), schemes.DEFAULT, AS_OF).findings)
	for expected in (
		("units", "parent_unit", "error"),
		("people", "rank", "error"),
		("people", "person_name", "error"),
		("posts", "post_name", "hint"),
		("posts", "unit", "error"),
		("tenures", "start_date", "error"),
		("tenures", "end_date", "error"),
		("powers", "category", "error"),
		("powers", "time_limit_days", "error"),
		("power_steps", "step_name", "warning"),
		("power_steps", "next_steps", "error"),
		("risk_points", "risk", "error"),
		("risk_points", "post", "error"),
		("risk_points", "step_no", "error"),
		("risk_points", "title", "error"),
		("risk_points", "manifestation", "hint"),
		("risk_points", "probability", "error"),
		("risk_points", "harm", "error"),
		("risk_points", "unlimited_discretion", "error"),
		("risk_points", "stated_grade", "error"),
		("measures", "measure", "error"),
		("measures", "risk", "error"),
		("measures", "description", "error"),
		("measures", "responsible_person", "warning"),
		("measures", "due_date", "error"),
		("measures", "status", "error"),
	):
		assert after[expected] > before[expected], expected


def test_most_of_the_register_stays_when_the_mistakes_are_left_out(bureau, tmp_path):
	write_with_mistakes(bureau, tmp_path / "faulty.xlsx")
	faulty = check(read(tmp_path / "faulty.xlsx"), schemes.DEFAULT, AS_OF)
	rules = {found.rule.code for found in faulty.findings}
	assert {"unit_cycle", "unit_own_parent"} <= rules
	kept, _ = skip_bad(faulty.register, faulty.findings)
	assert len(kept["units"]) == len(bureau["units"]) - 3
	for table in ("risk_points", "measures"):
		assert len(kept[table]) > 0.8 * len(bureau[table])


def test_the_smallest_register_takes_the_mistakes_too(tmp_path):
	write_with_mistakes(invent(1), tmp_path / "faulty.xlsx")
	assert has_errors(check(read(tmp_path / "faulty.xlsx"), schemes.DEFAULT, AS_OF).findings)


def test_three_thousand_units_have_a_hundred_thousand_risk_points():
	register = invent(3000)
	assert len(register["units"]) == 3000
	assert len(register["risk_points"]) > 100_000
