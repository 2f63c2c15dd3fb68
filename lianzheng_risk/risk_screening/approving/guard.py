"""What of a risk point may be changed when, whoever writes it and by whichever way."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model import data_fieldtypes
from frappe.model.document import Document
from frappe.utils import cint, flt

from lianzheng_risk.access import roles_at
from lianzheng_risk.core.approval import record
from lianzheng_risk.core.approval.path import STATE
from lianzheng_risk.core.roles import ROLE
from lianzheng_risk.risk_screening.approving.case import holders_of
from lianzheng_risk.risk_screening.language import session_lang
from lianzheng_risk.store.terms import code, english

# Only the approval path itself, grading and publicity write these.
OF_THE_SYSTEM = (
	"grade", "proposed_grade", "base_grade", "scheme", "approving_level", "revision", "grade_record", "step_due",
	"publicity_until", "drafted_by", "approved_on", "publicised_until", "filing", "filed_on",
)  # fmt: skip
_NUMBERS = {"Int": cint, "Check": cint, "Float": flt, "Currency": flt, "Percent": flt}
_ONLY_HOLDER = frozenset({english(ROLE, "holder")})


class ChangeRefusedError(frappe.ValidationError):
	pass


def start_afresh(risk: Document) -> None:
	"""A new risk point starts with self-screening, whatever a client, an import or a copy says."""
	for field in OF_THE_SYSTEM:
		risk.set(field, None)
	risk.revision = 0
	risk.approval_steps = []
	risk.workflow_state = english(STATE, "screening")


def keep_history(risk: Document, before: Document) -> None:
	"""Nobody writes the system's own fields, or changes the steps taken."""
	for field in OF_THE_SYSTEM:
		risk.set(field, before.get(field))
	risk.set("approval_steps", [row.as_dict() for row in before.approval_steps])


def entered(risk: Document, before: Document) -> tuple[str, ...]:
	"""The fields that people fill in, and that differ from what is stored."""
	return tuple(
		field.fieldname
		for field in risk.meta.fields
		if _is_entered(field) and _plain(field, risk) != _plain(field, before)
	)


def material(risk: Document, before: Document) -> tuple[str, ...]:
	"""Those of them on which an approval rests."""
	return tuple(field for field in entered(risk, before) if field in record.MATERIAL)


def check_own(risk: Document, before: Document) -> None:
	"""Who is nothing but a post holder here looks after the own post and the own drafts. Raises ChangeRefusedError."""
	user = frappe.session.user
	if not roles_at(user, before.unit) <= _ONLY_HOLDER or user in {before.drafted_by, *holders_of(before.post)}:
		return
	frappe.throw(
		_("You can change only risk points of your own post or of your own drafting. Please ask the liaison."),
		ChangeRefusedError,
	)


def refuse(risk: Document, before: Document, fields: tuple[str, ...]) -> None:
	"""Always raises ChangeRefusedError."""
	message = (
		_("Risk point {0} is retired, so these cannot be changed: {1}. Please reinstate it first.")
		if code(STATE, before.workflow_state) == "retired"
		else _(
			"Risk point {0} is under review, so these cannot be changed: {1}. Please have it recalled or returned first."
		)
	)
	frappe.throw(
		message.format(frappe.bold(frappe.utils.escape_html(risk.name)), named(fields)),
		ChangeRefusedError,
		title=_(before.workflow_state),
	)


def named(fields: tuple[str, ...]) -> str:
	"""The labels of fields, as the form shows them."""
	meta = frappe.get_meta("Integrity Risk Point")
	separator = "、" if session_lang() == "zh" else ", "
	return separator.join(_(meta.get_label(field), context=meta.name) for field in fields)


def _is_entered(field) -> bool:
	return (
		field.fieldtype in data_fieldtypes
		and not field.read_only
		and not field.allow_on_submit
		and not field.get("is_virtual")
	)


def _plain(field, document: Document) -> object:
	value = document.get(field.fieldname)
	number = _NUMBERS.get(field.fieldtype)
	return number(value) if number else str(value or "")
