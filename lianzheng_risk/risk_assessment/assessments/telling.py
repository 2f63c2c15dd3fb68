"""Who is told of an assessment: the unit's own leader, head and liaison, when it waits for a self score and when it is issued."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import frappe
from frappe.model.document import Document

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.notices import Line, digest, send
from lianzheng_risk.risk_assessment.assessments.frozen import ASSESSMENT, UNIT
from lianzheng_risk.risk_screening.language import lang_of_user
from lianzheng_risk.risk_supervision.warnings.addressing import accounts_of
from lianzheng_risk.risk_supervision.warnings.speaking import said

_NAMED = ("responsible_leader", "head", "liaison")
_ROLES = ("Integrity Unit Leader", "Integrity Department Head", "Integrity Liaison")
ISSUED = Text("{title}已出具", "Issued: {title}")
WAITS = Text("请自评：{title}", "To be scored by the unit: {title}")


def tell_issued(assessment: Document) -> list[str]:
	"""By its name and state, so that a new version is told of and a second run of the job is not."""
	users = recipients_of([assessment.unit])[assessment.unit]
	if not users:
		return []
	subject = said(ISSUED, lang_of_user(users[0]), title=assessment.title)
	text = (assessment.summary or "").split("\n")[0]
	return send(subject, text, users, ASSESSMENT, assessment.name, f"assessment:{assessment.name}:issued")


def tell_of_waiting(names: Iterable[str], key: str) -> None:
	"""Each person of all assessments that wait for a self score of their units, at once."""
	rows = frappe.get_all(
		ASSESSMENT,
		filters={"name": ["in", list(names) or [""]], "status": "To Be Scored by the Unit"},
		fields=["name", "unit", "title", "due_on"],
		order_by="name",
	)
	recipients, lines = recipients_of(row.unit for row in rows), defaultdict(list)
	for row in rows:
		for user in recipients[row.unit]:
			subject = said(WAITS, lang_of_user(user), title=row.title)
			lines[user].append(Line(subject, ASSESSMENT, row.name, row.due_on))
	for user, of_user in lines.items():
		digest(user, of_user, key=key)


def recipients_of(units: Iterable[str]) -> dict[str, list[str]]:
	"""By unit the accounts of those named on it, and of its members with one of these roles."""
	units = sorted(set(units))
	found: dict[str, list[str]] = {unit: [] for unit in units}
	named = frappe.get_all(UNIT, filters={"name": ["in", units or [""]]}, fields=["name", *_NAMED])
	accounts = accounts_of(row[field] for row in named for field in _NAMED)
	for row in named:
		found[row.name] += [accounts[row[field]] for field in _NAMED if row[field] in accounts]
	members = frappe.get_all(
		"Integrity Unit Member",
		filters={"parent": ["in", units or [""]], "role": ["in", _ROLES]},
		fields=["parent", "user"],
		order_by="parent, idx",
	)
	for row in members:
		found[row.parent].append(row.user)
	return {unit: list(dict.fromkeys(users)) for unit, users in found.items()}
