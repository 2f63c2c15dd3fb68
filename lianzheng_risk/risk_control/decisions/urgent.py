"""Urgent override: who the threshold names decides alone; a collective decision has to ratify it in time."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, nowdate

from lianzheng_risk.access import is_unbound, roles_at
from lianzheng_risk.core.decisions.consumption import money
from lianzheng_risk.core.decisions.urgency import ratify_by, refusal
from lianzheng_risk.core.decisions.words import RESULT
from lianzheng_risk.risk_control.decisions.drawing import DECISION
from lianzheng_risk.risk_control.decisions.needs import Need
from lianzheng_risk.risk_control.decisions.refusing import prefilled
from lianzheng_risk.risk_control.decisions.thresholds import Threshold
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.setup.roles import ROLES
from lianzheng_risk.store.terms import english
from lianzheng_risk.store.workdays import holidays_of_site


class NotAloneError(frappe.ValidationError):
	pass


class RatificationError(frappe.ValidationError):
	pass


def may_decide_alone(threshold: Threshold) -> bool:
	return refusal(threshold.override_role, roles_for(threshold), "-") is None


def decide_alone(doc: Document, need: Need, reason: str) -> str:
	"""A decision of the session's user about this one document; its name. Raises NotAloneError."""
	threshold = need.threshold
	if text := refusal(threshold.override_role, roles_for(threshold), reason):
		frappe.throw(
			shown(text).replace(threshold.override_role or "\0", _(threshold.override_role or "")), NotAloneError
		)
	decision = frappe.new_doc(DECISION).update(prefilled(doc, need))
	today = getdate(nowdate())
	decision.update(
		{
			"is_urgent": 1,
			"urgent_reason": reason.strip(),
			"decided_by": frappe.session.user,
			"meeting_date": today,
			"ratify_by": ratify_by(today, threshold.ratify_days, holidays_of_site()),
		}
	)
	decision.flags.decided_alone = decision.flags.ignore_permissions = True
	decision.insert()
	decision.submit()
	return decision.name


def roles_for(threshold: Threshold) -> frozenset[str]:
	"""The roles of the session's user that count: those of the app as far as they are held at the deciding unit."""
	user = frappe.session.user
	held = frozenset(frappe.get_roles(user))
	return held if is_unbound(user) else (held - frozenset(ROLES)) | roles_at(user, threshold.unit)


def check_ratification(decision: Document) -> None:
	"""What is ratified is an urgent action of the same unit and category that was not ratified yet, in full."""
	urgent = frappe.db.get_value(
		DECISION,
		decision.ratifies,
		["unit", "category", "amount", "currency", "is_urgent", "docstatus", "ratified_by"],
		as_dict=True,
	)
	if not urgent or urgent.docstatus != 1 or not urgent.is_urgent:
		frappe.throw(_("Only an urgent action that was submitted can be ratified."), RatificationError)
	if urgent.ratified_by and urgent.ratified_by != decision.name:
		frappe.throw(_("{0} was ratified already.").format(frappe.bold(decision.ratifies)), RatificationError)
	same = (urgent.unit, urgent.category) == (decision.unit, decision.category)
	if not same or money(urgent.amount) > money(decision.amount):
		frappe.throw(
			_("It can only be ratified by the same unit in the same category, and with its whole amount."),
			RatificationError,
		)


def ratify(decision: Document) -> None:
	if decision.ratifies and decision.result == english(RESULT, "approved"):
		_mark(decision.ratifies, decision.name, decision.meeting_date)


def take_ratification_back(decision: Document) -> None:
	if decision.ratifies and frappe.db.get_value(DECISION, decision.ratifies, "ratified_by") == decision.name:
		_mark(decision.ratifies, None, None)


def _mark(name: str, by: str | None, on) -> None:
	frappe.db.set_value(DECISION, name, {"ratified_by": by, "ratified_on": on})
