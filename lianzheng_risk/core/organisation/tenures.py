"""Posts against designations, and who holds them: a post is a designation within a unit.

A tenure ends where its holder leaves, or moves on to another designation or department; nothing is deleted, and what people
entered themselves, such as a second post, is left to them.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import NamedTuple

from lianzheng_risk.core.organisation import reasons
from lianzheng_risk.core.organisation.changes import Change, Field, Ref
from lianzheng_risk.core.organisation.erp import Employee, Erp, Spell
from lianzheng_risk.core.organisation.ours import Ours, Post, Tenure
from lianzheng_risk.core.organisation.people import People
from lianzheng_risk.core.organisation.units import Places
from lianzheng_risk.core.vocabulary import normalise

_DAY = datetime.timedelta(days=1)


class Held(NamedTuple):
	post: Post
	tenure: Tenure


class Tenures:
	def __init__(self, erp: Erp, ours: Ours, places: Places, people: People, as_of: datetime.date) -> None:
		self.posts: list[Change] = []
		self.tenures: list[Change] = []
		self._places, self._people, self._as_of = places, people, as_of
		self._by_designation: dict[tuple[str, str], list[Post]] = defaultdict(list)
		self._by_title: dict[tuple[str, str], list[Post]] = defaultdict(list)
		self._held: dict[str, list[Held]] = defaultdict(list)
		self._made: dict[str, Ref] = {}
		for post in ours.posts:
			index = self._by_designation if post.designation else self._by_title
			index[post.unit, post.designation or normalise(post.title)].append(post)
			for tenure in post.tenures:
				self._held[tenure.person].append(Held(post, tenure))
		for employee in sorted(erp.employees):
			self._settle(employee)

	def _settle(self, employee: Employee) -> None:
		person = self._people.of.get(employee.name)
		if not person:
			return
		if employee.leaves:
			self._end_all(employee, person)
			return
		unit = self._places.of.get(employee.place)
		if employee.status != "Active" or not unit or employee.place in self._places.closed:
			return
		if not employee.designation:
			self._left(employee, person, "left_alone", reasons.NO_DESIGNATION)
			return
		post = self._post(employee, person, unit)
		if post:
			self._hold(employee, person, post)

	def _post(self, employee: Employee, person: Ref, unit: Ref) -> Ref | None:
		"""The post that the designation means in that unit; a new one where there is none."""
		key = f"{unit.key}|{employee.designation}"
		if key in self._made:
			return self._made[key]
		found = self._by_designation.get((unit.name, employee.designation), []) if unit.name else []
		own = [it.post for it in self._lasting(person) if it.post in found]
		if len(found) > 1 and len(own) != 1:
			self._left(employee, person, "conflict", reasons.SEVERAL_POSTS)
			return None
		if found:
			post = (own or found)[0]
			return Ref(key, post.title, post.name)
		return self._adopt_or_make(employee, person, unit, key)

	def _adopt_or_make(self, employee: Employee, person: Ref, unit: Ref, key: str) -> Ref | None:
		same = self._by_title.get((unit.name, normalise(employee.designation)), []) if unit.name else []
		if len(same) > 1:
			self._left(employee, person, "conflict", reasons.SEVERAL_POSTS)
			return None
		link = Field("designation", None, employee.designation)
		if same:
			ref = Ref(key, same[0].title, same[0].name)
			self.posts.append(Change("post", "changed", key, ref.title, ref.name, (link,), reasons.SAME_POST))
		else:
			ref = Ref(key, employee.designation)
			fields = (Field("title", None, employee.designation), Field("unit", None, unit), link)
			self.posts.append(Change("post", "new", key, ref.title, None, fields, reasons.RANK_TO_SETTLE))
		self._made[key] = ref
		return ref

	def _hold(self, employee: Employee, person: Ref, post: Ref) -> None:
		there = [it.tenure for it in self._held.get(person.name, ()) if it.post.name == post.name]
		others = [it for it in self._lasting(person) if it.post.name != post.name and it.post.designation]
		if any(tenure.lasts(self._as_of) for tenure in there):
			for other in others:
				self._left(employee, person, "left_alone", reasons.HELD_BESIDES, other.post)
			return
		start = self._start(employee, bool(others))
		if ended := [tenure.end for tenure in there if tenure.end >= start]:
			reason = reasons.filled(reasons.ENDED_BY_HAND, end=max(ended))
			self._left(employee, person, "conflict", reason)
			return
		self._end_what_this_follows(employee, person, others, start)
		fields = (Field("post", None, post), Field("person", None, person), Field("start", None, start))
		self.tenures.append(Change("tenure", "new", f"{employee.name}@{post.key}", person.title, None, fields))

	def _start(self, employee: Employee, came_from_elsewhere: bool) -> datetime.date:
		"""Since when the present post is held, as the history has it; what it does not tell is known since today."""
		spells = [spell for spell in employee.history if spell.start]
		present = [it.start for it in spells if _is_of(it, employee) and (not it.end or it.end >= self._as_of)]
		if present:
			return max(present)
		ends = [spell.end for spell in spells if spell.end and spell.end < self._as_of]
		if ends:
			return max(ends) + _DAY
		return self._as_of if came_from_elsewhere or spells else employee.joined or self._as_of

	def _end_what_this_follows(self, employee: Employee, person: Ref, others: list[Held], start: datetime.date) -> None:
		"""Of several posts that are held it is the one which the person's own entry still speaks of."""
		stored = self._people.stored.get(employee.name)
		left = [
			it for it in others if stored and (it.post.unit, it.post.designation) == (stored.unit, stored.job_title)
		]
		left = left or (others if len(others) == 1 else [])
		for held in others:
			if held in left:
				self._end(employee, person, held, max(start - _DAY, held.tenure.start), reasons.MOVED_ON)
			else:
				self._left(employee, person, "left_alone", reasons.HELD_BESIDES, held.post)

	def _end_all(self, employee: Employee, person: Ref) -> None:
		day = employee.left or self._as_of
		for held in self._held.get(person.name, ()):
			if not held.tenure.lasts(day) or held.tenure.end == day:
				continue
			if held.tenure.start > day:
				self._left(employee, person, "conflict", reasons.ENDS_BEFORE_IT_STARTS, held.post)
			else:
				self._end(employee, person, held, day, reasons.LEFT)

	def _end(self, employee: Employee, person: Ref, held: Held, day: datetime.date, reason: reasons.Text) -> None:
		post = Ref(held.post.name, held.post.title, held.post.name)
		fields = (Field("post", post, post), Field("end", held.tenure.end, day))
		key = f"{employee.name}@{held.post.name}"
		self.tenures.append(Change("tenure", "ended", key, person.title, held.tenure.row, fields, reason))

	def _lasting(self, person: Ref) -> list[Held]:
		return [it for it in self._held.get(person.name, ()) if it.tenure.lasts(self._as_of)]

	def _left(
		self, employee: Employee, person: Ref, outcome: str, reason: reasons.Text, post: Post | None = None
	) -> None:
		held = post and Ref(post.name, post.title, post.name)
		about = (Field("post", held, held),) if held else ()
		self.tenures.append(Change("tenure", outcome, employee.name, person.title, None, about, reason))


def _is_of(spell: Spell, employee: Employee) -> bool:
	"""Whether a row of the history is about the present department and designation; what it leaves open fits."""
	said = [pair for pair in zip(spell[:2], (employee.department, employee.designation), strict=True) if pair[0]]
	return bool(said) and all(then == now for then, now in said)
