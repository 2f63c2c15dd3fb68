"""The facts that core needs of a warning: who handled it, whom it concerns, how it stands, and the site's own table."""

from __future__ import annotations

from typing import NamedTuple

import frappe
from frappe.model.document import Document
from frappe.utils import cint, getdate, nowdate

from lianzheng_risk.core.warnings.colours import COLOUR, DAYS, DEFAULT_LINES, Line
from lianzheng_risk.core.warnings.escalation import Standing
from lianzheng_risk.core.warnings.path import ACTION, OPEN, STATE, WarningCase
from lianzheng_risk.core.workdays import HolidayList
from lianzheng_risk.risk_supervision.warnings.addressing import accounts_of, people_concerned
from lianzheng_risk.risk_supervision.warnings.sources import cause_stands
from lianzheng_risk.store.terms import code, english
from lianzheng_risk.store.workdays import holidays_of_site

SETTINGS = "Integrity Risk Settings"


class Rules(NamedTuple):
	"""How the site warns: its table of colours, the working days of each, its days off."""

	lines: tuple[Line, ...]
	days: dict[str, int]
	holidays: HolidayList | None


def rules_of_site() -> Rules:
	settings = frappe.get_cached_doc(SETTINGS)
	days = {colour: cint(settings.get(f"{colour}_days")) or usual for colour, usual in DAYS.items()}
	return Rules(lines_of(settings) or DEFAULT_LINES, days, holidays_of_site())


def lines_of(settings: Document) -> tuple[Line, ...]:
	return tuple(Line(row.grade or None, cint(row.late), code(COLOUR, row.colour)) for row in settings.warning_lines)


def case_of(warning: Document) -> WarningCase:
	return WarningCase(
		state=code(STATE, warning.status),
		handlers=frozenset(row.acted_by for row in warning.course_steps if code(ACTION, row.action) == "handle"),
		concerned=frozenset(accounts_of(people_concerned(warning)).values()),
		cause_stands=cause_stands(warning, getdate(nowdate())),
	)


def standing_of(warning: Document, addressees: list[str]) -> Standing:
	return Standing(
		state=code(STATE, warning.status),
		colour=code(COLOUR, warning.colour),
		level=cint(warning.level),
		top=max(len(addressees) - 1, cint(warning.level)),
		deadline=getdate(warning.deadline),
		muted_until=getdate(warning.muted_until) if warning.muted_until else None,
	)


def open_warning_of(cause_key: str) -> str | None:
	"""The warning that is still open for a cause."""
	states = [english(STATE, state) for state in OPEN]
	found = frappe.get_all(
		"Integrity Warning", filters={"cause_key": cause_key, "status": ["in", states]}, pluck="name", limit=1
	)
	return found[0] if found else None
