"""Plans of inspections on a real site: each of their dates brings one inspection, whenever the clock runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import frappe
import pytest
import time_machine
from frappe.model.document import Document

from lianzheng_risk.risk_supervision.doctype.integrity_inspection.integrity_inspection import OwnUnitError
from lianzheng_risk.risk_supervision.inspections import clock
from lianzheng_risk.risk_supervision.inspections.clock import make, make_some
from tests.site import records
from tests.site.approving import acting, county  # noqa: F401

INSPECTION, PLAN, TEMPLATE = "Integrity Inspection", "Integrity Inspection Plan", "Integrity Inspection Template"


@pytest.fixture
def today() -> Iterator[Callable[[str], None]]:
	with ExitStack() as travels:
		yield lambda day: travels.enter_context(time_machine.travel(f"{day}T04:00:00+00:00"))


@pytest.fixture
def inspector(county) -> str:  # noqa: F811
	return records.create_person("X", person_name="甲").name


def planned(inspector: str, **values) -> Document:
	title = f"月度检查 {frappe.generate_hash(length=6)}"
	template = records.create(TEMPLATE, title=title, items=[{"item": "台账", "full_marks": 100}]).name
	plan = {
		"title": "月度检查",
		"unit": "Y",
		"inspection_type": "Inspection from Above",
		"template": template,
		"recurrence": "Every Month",
		"first_on": "2026-01-31",
		"inspectors": [{"person": inspector}],
	}
	with acting("supervisor"):
		return records.create(PLAN, **plan | values)


def made(plan: Document) -> list[tuple[str, str]]:
	rows = frappe.get_all(
		INSPECTION, filters={"plan": plan.name}, fields=["plan_date", "planned_on"], order_by="plan_date"
	)
	return [(str(row.plan_date), str(row.planned_on)) for row in rows]


def run(plan: Document) -> dict[str, int]:
	counts = make_some([plan.name])
	plan.reload()
	return counts


class TestClock:
	def test_makes_the_inspection_ready_to_be_held(self, inspector, today):
		plan = planned(inspector)
		today("2026-02-01")
		assert run(plan) == {"looked_at": 1, "changed": 1, "failed": 0}
		(inspection,) = frappe.get_all(INSPECTION, filters={"plan": plan.name}, pluck="name")
		inspection = frappe.get_doc(INSPECTION, inspection)
		# 31 January is a Saturday, 2 February a working day.
		assert (str(inspection.plan_date), str(inspection.planned_on)) == ("2026-01-31", "2026-02-02")
		assert (inspection.docstatus, inspection.unit, inspection.title) == (0, "Y", "月度检查 2026-01-31")
		assert [row.person for row in inspection.inspectors] == [inspector]
		assert [row.item for row in inspection.items] == ["台账"]
		assert (str(plan.next_on), str(plan.last_made_on)) == ("2026-02-28", "2026-01-31")

	def test_run_twice_makes_nothing_more(self, inspector, today):
		plan = planned(inspector)
		today("2026-02-01")
		run(plan)
		assert run(plan)["changed"] == 0
		assert len(made(plan)) == 1

	def test_makes_up_for_a_standstill_as_if_it_had_run_daily(self, inspector, today):
		late, daily = planned(inspector), planned(inspector, template=None)
		for day in ("2026-01-30", "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-01"):
			today(day)
			run(daily)
		run(late)
		assert made(late) == made(daily)
		assert [day for day, _ in made(late)] == ["2026-01-31", "2026-02-28", "2026-03-31"]

	def test_makes_none_for_a_plan_that_rests_or_is_over(self, inspector, today):
		resting, over = planned(inspector, active=0), planned(inspector, template=None, until="2026-02-15")
		today("2026-04-01")
		assert (run(resting)["changed"], run(over)["changed"]) == (0, 1)

	def test_finds_the_plans_concerned(self, inspector, today, monkeypatch):
		jobs = []
		monkeypatch.setattr(frappe, "enqueue", lambda method, **options: jobs.append((method, options["names"])))
		plan, ahead = planned(inspector), planned(inspector, template=None, first_on="2026-02-03", days_ahead=3)
		planned(inspector, template=None, first_on="2026-03-01")
		planned(inspector, template=None, active=0)
		today("2026-01-31")
		clock.make_all()
		((method, names),) = jobs
		assert method.endswith("clock.make_some")
		assert set(names) == {plan.name, ahead.name}

	def test_does_not_make_again_what_a_person_took_back_or_the_plan_forgot(self, inspector, today):
		plan = planned(inspector)
		today("2026-02-01")
		run(plan)
		plan.db_set({"next_on": "2026-01-31", "last_made_on": None})
		assert run(plan)["changed"] == 0
		assert (len(made(plan)), str(plan.next_on)) == (1, "2026-02-28")

	def test_leaves_out_who_has_come_to_belong_to_the_unit(self, inspector, today):
		plan = planned(inspector)
		frappe.db.set_value("Integrity Person", inspector, "unit", "Y-1")
		today("2026-02-01")
		assert run(plan)["changed"] == 1
		inspection = frappe.get_doc(INSPECTION, {"plan": plan.name})
		assert inspection.inspectors == []
		assert "不能检查本人所在的单位：甲" in inspection.remarks

	def test_one_plan_that_fails_holds_up_no_other(self, inspector, today):
		broken, sound = planned(inspector), planned(inspector, template=None)
		frappe.db.set_value(PLAN, broken.name, "template", "LZ-JB-none")
		today("2026-02-01")
		assert make_some([broken.name, sound.name]) == {"looked_at": 2, "changed": 1, "failed": 1}
		assert frappe.db.get_value(PLAN, broken.name, "last_made_on") is None


class TestPlan:
	def test_set_to_other_dates_goes_on_after_what_it_made(self, inspector, today):
		plan = planned(inspector)
		today("2026-02-01")
		run(plan)
		with acting("supervisor"):
			plan = frappe.get_doc(PLAN, plan.name)
			plan.update({"first_on": "2026-01-15", "next_on": "2026-01-01", "last_made_on": None}).save()
		assert (str(plan.next_on), str(plan.last_made_on)) == ("2026-02-15", "2026-01-31")

	def test_is_not_for_who_belongs_to_the_unit(self, county):  # noqa: F811
		inside = records.create_person("Y").name
		with pytest.raises(OwnUnitError):
			planned(inside)
		assert planned(inside, template=None, inspection_type="Regular Self-Check").inspectors

	def test_does_not_end_before_it_begins(self, inspector):
		with pytest.raises(frappe.ValidationError, match="早于首次日期"):
			planned(inspector, until="2026-01-30")

	def test_is_not_claimed_by_an_inspection_made_by_hand(self, inspector, today):
		plan = planned(inspector)
		today("2026-01-30")
		with acting("supervisor"):
			claim = {"plan": plan.name, "plan_date": "2026-01-31"}
			by_hand = records.create(INSPECTION, title="自拟", unit="Y", inspection_type="Special Inspection", **claim)
		assert (by_hand.plan, by_hand.plan_date) == (None, None)
		today("2026-01-31")
		assert make(frappe.get_doc(PLAN, plan.name)) == 1
