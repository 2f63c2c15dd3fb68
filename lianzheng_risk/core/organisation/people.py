"""People against employees: who is tied to whom, and what of a person follows the ERP."""

from __future__ import annotations

from collections import defaultdict

from lianzheng_risk.core.organisation import reasons
from lianzheng_risk.core.organisation.changes import Change, Field, Ref, differing
from lianzheng_risk.core.organisation.erp import Employee, Erp
from lianzheng_risk.core.organisation.ours import Ours, Person
from lianzheng_risk.core.organisation.units import Places
from lianzheng_risk.core.vocabulary import normalise


class People:
	"""`of` is the person of each employee who has one, or gets one; `stored` as that person stands here."""

	def __init__(self, erp: Erp, ours: Ours, places: Places, create: bool) -> None:
		self.of: dict[str, Ref] = {}
		self.stored: dict[str, Person] = {}
		self.changes: list[Change] = []
		self._places, self._create = places, create
		self._units = {unit.name: Ref(unit.name, unit.title, unit.name) for unit in ours.units}
		self._linked = {person.employee: person for person in ours.people if person.employee}
		self._free: dict[tuple[str, str], list[Person]] = defaultdict(list)
		for person in ours.people:
			if not person.employee:
				self._free[person.unit, normalise(person.title)].append(person)
		self._namesakes: dict[tuple[str, str], int] = defaultdict(int)
		for employee in erp.employees:
			self._namesakes[employee.place, normalise(employee.title)] += 1
		for employee in sorted(erp.employees):
			if change := self._settle(employee):
				self.changes.append(change)

	def _settle(self, employee: Employee) -> Change | None:
		person = self._linked.get(employee.name)
		if person:
			self.stored[employee.name] = person
			self.of[employee.name] = Ref(employee.name, person.title, person.name)
		if employee.leaves:
			return None
		if employee.status != "Active":
			return _left(employee, "left_alone", reasons.NOT_ACTIVE) if person else None
		unit = self._places.of.get(employee.place)
		if not unit:
			return _left(employee, "conflict", reasons.NO_UNIT) if person else None
		if employee.place in self._places.closed:
			return _left(employee, "conflict", reasons.CLOSED_UNIT)
		return self._follow(employee, person, unit) if person else self._find_or_make(employee, unit)

	def _follow(self, employee: Employee, person: Person, unit: Ref) -> Change | None:
		fields = differing(
			(
				("title", person.title, employee.title),
				("unit", self._units.get(person.unit), unit),
				("job_title", person.job_title, employee.designation or person.job_title),
			)
		)
		return Change("person", "changed", employee.name, person.title, person.name, fields) if fields else None

	def _find_or_make(self, employee: Employee, unit: Ref) -> Change | None:
		called = normalise(employee.title)
		same = self._free.get((unit.name, called), []) if unit.name else []
		if same and (len(same) > 1 or self._namesakes[employee.place, called] > 1):
			return _left(employee, "conflict", reasons.SEVERAL_PEOPLE)
		if same:
			person = same[0]
			self.stored[employee.name] = person
			self.of[employee.name] = Ref(employee.name, person.title, person.name)
			link = (Field("employee", None, employee.name),)
			return Change("person", "changed", employee.name, person.title, person.name, link, reasons.SAME_PERSON)
		if not self._create:
			return None
		self.of[employee.name] = Ref(employee.name, employee.title)
		fields = (
			Field("title", None, employee.title),
			Field("unit", None, unit),
			Field("employee", None, employee.name),
			*((Field("job_title", None, employee.designation),) if employee.designation else ()),
		)
		return Change("person", "new", employee.name, employee.title, None, fields, reasons.RANK_TO_SETTLE)


def _left(employee: Employee, outcome: str, reason: reasons.Text) -> Change:
	return Change("person", outcome, employee.name, employee.title, reason=reason)
