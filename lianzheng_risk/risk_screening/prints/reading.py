"""What goes into a print, with the caller's permissions applied by the platform and one query per table.

Names of people, posts and units come through the links of what the caller may see, as the desk shows them there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import frappe
from frappe.utils import getdate

MOST = 2000
"""More rows than these are nothing to sign any more; the print says so and where the rest is."""

UNIT, POST, POWER, RISK = "Integrity Unit", "Integrity Post", "Integrity Power", "Integrity Risk Point"
PERSON, MEASURE = "Integrity Person", "Integrity Control Measure"
RETIRED = "Retired"

_RISK_FIELDS = (
	"name", "unit", "post", "power", "step_no", "category", "title", "manifestation", "probability", "harm",
	"decisive_influence", "unlimited_discretion", "prior_misconduct", "grade", "proposed_grade", "scheme",
	"stated_grade", "grade_basis", "workflow_state", "grade_record", "approving_level", "filing",
	"post.post_name as post_name", "power.power_name as power_name",
	"power.category as power_category", "power.business_area as business_area",
	"grade.managing_level as managing_level", "grade_record.approved_by as approved_by",
	"grade_record.approved_on as recorded_on", "grade_record.record as record", "approved_on",
)  # fmt: skip


class Found(NamedTuple):
	"""Rows, and whether there are more than were read."""

	rows: list[frappe._dict]
	more: bool


def readable(doctype: str, name: str):
	"""The document. Raises frappe.PermissionError where the session's user may not read it, whatever a form sent."""
	document = frappe.get_doc(doctype, name)
	document.check_permission("read")
	return document


def risk_points_below(unit: str) -> Found:
	"""The risk points of the unit and everything below it that have not been retired, by code."""
	return _first(RISK, _RISK_FIELDS, [["unit", "descendants of (inclusive)", unit], ["workflow_state", "!=", RETIRED]])


def risk_points_of(post: str) -> Found:
	"""The risk points of the post that have not been retired, by code."""
	return _first(RISK, _RISK_FIELDS, [["post", "=", post], ["workflow_state", "!=", RETIRED]])


def powers_below(unit: str) -> Found:
	"""The powers of the unit and everything below it, by code."""
	own = (
		"name", "unit", "category", "power_name", "legal_basis", "exercised_by", "time_limit_days", "openness", "remarks",
	)  # fmt: skip
	fields = (*own, "unit.unit_name as unit_name", "post.post_name as post_name")
	return _first(POWER, fields, [["unit", "descendants of (inclusive)", unit]])


def _first(doctype: str, fields: Iterable[str], filters: list) -> Found:
	rows = frappe.get_list(
		doctype, fields=list(fields), filters=filters, order_by="name asc", limit_page_length=MOST + 1
	)
	return Found(rows[:MOST], len(rows) > MOST)


def measures_by_risk(risks: Iterable[str]) -> dict[str, list[frappe._dict]]:
	"""The measures of each risk point by code, cancelled ones left out."""
	fields = [
		"name", "risk", "description", "due_date",
		"responsible_leader.person_name as leader", "responsible_unit.unit_name as unit_name",
		"responsible_person.person_name as person",
	]  # fmt: skip
	filters = [["risk", "in", _given(risks)], ["status", "!=", "Cancelled"]]
	return _by("risk", _all(MEASURE, fields, filters))


def steps_by_power(powers: Iterable[str]) -> dict[str, list[frappe._dict]]:
	"""The steps of each power in their order."""
	fields = ["name", "steps.step_no as step_no", "steps.step_name as step_name", "steps.external as external"]
	rows = _all(POWER, fields, [["name", "in", _given(powers)]])
	return _by("name", sorted((row for row in rows if row.step_no is not None), key=lambda row: row.step_no))


def holders_by_post(posts: Iterable[str]) -> dict[str, list[frappe._dict]]:
	"""Who holds each post today, longest first: person_name, job_title and start_date."""
	today = getdate()
	fields = [
		"name", "tenures.person as person", "tenures.start_date as start_date", "tenures.end_date as end_date",
	]  # fmt: skip
	tenures = [
		row
		for row in _all(POST, fields, [["name", "in", _given(posts)]])
		if row.person and row.start_date <= today and (not row.end_date or row.end_date >= today)
	]
	people = {
		row.name: row
		for row in _all(
			PERSON, ["name", "person_name", "job_title"], [["name", "in", _given(t.person for t in tenures)]]
		)
	}
	for tenure in tenures:
		person = people.get(tenure.person) or {}
		tenure.person_name, tenure.job_title = person.get("person_name", tenure.person), person.get("job_title")
	return _by("name", sorted(tenures, key=lambda row: (row.start_date, row.person)))


def approval_steps_by_risk(risks: Iterable[str]) -> dict[str, list[frappe._dict]]:
	"""What was done to each risk point on its way through approval, in that order."""
	fields = ["name", *(f"approval_steps.{name} as {name}" for name in ("idx", "action", "from_state", "to_state"))]
	fields += [f"approval_steps.{name} as {name}" for name in ("acted_by", "acted_on", "grade", "reason", "record")]
	rows = _all(RISK, fields, [["name", "in", _given(risks)]])
	return _by("name", sorted((row for row in rows if row.action), key=lambda row: row.idx))


def units_with_those_above(units: Iterable[str]) -> dict[str, frappe._dict]:
	"""These units and all above them that the user may see. One query per level of the tree, never per unit."""
	found: dict[str, frappe._dict] = {}
	asked: set[str] = set()
	wanted = set(units)
	fields = [
		"name", "unit_name", "unit_type", "lft", "parent_integrity_unit", "parent_integrity_unit.unit_name as parent_name",
		"head.person_name as head_name", "responsible_leader.person_name as leader_name",
	]  # fmt: skip
	while wanted:
		rows = _all(UNIT, fields, [["name", "in", sorted(wanted)]])
		asked |= wanted
		found |= {row.name: row for row in rows}
		wanted = {row.parent_integrity_unit for row in rows if row.parent_integrity_unit} - asked
	return found


def _all(doctype: str, fields: list[str], filters: list) -> list[frappe._dict]:
	"""Every row that belongs to the few documents named in the filters."""
	return frappe.get_list(doctype, fields=fields, filters=filters, order_by="name asc", limit_page_length=0)


def _given(names: Iterable[str | None]) -> list[str]:
	"""A list of names for a filter; one that matches nothing where there are none."""
	return sorted({name for name in names if name}) or [""]


def _by(key: str, rows: Iterable[frappe._dict]) -> dict[str, list[frappe._dict]]:
	found = defaultdict(list)
	for row in rows:
		found[row[key]].append(row)
	return found
