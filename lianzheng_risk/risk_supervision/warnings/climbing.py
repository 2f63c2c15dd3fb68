"""What the passing of time does to warnings that wait: they climb, come back from being muted, or their cause is gone."""

from __future__ import annotations

import datetime

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, nowdate

from lianzheng_risk.core.warnings.causes import PUT_RIGHT
from lianzheng_risk.core.warnings.colours import COLOUR
from lianzheng_risk.core.warnings.escalation import Climb, Resumed, turns
from lianzheng_risk.core.warnings.path import ACTION, STATE
from lianzheng_risk.risk_supervision.warnings.addressing import PeopleInCharge
from lianzheng_risk.risk_supervision.warnings.case import Rules, rules_of_site, standing_of
from lianzheng_risk.risk_supervision.warnings.speaking import said
from lianzheng_risk.store.terms import english


def bring_up(
	warning: Document,
	to: datetime.date | None = None,
	cleared: datetime.date | None = None,
	rules: Rules | None = None,
	people: PeopleInCharge | None = None,
) -> int:
	"""Let one warning climb as it would have by the day `to` (today), and end its handling on the day on which its cause
	was put right; how many turns it took. It is saved if it took any."""
	rules, addressees = rules or rules_of_site(), (people or PeopleInCharge()).of(warning)
	to = to or getdate(nowdate())
	standing = standing_of(warning, addressees)
	found = turns(standing, min(to, cleared) if cleared else to, rules.holidays, rules.days)
	for turn in found:
		_climb(warning, turn, addressees) if isinstance(turn, Climb) else _resume(warning, turn)
	if cleared:
		_clear(warning, cleared)
	if found or cleared:
		warning.flags.by_clock = True
		warning.save(ignore_permissions=True)
	return len(found) + bool(cleared)


def _climb(warning: Document, turn: Climb, addressees: list[str]) -> None:
	warning.colour, warning.level, warning.deadline = english(COLOUR, turn.colour), turn.level, turn.deadline
	warning.addressee = addressees[turn.level] if turn.level < len(addressees) else warning.addressee
	warning.to_be_told = 1
	_go(warning, "climb", "issued", turn.on)


def _resume(warning: Document, turn: Resumed) -> None:
	warning.muted_until, warning.deadline, warning.to_be_told = None, turn.deadline, 1
	_go(warning, "resume", "issued", turn.on)


def _clear(warning: Document, on: datetime.date) -> None:
	"""Somebody else still has to recheck it."""
	warning.evidence, warning.handled_on, warning.muted_until = said(PUT_RIGHT, on=on), on, None
	_go(warning, "clear", "handled", on)


def _go(warning: Document, action: str, state: str, on: datetime.date) -> None:
	target = english(STATE, state)
	step = {
		"acted_on": frappe.utils.get_datetime(on),
		"acted_by": "Administrator",
		"action": english(ACTION, action),
		"from_state": warning.status,
		"to_state": target,
	}
	warning.append("course_steps", step)
	warning.status = target
