"""What `benchmarks.province_desk` measures on a site: prints one line of JSON.

python -m benchmarks.province_sides <site> generate <scale> | bare | tallies | whole | assessment | desk
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from statistics import median

import frappe
from frappe.utils import getdate, nowdate

RISK, MEASURE = "tabIntegrity Risk Point", "tabIntegrity Control Measure"
# Who leads a unit with some seventy below it, like a county, and one with six hundred, like a city.
LEADERS = {"county.leader@example.com": "U0000018", "city.leader@example.com": "U0000003"}
REPORTS = {
	"Risk Heat Map": {},
	"Risks by Category and Power": {},
	"Screening Coverage": {},
	"Measures in Place": {},
	"Supervision by Unit": {},
	"Unit Risk Map": {},
	"Overdue Funnel": {},
	"Unit Score Ranking": {"period": "2026H1"},
}
OURS = {"module": "Risk Screening", "is_standard": 1}
_TURNS = 9

# What an assessment of the whole needs, as plain statements: the counts of each table by unit, and the two pictures.
BARE = (
	"select unit, count(*) from `tabIntegrity Person` group by unit",
	"select unit, count(*), sum(key_post) from `tabIntegrity Post` group by unit",
	"select p.unit, count(distinct p.name) from `tabIntegrity Post` p join `tabIntegrity Post Tenure` t on t.parent = p.name"
	" where t.start_date <= curdate() and (t.end_date is null or t.end_date >= curdate()) group by p.unit",
	f"select p.unit, count(distinct p.name) from `tabIntegrity Post` p join `{RISK}` r on r.post = p.name group by p.unit",
	f"select e.unit, count(distinct e.name) from `tabIntegrity Person` e join `tabIntegrity Post Tenure` t on t.person = e.name"
	f" join `{RISK}` r on r.post = t.parent where t.start_date <= curdate()"
	f" and (t.end_date is null or t.end_date >= curdate()) group by e.unit",
	"select unit, category, count(*) from `tabIntegrity Power` group by unit, category",
	"select p.unit, count(*) from `tabIntegrity Power` p join `tabIntegrity Power Step` s on s.parent = p.name group by p.unit",
	f"select r.unit, r.grade, r.category, count(*) from `{RISK}` r where r.workflow_state <> 'Retired'"
	" group by r.unit, r.grade, r.category",
	f"select unit, probability, harm, count(*) from `{RISK}` where workflow_state <> 'Retired' group by unit, probability, harm",
	f"select r.unit, r.category, p.category, count(*) from `{RISK}` r join `tabIntegrity Power` p on p.name = r.power"
	" where r.workflow_state <> 'Retired' group by r.unit, r.category, p.category",
	f"select r.unit, count(distinct r.name) from `{RISK}` r join `{MEASURE}` m on m.risk = r.name"
	" where m.status not in ('Lapsed', 'Cancelled') group by r.unit",
	f"select unit, layer, phase, status, count(*), sum(evidence <> ''), sum(due_date < curdate()) from `{MEASURE}`"
	" group by unit, layer, phase, status",
	"select unit, status, count(*), sum(deadline < curdate()) from `tabIntegrity Rectification` group by unit, status",
	"select unit, colour, status, count(*), sum(deadline < curdate()) from `tabIntegrity Warning` group by unit, colour, status",
	"select unit, status, count(*) from `tabIntegrity Post Screening` where campaign = 'P0000001' group by unit, status",
	f"select s.unit, s.status, r.workflow_state, max(r.modified) from `tabIntegrity Post Screening` s join `{RISK}` r"
	" on r.post = s.post where s.campaign = 'P0000001' and s.status <> 'Confirmed' group by s.unit, s.status, r.workflow_state",
)  # fmt: skip


def bare() -> dict:
	return _timed(lambda: [frappe.db.sql(statement) for statement in BARE])


def tallies() -> dict:
	"""Kept figures counted anew for all units, as each night."""
	from lianzheng_risk.store.tallies import keeping

	frappe.db.delete(keeping.TALLY)
	return _timed(keeping.count)


def whole() -> dict:
	"""An assessment of the whole from the kept figures: counts with everything below, indicators, pictures."""
	from lianzheng_risk.core import indicators
	from lianzheng_risk.store.tallies import current

	def assess() -> None:
		taken = current()
		total = taken.tree.rollup(taken.own)
		indicators.values(total)
		taken.heat_map.sum(axis=0), taken.matrix.sum(axis=0)
		assert total["risk_points"].max() == risks

	risks = frappe.db.count("Integrity Risk Point")
	assess()  # what a process loads once is no part of it
	return _timed(assess)


def assessment() -> dict:
	"""The figures of all units frozen for a period, with their risk points and their part in campaigns, as the clock does."""
	from lianzheng_risk.core.periods import Period
	from lianzheng_risk.risk_assessment.assessments import screenings
	from lianzheng_risk.risk_assessment.assessments.frozen import take_own

	def take() -> None:
		taken = take_own(period, getdate(nowdate()))
		assert screenings.take(period, list(taken)).keys() == taken.keys()

	period = Period.parse("2026Q4")
	return _timed(take)


def desk() -> dict:
	"""What people wait for, as Administrator and as leaders."""
	from lianzheng_risk.store.tallies import keeping
	from tests.site.people import create_user, join

	for leader, unit in LEADERS.items():
		if not frappe.db.exists("User", leader):
			create_user(leader)
			join(unit, leader, "Integrity Unit Leader")
	keeping.count()
	found = {}
	for user in ("Administrator", *LEADERS):
		frappe.set_user(user)
		for name, act in _acts(LEADERS.get(user, "U0000001")).items():
			act()
			found[f"{name}, {user.split('@')[0]}"] = [_timed(act)["seconds"] for _ in range(_TURNS)]
	frappe.set_user("Administrator")
	return {name: {"median": median(times), "longest": max(times)} for name, times in found.items()}


def _acts(unit: str) -> dict[str, Callable]:
	from frappe.desk import query_report

	def reported(name: str, filters: dict) -> Callable:
		return lambda: query_report.run(name, filters=filters, ignore_prepared_report=True)

	def listed(*filters: list) -> Callable:
		return lambda: frappe.get_list(
			"Integrity Risk Point",
			filters=[["grade", "=", "I"], *filters],
			fields=["name", "title", "unit", "grade", "workflow_state", "modified"],
			order_by="modified desc",
			limit_page_length=20,
		)

	return {
		**{f"report {name}": reported(name, filters) for name, filters in REPORTS.items()},
		**{f"card {name}": _card(name) for name in sorted(frappe.get_all("Number Card", filters=OURS, pluck="name"))},
		"list by grade and one unit": listed(["unit", "=", unit]),
		"list by grade and everything below a unit": listed(["unit", "descendants of (inclusive)", unit]),
	}


def _card(name: str) -> Callable:
	"""As the desk asks for it."""
	from frappe.desk.doctype.number_card.number_card import get_result

	card = frappe.get_doc("Number Card", name)
	if card.type == "Custom":
		return frappe.get_attr(card.method)
	today = [[*of, how, nowdate()] for *of, how, _today in json.loads(card.dynamic_filters_json or "[]")]
	filters = json.dumps([*json.loads(card.filters_json), *today])
	return lambda: get_result(card, filters)


def generate(scale: str) -> dict:
	from benchmarks.province_site import generate as make

	found = {}
	return _timed(lambda: found.update(make(float(scale)))) | found


def _timed(act: Callable) -> dict:
	began = time.perf_counter()
	act()
	return {"seconds": time.perf_counter() - began}


def main(site: str, side: str, *arguments: str) -> dict:
	frappe.init(site, sites_path=".", force=True)
	frappe.connect()
	try:
		return globals()[side](*arguments) | {"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2}
	finally:
		frappe.db.rollback()
		frappe.destroy()


if __name__ == "__main__":
	print(json.dumps(main(*sys.argv[1:])))
