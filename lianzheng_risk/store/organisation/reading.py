"""Both pictures, read as the system: a few queries, however large the organisation is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import frappe

from lianzheng_risk.core.organisation import (
	Company,
	Department,
	Employee,
	Erp,
	Ours,
	Person,
	Post,
	Spell,
	Tenure,
	Unit,
)

UNIT, PERSON, POST, TENURE = "Integrity Unit", "Integrity Person", "Integrity Post", "Integrity Post Tenure"
EMPLOYEE, HISTORY = "Employee", "Employee Internal Work History"
_EMPLOYEE = (
	"name", "employee_name", "company", "department", "designation", "date_of_joining", "status", "relieving_date",
)  # fmt: skip


def read_erp(employees: Iterable[str] | None = None) -> Erp:
	"""Companies, departments, and the employees: all who may matter, or those that are named."""
	companies = _rows("Company", ("name", "parent_company"))
	departments = _rows("Department", ("name", "department_name", "company", "parent_department", "disabled"))
	return Erp(
		tuple(Company(row.name, row.parent_company or None) for row in companies),
		tuple(
			Department(row.name, row.department_name, row.company, row.parent_department or None, bool(row.disabled))
			for row in departments
		),
		_employees(employees),
	)


def read_ours() -> Ours:
	return Ours(_units(), _people({}), _posts({}))


def read_ours_around(employee: Employee) -> Ours:
	"""The units that are tied; of people and posts what has to do with one employee."""
	units = tuple(unit for unit in _units() if unit.key)
	people = _people({"employee": employee.name})
	there = [unit.name for unit in units if unit.key == employee.place]
	held = _held_by([person.name for person in people])
	return Ours(units, people, _posts({}, [["unit", "in", there or [""]], ["name", "in", held or [""]]]))


def read_units() -> Ours:
	return Ours(_units())


def _employees(names: Iterable[str] | None) -> tuple[Employee, ...]:
	filters = {} if names is None else {"name": ["in", list(names)]}
	spells = defaultdict(list)
	about = filters and {"parent": filters["name"]}
	columns = ("parent", "department", "designation", "from_date", "to_date")
	for row in _rows(HISTORY, columns, {"parenttype": EMPLOYEE, **about}, "parent, idx"):
		spells[row.parent].append(Spell(row.department, row.designation, row.from_date, row.to_date))
	return tuple(
		Employee(
			row.name,
			row.employee_name,
			row.company,
			row.department or None,
			row.designation or None,
			row.date_of_joining,
			row.status,
			row.relieving_date,
			tuple(spells[row.name]),
		)
		for row in _rows(EMPLOYEE, _EMPLOYEE, filters)
	)


def _units() -> tuple[Unit, ...]:
	columns = ("name", "unit_name", "parent_integrity_unit", "company", "department", "closed_on")
	return tuple(
		Unit(
			row.name,
			row.unit_name,
			row.parent_integrity_unit or None,
			row.company or None,
			row.department or None,
			row.closed_on,
		)
		for row in _rows(UNIT, columns)
	)


def _people(filters: dict) -> tuple[Person, ...]:
	rows = _rows(PERSON, ("name", "person_name", "unit", "employee", "job_title"), filters)
	return tuple(
		Person(row.name, row.person_name, row.unit, row.employee or None, row.job_title or None) for row in rows
	)


def _posts(filters: dict, either: list | None = None) -> tuple[Post, ...]:
	rows = frappe.get_all(
		POST, filters=filters, or_filters=either, fields=["name", "post_name", "unit", "designation"], order_by="name"
	)
	held = defaultdict(list)
	about = {"parenttype": POST, **({"parent": ["in", [row.name for row in rows] or [""]]} if either else {})}
	for row in _rows(TENURE, ("name", "parent", "person", "start_date", "end_date"), about, "parent, idx"):
		held[row.parent].append(Tenure(row.name, row.person, row.start_date, row.end_date))
	return tuple(
		Post(row.name, row.post_name, row.unit, row.designation or None, tuple(held[row.name])) for row in rows
	)


def _held_by(people: list[str]) -> list[str]:
	filters = {"parenttype": POST, "person": ["in", people or [""]]}
	return [row.parent for row in _rows(TENURE, ("parent",), filters, "parent")]


def _rows(doctype: str, fields: Iterable[str], filters: dict | None = None, order_by: str = "name") -> list:
	return frappe.get_all(doctype, filters=filters or {}, fields=list(fields), order_by=order_by)
