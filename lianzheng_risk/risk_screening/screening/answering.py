"""Reporting the screening of a post, and confirming or sending back what was reported: one by one, each checked."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now, nowdate

from lianzheng_risk.access import roles_at
from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.approval.judge import Actor
from lianzheng_risk.core.campaign.judge import Case, open_actions, refusal
from lianzheng_risk.core.campaign.words import REPORT_OF, RESULT, SCREENING_STATUS
from lianzheng_risk.core.roles import ROLE
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.risk_screening.screening.reminders import close_assignments

SCREENING, POST, RISK = "Integrity Post Screening", "Integrity Post", "Integrity Risk Point"
AT_MOST = 500
_NOT_REPORTED = {"result": None, "reason": None, "reported_by": None, "reported_on": None}


class ScreeningRefusedError(frappe.ValidationError):
	pass


@frappe.whitelist(methods=["POST"])
def report_result(name: str, result: str, reason: str | None = None) -> None:
	"""Report what the screening of a post found; `result` is one of RESULT in English.

	Raises ScreeningRefusedError with the reason where it may not be reported so.
	"""
	screening = _readable(name)
	found = RESULT.find(result)
	if not found:
		frappe.throw(_("Please choose what the screening found."), ScreeningRefusedError)
	_refuse_or(screening, REPORT_OF[found.code], reason)
	reported = {"reported_by": frappe.session.user, "reported_on": now(), "return_reason": None}
	_save(screening, status="Reported", result=found.en, reason=reason if found.code == "none" else None, **reported)
	close_assignments(screening.campaign, screening.name)


@frappe.whitelist(methods=["POST"])
def confirm(names: str | list) -> dict[str, list]:
	"""Confirm reports of “none found”. Each is checked by itself: {"done": [name], "refused": [{name, title, reason}]}."""
	return _one_by_one(names, _confirm)


@frappe.whitelist(methods=["POST"])
def send_back(names: str | list, reason: str) -> dict[str, list]:
	"""Send reports back to be made anew, as `confirm` answers."""
	return _one_by_one(names, lambda screening: _send_back(screening, reason))


def allowed_actions(screening: Document) -> list[str]:
	"""What the session's user may do with the screening now."""
	return open_actions(case_of(screening), _actor(screening))


def case_of(screening: Document) -> Case:
	"""The screening as core judges it."""
	rank = v.RANK.find(frappe.db.get_value(POST, screening.post, "rank"))
	live = {"post": screening.post, "workflow_state": ["!=", "Retired"]}
	return Case(
		status=SCREENING_STATUS.find(screening.status).code,
		result=RESULT.find(screening.result).code if screening.result else None,
		running=frappe.db.get_value("Integrity Screening Campaign", screening.campaign, "status") == "Running",
		post_rank=rank.code if rank else None,
		holders=_holders(screening.post),
		reporter=screening.reported_by,
		live_points=frappe.db.count(RISK, live),
	)


def _one_by_one(names: str | list, action: Callable[[Document], None]) -> dict[str, list]:
	frappe.has_permission(SCREENING, "read", throw=True)
	listed = list(dict.fromkeys(json.loads(names) if isinstance(names, str) else names))
	if len(listed) > AT_MOST:
		frappe.throw(_("Please choose at most {0} at a time.").format(AT_MOST), ScreeningRefusedError)
	answer: dict[str, list] = {"done": [], "refused": []}
	for name in listed:
		frappe.db.savepoint("one_screening")
		try:
			action(_readable(name))
			answer["done"].append(name)
		except (ScreeningRefusedError, frappe.PermissionError, frappe.DoesNotExistError) as error:
			frappe.db.rollback(save_point="one_screening")
			frappe.clear_last_message()
			answer["refused"].append(_refused(name, error))
	return answer


def _refused(name: str, error: Exception) -> Mapping[str, str]:
	"""Of what the user may not read not even the title is told."""
	if not isinstance(error, ScreeningRefusedError):
		return {"name": name, "title": name, "reason": _("You may not see this screening.")}
	return {"name": name, "title": frappe.db.get_value(SCREENING, name, "post_name"), "reason": str(error)}


def _readable(name: str) -> Document:
	"""The screening, held until the end of the transaction, so that two people do not answer it at once."""
	screening = frappe.get_doc(SCREENING, name, for_update=True)
	screening.check_permission("read")
	return screening


def _confirm(screening: Document) -> None:
	_refuse_or(screening, "confirm")
	_save(screening, status="Confirmed", confirmed_by=frappe.session.user, confirmed_on=now())


def _send_back(screening: Document, reason: str) -> None:
	_refuse_or(screening, "send_back", reason)
	_save(screening, status="Under Way", return_reason=reason, **_NOT_REPORTED)


def _refuse_or(screening: Document, action: str, reason: str | None = None) -> None:
	refused = refusal(case_of(screening), _actor(screening), action, reason)
	if refused:
		frappe.throw(shown(refused), ScreeningRefusedError)


def _save(screening: Document, **values) -> None:
	"""Nobody has the right to write a screening; what core allows is written here."""
	screening.update(values)
	screening.save(ignore_permissions=True)


def _actor(screening: Document) -> Actor:
	codes = {term.en: term.code for term in ROLE.terms}
	roles = roles_at(frappe.session.user, screening.unit)
	return Actor(frappe.session.user, frozenset(codes[role] for role in roles))


def _holders(post: str) -> frozenset[str]:
	tenure, person = frappe.qb.DocType("Integrity Post Tenure"), frappe.qb.DocType("Integrity Person")
	today = nowdate()
	return frozenset(
		frappe.qb.from_(tenure)
		.join(person)
		.on(tenure.person == person.name)
		.select(person.user)
		.where((tenure.parent == post) & person.user.notnull())
		.where(tenure.start_date <= today)
		.where(tenure.end_date.isnull() | (tenure.end_date >= today))
		.run(pluck=True)
	)
