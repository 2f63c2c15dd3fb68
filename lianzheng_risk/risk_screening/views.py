"""Quick views of a list: filters that depend on who is asking, which the platform's saved filters cannot know.

Every view is a list of filters that all hold together, so it works alike in list, report and kanban view, stands in the
address, and can be narrowed further by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

import frappe
from frappe import _
from frappe.desk.doctype.number_card.number_card import get_result
from frappe.utils import add_days, nowdate

from lianzheng_risk.access import held_posts, units_of
from lianzheng_risk.core.approval.path import MOVES, STATE
from lianzheng_risk.core.roles import ROLE
from lianzheng_risk.risk_screening.language import session_lang

UNIT, POST = "Integrity Unit", "Integrity Post"
RISK, MEASURE = "Integrity Risk Point", "Integrity Control Measure"
# A view that names more units than this would not fit into an address.
MOST_UNITS = 100
FIRST_DAY = "2000-01-01"

_ANSWERS = ("agree", "approve", "dismiss", "file")
# Whose turn it is where something waits to be looked at: state → roles, both as the site stores them.
REVIEWERS: dict[str, tuple[str, ...]] = {
	STATE.label(move.source, "en"): tuple(ROLE.label(role, "en") for role in move.roles)
	for move in MOVES
	if move.action in _ANSWERS
}
SETTLED = ("In Force", "Retired")
OPEN_MEASURES = ("Planned", "In Progress")

Filter = list


class View(NamedTuple):
	"""`key` stays the same for a user from day to day; `filters` as the platform's lists take them."""

	key: str
	label: str
	filters: list[Filter]


class Asker:
	"""Who is asking, and what that means for the lists."""

	def __init__(self, user: str):
		self.user = user

	@cached_property
	def people(self) -> list[str]:
		return frappe.get_all("Integrity Person", filters={"user": self.user}, pluck="name", order_by="name")

	@cached_property
	def posts(self) -> list[str]:
		return list(held_posts(self.user))

	@cached_property
	def charges(self) -> list[str]:
		"""The topmost units whose responsible leader or head the user is."""
		people = ["in", self.people or [""]]
		charged = frappe.get_all(
			UNIT,
			or_filters={"responsible_leader": people, "head": people},
			fields=["name", "lft", "rgt"],
			order_by="lft",
		)
		return [unit.name for unit in charged if not any(top.lft < unit.lft < top.rgt for top in charged)]

	@cached_property
	def turns(self) -> dict[tuple[str, ...], list[str]]:
		"""Topmost units → the states that wait there for one of the user's roles."""
		places = {role: units_of(self.user, role) for roles in REVIEWERS.values() for role in roles}
		turns: dict[tuple[str, ...], list[str]] = {}
		for state, roles in REVIEWERS.items():
			if units := _topmost({unit for role in roles for unit in places[role]}):
				turns.setdefault(units, []).append(state)
		return turns


@frappe.whitelist()
def get_views(doctype: str) -> list[dict]:
	"""The views of the list that mean something for the session's user, each with how many documents it shows."""
	frappe.has_permission(doctype, "read", throw=True)
	views = views_of(doctype, frappe.session.user)
	return [{**view._asdict(), "count": count(doctype, view.filters)} for view in views]


@frappe.whitelist()
def count_waiting_for_me(filters: str | list | dict | None = None) -> dict:
	"""The number card of what waits for the session's user, and the way to the list of it."""
	frappe.has_permission(RISK, "read", throw=True)
	return _card(_waiting_for_me)


@frappe.whitelist()
def count_steps_overdue(filters: str | list | dict | None = None) -> dict:
	"""The number card of risk points whose present step is overdue, and the way to the list of them."""
	frappe.has_permission(RISK, "read", throw=True)
	return _card(_steps_overdue)


def _card(build: Callable[[str, Asker], Iterator[View]]) -> dict:
	views = list(build(RISK, Asker(frappe.session.user)))
	# The platform leads from a card to one list only.
	options = {f"{of}.{field}": [how, value] for of, field, how, value in views[0].filters} if len(views) == 1 else {}
	return {
		"value": sum(count(RISK, view.filters) for view in views),
		"fieldtype": "Int",
		"route": ["List", RISK, "List"],
		"route_options": options,
	}


def views_of(doctype: str, user: str) -> list[View]:
	asker = Asker(user)
	return [view for build in VIEWS.get(doctype, ()) for view in build(doctype, asker)]


def count(doctype: str, filters: list[Filter]) -> int:
	"""How many documents the session's user may see there, counted as the platform's own cards do."""
	return int(get_result({"document_type": doctype, "function": "Count"}, filters))


def _mine(doctype: str, asker: Asker) -> Iterator[View]:
	if asker.posts:
		yield View("mine", _("Mine"), [[doctype, "name" if doctype == POST else "post", "in", asker.posts]])


def _answered_for_by_me(doctype: str, asker: Asker) -> Iterator[View]:
	if asker.people:
		yield View("mine", _("Mine"), [[doctype, "responsible_person", "in", asker.people]])


def _drafted_by_me(doctype: str, asker: Asker) -> Iterator[View]:
	if frappe.has_permission(doctype, "create"):
		yield View("drafted", _("Drafted by Me"), [[doctype, "drafted_by", "=", asker.user]])


def _in_my_charge(doctype: str, asker: Asker) -> Iterator[View]:
	for key, label, place in _places("charge", _("In My Charge"), doctype, asker.charges):
		yield View(key, label, [place])


def _waiting_for_me(doctype: str, asker: Asker) -> Iterator[View]:
	"""What somebody else drafted, for a post that somebody else holds, in a state and place where the user decides."""
	of_others = [[doctype, "drafted_by", "!=", asker.user]]
	if asker.posts:
		of_others.append([doctype, "post", "not in", asker.posts])
	groups = [
		(states, place)
		for units, states in asker.turns.items()
		for place in _places("review", _("Waiting for My Review"), doctype, units)
	]
	for states, (key, label, place) in groups:
		by_state = key if len(asker.turns) == 1 else f"{key}:{'+'.join(states)}"
		named = label if len(asker.turns) == 1 else f"{label} ({_joined(states)})"
		yield View(by_state, named, [[doctype, "workflow_state", "in", states], place, *of_others])


def _steps_overdue(doctype: str, asker: Asker) -> Iterator[View]:
	on_the_path = [doctype, "workflow_state", "not in", list(SETTLED)]
	yield View("overdue", _("Overdue"), [on_the_path, before_today(doctype, "step_due")])


def _measures_overdue(doctype: str, asker: Asker) -> Iterator[View]:
	still_open = [doctype, "status", "in", list(OPEN_MEASURES)]
	yield View("overdue", _("Overdue"), [still_open, before_today(doctype, "due_date")])


VIEWS: dict[str, tuple[Callable[[str, Asker], Iterator[View]], ...]] = {
	RISK: (_mine, _drafted_by_me, _in_my_charge, _waiting_for_me, _steps_overdue),
	POST: (_mine, _in_my_charge),
	MEASURE: (_answered_for_by_me, _in_my_charge, _measures_overdue),
}


def _places(key: str, label: str, doctype: str, tops: Iterable[str]) -> list[tuple[str, str, Filter]]:
	"""What lies at or below the units, as one filter; as one per unit where together they are too many to name."""
	tops = list(tops)
	if not tops:
		return []
	if len(tops) == 1:
		return [(key, label, [doctype, "unit", "descendants of (inclusive)", tops[0]])]
	below = _at_or_below(tops)
	if len(below) <= MOST_UNITS:
		return [(key, label, [doctype, "unit", "in", below])]
	return [(f"{key}:{top}", f"{label} · {top}", [doctype, "unit", "descendants of (inclusive)", top]) for top in tops]


def _at_or_below(tops: list[str]) -> list[str]:
	unit, top = frappe.qb.DocType(UNIT), frappe.qb.DocType(UNIT).as_("top")
	return (
		frappe.qb.from_(unit)
		.join(top)
		.on((unit.lft >= top.lft) & (unit.rgt <= top.rgt))
		.select(unit.name)
		.distinct()
		.where(top.name.isin(tops))
		.orderby(unit.name)
		.run(pluck=True)
	)


def _topmost(units: set[str]) -> tuple[str, ...]:
	"""Those of the units that lie below none of the others."""
	if len(units) < 2:
		return tuple(units)
	placed = frappe.get_all(
		UNIT, filters={"name": ["in", sorted(units)]}, fields=["name", "lft", "rgt"], order_by="lft"
	)
	return tuple(unit.name for unit in placed if not any(top.lft < unit.lft < top.rgt for top in placed))


def before_today(doctype: str, field: str) -> Filter:
	"""One filter, since the platform restores no more per field; with a start, since to it no date is before all."""
	return [doctype, field, "Between", [FIRST_DAY, add_days(nowdate(), -1)]]


def _joined(states: list[str]) -> str:
	return ("、" if session_lang() == "zh" else ", ").join(_(state) for state in states)
