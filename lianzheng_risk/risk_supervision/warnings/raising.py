"""Warnings that the system itself issues: the clock, a rule, a score."""

from __future__ import annotations

import datetime
from typing import Any

import frappe
from frappe.model.document import Document

from lianzheng_risk.core.warnings.causes import SOURCE
from lianzheng_risk.core.warnings.colours import COLOUR
from lianzheng_risk.core.warnings.escalation import deadline_of
from lianzheng_risk.core.warnings.path import OPEN, STATE
from lianzheng_risk.risk_supervision.warnings.addressing import PeopleInCharge
from lianzheng_risk.risk_supervision.warnings.case import Rules, rules_of_site
from lianzheng_risk.risk_supervision.warnings.sources import Found
from lianzheng_risk.risk_supervision.warnings.speaking import said
from lianzheng_risk.store.terms import english

WARNING = "Integrity Warning"
_TITLE_LENGTH = 140


def issue(found: Found, rules: Rules, people: PeopleInCharge) -> Document:
	"""The warning of a cause that the clock found, as it was on the day on which the cause began."""
	cause = found.cause
	return issue_one(
		source=cause.source,
		cause_key=cause.key,
		colour=cause.colour(rules.holidays, rules.lines),
		on=cause.begins,
		title=found.title,
		facts=said(cause.facts),
		about=found.about,
		rules=rules,
		people=people,
	)


def issue_one(
	*,
	source: str,
	cause_key: str,
	colour: str,
	on: datetime.date,
	title: str,
	facts: str,
	about: dict[str, Any],
	rules: Rules | None = None,
	people: PeopleInCharge | None = None,
) -> Document:
	"""One warning of the system; `source` and `colour` are codes, `about` says at least its unit.

	Whoever calls asks `already_known` first: two open warnings of one cause are one too many.
	"""
	rules, people = rules or rules_of_site(), people or PeopleInCharge()
	warning = frappe.new_doc(WARNING)
	warning.update(about)
	warning.update(
		{
			"source": english(SOURCE, source),
			"cause_key": cause_key,
			"title": " ".join(frappe.utils.strip_html(title or "").split())[:_TITLE_LENGTH] or facts[:_TITLE_LENGTH],
			"facts": facts,
			"colour": english(COLOUR, colour),
			"issued_on": on,
			"deadline": deadline_of(colour, on, rules.holidays, rules.days),
		}
	)
	warning.addressee, warning.level = next(iter(people.of(warning)), None), 0
	warning.flags.by_clock = warning.flags.by_system = True
	return warning.insert(ignore_permissions=True)


def already_known(causes: dict[str, bool]) -> set[str]:
	"""Which causes need no new warning: one is open or was withdrawn, or, of a cause put right since, was ever issued.

	`causes` says of each key whether the cause still stands.
	"""
	known: set[str] = set()
	if not causes:
		return known
	rows = frappe.get_all(
		WARNING,
		filters={"cause_key": ["in", sorted(causes)]},
		fields=["cause_key", "status", "withdrawn"],
		order_by="name",
	)
	running = {english(STATE, state) for state in OPEN}
	return {row.cause_key for row in rows if row.status in running or row.withdrawn or not causes[row.cause_key]}
