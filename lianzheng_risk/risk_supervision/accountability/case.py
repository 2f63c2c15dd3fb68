"""The facts that core needs of an accountability action, and whom it tells."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import cint

from lianzheng_risk import notices
from lianzheng_risk.core.accountability.ladder import LADDER, REASON
from lianzheng_risk.core.accountability.path import OPEN, STATE, AccountabilityCase
from lianzheng_risk.core.accountability.suggesting import (
	DEFAULT_THRESHOLDS,
	REFUSED_AFTER_DAYS,
	WITHIN_MONTHS,
	Rules,
	Threshold,
)
from lianzheng_risk.core.accountability.words import ISSUED, TO_BE_STUDIED
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.profile import using
from lianzheng_risk.risk_screening.language import OF_THE_SITE, lang_of_site
from lianzheng_risk.store.terms import code

ACCOUNTABILITY = "Integrity Accountability Action"


def rules_of_site() -> Rules:
	"""From when on the site suggests what."""
	settings = frappe.get_cached_doc("Integrity Risk Settings")
	return Rules(
		thresholds_of(settings) or DEFAULT_THRESHOLDS,
		cint(settings.accountability_months) or WITHIN_MONTHS,
		cint(settings.refused_after_days) or REFUSED_AFTER_DAYS,
	)


def thresholds_of(settings: Document) -> tuple[Threshold, ...]:
	return tuple(
		Threshold(code(REASON, row.reason_kind), cint(row.times), code(LADDER, row.ladder_step))
		for row in settings.accountability_lines
	)


def case_of(action: Document) -> AccountabilityCase:
	return AccountabilityCase(
		state=code(STATE, action.status),
		concerned=frozenset(filter(None, [account_of(action.person)])),
		proposed_by=None if action.suggested_by_system else action.owner,
	)


def account_of(person: str) -> str | None:
	return frappe.db.get_value("Integrity Person", person, "user")


def open_cause(action: Document) -> str | None:
	"""What the database lets stand open once only: somebody's action for one ground. For other grounds there may be several."""
	ground = code(REASON, action.reason_kind)
	if code(STATE, action.status) not in OPEN or ground in (None, "other"):
		return None
	return cause_of(action.person, ground)


def cause_of(person: str, ground: str) -> str:
	return f"{person}|{ground}"


def tell_of_issue(action: Document) -> None:
	"""From now on the person may know."""
	if account := account_of(action.person):
		_tell(ISSUED, [account], action, "issued")


def tell_of_suggestion(action: Document, users: list[str]) -> None:
	"""Nobody whom it concerns is told: they may not read it."""
	_tell(TO_BE_STUDIED, users, action, "suggested")


def _tell(text: Text, users: list[str], action: Document, occasion: str) -> None:
	with using(OF_THE_SITE):
		subject = text.label(lang_of_site())
	notices.send(subject, "", users, ACCOUNTABILITY, action.name, f"accountability:{action.name}:{occasion}")
