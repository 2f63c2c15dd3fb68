"""The organisation from the ERP: what would be new, change or end, what is left to people, and that once is enough."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from lianzheng_risk.core.organisation import (
	Company,
	Department,
	Employee,
	Erp,
	Ours,
	Person,
	Plan,
	Post,
	Ref,
	Spell,
	Tenure,
	Unit,
	plan,
)

TODAY = datetime.date(2026, 7, 1)
ROOT = Department("All", "All", None)


def day(text: str) -> datetime.date:
	return datetime.date.fromisoformat(text)


# The ERP: one company with two departments, and a section below one of them.
BUREAU = Company("Bureau")
OFFICE = Department("Office - B", "办公室", "Bureau", "All")
FINANCE = Department("Finance - B", "财务科", "Bureau", "All")
SECTION = Department("Section - B", "采购股", "Bureau", "Finance - B")
ERP = Erp((BUREAU,), (ROOT, OFFICE, FINANCE, SECTION))
# Ours: the bureau and two departments, tied to it.
OURS = Ours(
	(
		Unit("U", "江州局", company="Bureau"),
		Unit("U1", "办公室", "U", department="Office - B"),
		Unit("U2", "财务科", "U", department="Finance - B"),
		Unit("U3", "采购股", "U2", department="Section - B"),
	)
)
CLERK = Employee("E1", "王示例", "Bureau", "Office - B", "科员", day("2020-03-01"))
WANG = Person("P1", "王示例", "U1", "E1", "科员")
CLERKS = Post("G1", "科员", "U1", "科员", (Tenure("t1", "P1", day("2020-03-01")),))


def erp(*employees: Employee, departments: tuple[Department, ...] = ERP.departments) -> Erp:
	return Erp((BUREAU,), departments, employees)


def ours(*units: Unit, people: tuple[Person, ...] = (), posts: tuple[Post, ...] = ()) -> Ours:
	return Ours(units or OURS.units, people, posts)


def shown(found: Plan, *outcomes: str) -> list[tuple]:
	return [
		(it.kind, it.outcome, it.key, {field.name: _name(field.new) for field in it.fields})
		for it in found.changes
		if not outcomes or it.outcome in outcomes
	]


def _name(value: object) -> object:
	return (value.name or value.key) if isinstance(value, Ref) else value


def carried_out(stands: Ours, found: Plan) -> Ours:
	"""Ours after the plan, as the site would have it."""
	units = {it.name: it for it in stands.units}
	people, posts = {it.name: it for it in stands.people}, {it.name: it for it in stands.posts}
	for change in found.written:
		new = {field.name: _name(field.new) for field in change.fields}
		if change.kind == "tenure":
			_carry_tenure(people, posts, change, new)
			continue
		table, kind = {"unit": (units, Unit), "person": (people, Person), "post": (posts, Post)}[change.kind]
		name = change.name or change.key
		known = table.get(name) or kind(name, "", *(["U"] if kind is not Unit else []))
		table[name] = known._replace(**new)
	return Ours(tuple(units.values()), tuple(people.values()), tuple(posts.values()))


def _carry_tenure(people: dict, posts: dict, change, new: dict) -> None:
	post = posts[new["post"]]
	if change.outcome == "new":
		row = Tenure(change.key, new["person"], new["start"])
		posts[post.name] = post._replace(tenures=(*post.tenures, row))
	else:
		rows = tuple(it._replace(end=new["end"]) if it.row == change.name else it for it in post.tenures)
		posts[post.name] = post._replace(tenures=rows)


UNITS = [
	pytest.param(ERP, OURS, [], id="nothing to do"),
	pytest.param(ERP, Ours((Unit("U", "江州局"),)), [], id="nothing is tied: none of our business"),
	pytest.param(
		ERP,
		Ours((Unit("U", "江州局", company="Bureau"), Unit("U1", "办公室", "U"))),
		[
			("unit", "new", "department:Finance - B", {"title": "财务科", "parent": "U", "department": "Finance - B"}),
			("unit", "changed", "department:Office - B", {"department": "Office - B"}),
			(
				"unit",
				"new",
				"department:Section - B",
				{"title": "采购股", "parent": "department:Finance - B", "department": "Section - B"},
			),
		],
		id="the same name under the same parent is taken for it, the rest is made, parents first",
	),
	pytest.param(
		ERP,
		Ours((Unit("U", "江州局", company="Bureau"), Unit("A", "办公室", "U"), Unit("B", "办公室", "U"))),
		[("unit", "conflict", "department:Office - B", {})],
		id="of two of the name none is chosen",
	),
	pytest.param(
		erp(departments=(ROOT, OFFICE._replace(title="综合办公室"), FINANCE, SECTION._replace(parent="Office - B"))),
		OURS,
		[
			("unit", "changed", "department:Office - B", {"title": "综合办公室"}),
			("unit", "changed", "department:Section - B", {"parent": "U1"}),
		],
		id="renamed and moved",
	),
	pytest.param(
		erp(departments=(ROOT, OFFICE, FINANCE, SECTION._replace(disabled=True))),
		OURS,
		[("unit", "ended", "department:Section - B", {"closed_on": TODAY})],
		id="disabled: marked, not removed",
	),
	pytest.param(
		ERP,
		replace(OURS, units=(*OURS.units[:3], OURS.units[3]._replace(closed_on=day("2026-01-01")))),
		[("unit", "changed", "department:Section - B", {"closed_on": None})],
		id="in use again",
	),
	pytest.param(
		ERP,
		Ours((*OURS.units, Unit("U9", "又一个", "U", department="Office - B"))),
		[("unit", "conflict", "department:Office - B", {})],
		id="two units tied to one department",
	),
	pytest.param(
		ERP,
		Ours((Unit("U3", "采购股", None, department="Section - B"), Unit("U2", "财务科", "U3", department="Finance - B"))),
		[("unit", "conflict", "department:Section - B", {})],
		id="a unit is not moved below itself",
	),
	pytest.param(
		Erp((BUREAU, Company("Sub", "Bureau")), ERP.departments),
		OURS,
		[("unit", "new", "company:Sub", {"title": "Sub", "parent": "U", "company": "Sub"})],
		id="a company below one that is tied",
	),
]  # fmt: skip


@pytest.mark.parametrize(("theirs", "stands", "expected"), UNITS)
def test_units(theirs: Erp, stands: Ours, expected: list) -> None:
	found = shown(plan(theirs, stands, TODAY))
	assert [it for it in found if it in expected] == expected
	if not any(outcome == "conflict" for _, outcome, *_ in expected):
		assert found == expected


MOVED = CLERK._replace(department="Finance - B", designation="会计")
HELD = ours(people=(WANG,), posts=(CLERKS,))
PEOPLE = [
	pytest.param(CLERK, HELD, [], id="nothing to do"),
	pytest.param(
		CLERK,
		ours(),
		[
			("person", "new", "E1", {"title": "王示例", "unit": "U1", "employee": "E1", "job_title": "科员"}),
			("post", "new", "department:Office - B|科员", {"title": "科员", "unit": "U1", "designation": "科员"}),
			(
				"tenure",
				"new",
				"E1@department:Office - B|科员",
				{"post": "department:Office - B|科员", "person": "E1", "start": day("2020-03-01")},
			),
		],
		id="a new employee gets a person, a post and a tenure since the day of joining",
	),
	pytest.param(
		CLERK,
		ours(people=(WANG._replace(employee=None),), posts=(CLERKS._replace(designation=None),)),
		[
			("person", "changed", "E1", {"employee": "E1"}),
			("post", "changed", "department:Office - B|科员", {"designation": "科员"}),
		],
		id="who and what is here by the same name is taken for it",
	),
	pytest.param(
		CLERK,
		ours(people=(WANG._replace(employee=None), WANG._replace(name="P2", employee=None))),
		[("person", "conflict", "E1", {})],
		id="of two namesakes none is chosen",
	),
	pytest.param(
		MOVED,
		HELD,
		[
			("person", "changed", "E1", {"unit": "U2", "job_title": "会计"}),
			("post", "new", "department:Finance - B|会计", {"title": "会计", "unit": "U2", "designation": "会计"}),
			("tenure", "ended", "E1@G1", {"post": "G1", "end": day("2026-06-30")}),
			(
				"tenure",
				"new",
				"E1@department:Finance - B|会计",
				{"post": "department:Finance - B|会计", "person": "P1", "start": TODAY},
			),
		],
		id="moved, the history silent: since today",
	),
	pytest.param(
		MOVED._replace(history=(Spell("Office - B", "科员", day("2020-03-01"), day("2026-05-31")), Spell("Finance - B", "会计", day("2026-06-01")))),
		HELD,
		[
			("person", "changed", "E1", {"unit": "U2", "job_title": "会计"}),
			("post", "new", "department:Finance - B|会计", {"title": "会计", "unit": "U2", "designation": "会计"}),
			("tenure", "ended", "E1@G1", {"post": "G1", "end": day("2026-05-31")}),
			(
				"tenure",
				"new",
				"E1@department:Finance - B|会计",
				{"post": "department:Finance - B|会计", "person": "P1", "start": day("2026-06-01")},
			),
		],
		id="moved, as the history tells",
	),
	pytest.param(
		CLERK._replace(status="Left", left=day("2026-06-15")),
		HELD,
		[("tenure", "ended", "E1@G1", {"post": "G1", "end": day("2026-06-15")})],
		id="left",
	),
	pytest.param(
		CLERK._replace(left=day("2026-12-31")),
		HELD,
		[("tenure", "ended", "E1@G1", {"post": "G1", "end": day("2026-12-31")})],
		id="is going to leave",
	),
	pytest.param(
		CLERK._replace(status="Left", left=day("2019-01-01")),
		HELD,
		[("tenure", "conflict", "E1", {"post": "G1"})],
		id="left before the tenure began",
	),
	pytest.param(CLERK._replace(status="Left", left=day("2026-06-15")), ours(), [], id="who left before is not fetched"),
	pytest.param(
		CLERK._replace(status="Suspended"), HELD, [("person", "left_alone", "E1", {})], id="suspended: stays as it is"
	),
	pytest.param(
		CLERK._replace(department="Elsewhere"), HELD, [("person", "conflict", "E1", {})], id="a department without a unit"
	),
	pytest.param(
		CLERK._replace(designation=None), HELD, [("tenure", "left_alone", "E1", {})], id="no designation, no post"
	),
	pytest.param(
		CLERK,
		ours(people=(WANG,), posts=(CLERKS._replace(tenures=(Tenure("t1", "P1", day("2020-03-01"), day("2024-01-01")),)),)),
		[("tenure", "conflict", "E1", {})],
		id="ended here by hand, still held there",
	),
	pytest.param(
		CLERK,
		ours(people=(WANG,), posts=(CLERKS, Post("G2", "保密员", "U1", "保密员", (Tenure("t2", "P1", day("2023-01-01")),)))),
		[("tenure", "left_alone", "E1", {"post": "G2"})],
		id="a second post is left to people",
	),
	pytest.param(
		CLERK,
		ours(people=(WANG,), posts=(CLERKS._replace(tenures=()), CLERKS._replace(name="G2", tenures=()))),
		[("tenure", "conflict", "E1", {})],
		id="of two posts of the designation none is chosen",
	),
]  # fmt: skip


@pytest.mark.parametrize(("employee", "stands", "expected"), PEOPLE)
def test_people_posts_and_tenures(employee: Employee, stands: Ours, expected: list) -> None:
	assert shown(plan(erp(employee), stands, TODAY)) == expected


def test_of_two_posts_the_one_that_the_person_moved_on_from_ends() -> None:
	second = Post("G2", "保密员", "U1", "保密员", (Tenure("t2", "P1", day("2023-01-01")),))
	found = plan(erp(MOVED), ours(people=(WANG,), posts=(CLERKS, second)), TODAY)
	assert [it.key for it in found.of("ended")] == ["E1@G1"]
	assert [it.fields[0].old.name for it in found.of("left_alone")] == ["G2"]


@pytest.mark.parametrize(
	("theirs", "stands"),
	[(case.values[0], case.values[1]) for case in UNITS] + [(erp(case.values[0]), case.values[1]) for case in PEOPLE],
)
def test_once_is_enough(theirs: Erp, stands: Ours) -> None:
	first = plan(theirs, stands, TODAY)
	after = plan(theirs, carried_out(stands, first), TODAY)
	assert [(it.kind, it.outcome, it.key) for it in after.written] == []
	assert shown(after, "conflict") == shown(first, "conflict")


def test_following_makes_neither_units_nor_people() -> None:
	stands = Ours((Unit("U", "江州局", company="Bureau"),))
	assert plan(erp(CLERK), stands, TODAY, create=False).written == ()


def test_the_fingerprint_is_of_what_would_be_written() -> None:
	one = plan(erp(MOVED), HELD, TODAY)
	assert one.fingerprint() == plan(erp(MOVED), HELD, TODAY).fingerprint()
	assert one.fingerprint() != plan(erp(MOVED), HELD, TODAY + datetime.timedelta(days=1)).fingerprint()
	assert one.fingerprint() != plan(erp(MOVED._replace(designation="出纳")), HELD, TODAY).fingerprint()
	other_clerk = MOVED._replace(name="E0", title="李示例", status="Suspended")
	assert one.fingerprint() == plan(erp(MOVED, other_clerk), HELD, TODAY).fingerprint()


def test_a_ring_of_departments_does_not_hang_the_plan() -> None:
	ring = (ROOT, OFFICE._replace(parent="Finance - B"), FINANCE._replace(parent="Office - B"))
	assert shown(plan(erp(departments=ring), OURS, TODAY), "new") == []


def test_counts_name_every_kind_and_outcome() -> None:
	counts = plan(erp(MOVED), HELD, TODAY).counts()
	assert counts["tenure"] == {"new": 1, "changed": 0, "ended": 1, "conflict": 0, "left_alone": 0}
	assert counts["unit"] == dict.fromkeys(counts["unit"], 0)
