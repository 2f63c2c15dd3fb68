"""Whom a warning goes to: the people in charge from its unit up to the top of the tree."""

from __future__ import annotations

from collections.abc import Iterable

import frappe
from frappe.model.document import Document
from frappe.utils import nowdate

from lianzheng_risk.core.warnings.escalation import addressees

UNIT, PERSON, TENURE = "Integrity Unit", "Integrity Person", "Integrity Post Tenure"


class PeopleInCharge:
	"""The heads and responsible leaders of all units, read once."""

	def __init__(self) -> None:
		fields = ["name", "parent_integrity_unit", "head", "responsible_leader"]
		self._units = {unit.name: unit for unit in frappe.get_all(UNIT, fields=fields, order_by="name")}

	def chain(self, unit: str | None) -> list[str | None]:
		"""People from the unit up: of each first its head, then its responsible leader."""
		found: list[str | None] = []
		while row := self._units.get(unit):
			found += [row.head, row.responsible_leader]
			unit = row.parent_integrity_unit
		return found

	def of(self, warning: Document) -> list[str]:
		"""The addressees of a warning, from the lowest level up."""
		return addressees(self.chain(warning.unit), frozenset(people_concerned(warning)))


def people_concerned(warning: Document) -> list[str]:
	"""Whoever it names, otherwise those who hold its post today."""
	if warning.person:
		return [warning.person]
	return holders_today([warning.post]).get(warning.post, []) if warning.post else []


def holders_today(posts: Iterable[str]) -> dict[str, list[str]]:
	"""The people who hold each of the posts today."""
	posts = sorted(set(filter(None, posts)))
	if not posts:
		return {}
	tenure, today = frappe.qb.DocType(TENURE), nowdate()
	rows = (
		frappe.qb.from_(tenure)
		.select(tenure.parent, tenure.person)
		.where(tenure.parent.isin(posts) & (tenure.start_date <= today))
		.where(tenure.end_date.isnull() | (tenure.end_date >= today))
		.orderby(tenure.parent, tenure.start_date, tenure.person)
		.run()
	)
	holders: dict[str, list[str]] = {}
	for post, person in rows:
		holders.setdefault(post, []).append(person)
	return holders


def posts_held_by(person: str, unit: str) -> list[str]:
	"""The posts that the person holds today at the unit and below it."""
	below = frappe.get_all(UNIT, filters=[["name", "descendants of (inclusive)", unit]], pluck="name")
	post, tenure, today = frappe.qb.DocType("Integrity Post"), frappe.qb.DocType(TENURE), nowdate()
	return (
		frappe.qb.from_(tenure)
		.join(post)
		.on(tenure.parent == post.name)
		.select(post.name)
		.where((tenure.person == person) & (tenure.start_date <= today) & post.unit.isin(below))
		.where(tenure.end_date.isnull() | (tenure.end_date >= today))
		.orderby(post.name)
		.run(pluck=True)
	)


def accounts_of(people: Iterable[str]) -> dict[str, str]:
	"""The enabled accounts of those people who have one."""
	people = sorted(set(filter(None, people)))
	if not people:
		return {}
	person, user = frappe.qb.DocType(PERSON), frappe.qb.DocType("User")
	return dict(
		frappe.qb.from_(person)
		.join(user)
		.on(person.user == user.name)
		.select(person.name, user.name)
		.where(person.name.isin(people) & (user.enabled == 1))
		.run()
	)
