"""A step on its course, for one document or for many, as clients ask for it."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.base_document import get_controller
from frappe.model.document import Document
from frappe.utils import strip_html

from lianzheng_risk.courses.document import Given, OnCourse
from lianzheng_risk.store.terms import code, english

_MOST_AT_ONCE = 200
_REFUSALS = (frappe.ValidationError, frappe.PermissionError)


class NoSuchStepError(frappe.ValidationError):
	pass


@frappe.whitelist(methods=["POST"])
def take_step(
	doctype: str,
	names: str | list,
	action: str,
	reason: str | None = None,
	evidence: str | None = None,
	until: str | None = None,
	basis: str | None = None,
	record: str | None = None,
) -> dict:
	"""Take one step with each of the documents, each by itself; what is refused stays as it was.

	`action` in English, as the form calls it. Answers {"done": [name], "refused": [{"name", "title", "reason"}]}. Raises
	NoSuchStepError for an unknown step and for more than two hundred documents.
	"""
	frappe.has_permission(doctype, "read", throw=True)
	step = code(_course(doctype).actions, action)
	if not step:
		frappe.throw(_("There is no step called {0}.").format(frappe.utils.escape_html(action)), NoSuchStepError)
	named = list(dict.fromkeys(frappe.parse_json(names) if isinstance(names, str) else names))
	if len(named) > _MOST_AT_ONCE:
		frappe.throw(_("At most {0} documents at once. Please choose fewer.").format(_MOST_AT_ONCE), NoSuchStepError)
	answer = {"done": [], "refused": []}
	for name in named:
		frappe.db.savepoint("one_step")
		try:
			take(doctype, name, step, Given(reason, evidence, until, basis, record))
			answer["done"].append(name)
		except _REFUSALS as refusal:
			frappe.db.rollback(save_point="one_step")
			# Told in the answer, with its document, and not once more as a message of its own.
			frappe.clear_messages()
			answer["refused"].append({"name": name, "title": _title(doctype, name), "reason": strip_html(str(refusal))})
	return answer


def take(doctype: str, name: str, action: str, given: Given) -> Document:
	"""The step as the session's user, whatever the user may otherwise write: core alone judges.

	`action` is a code. Raises StepRefusedError, and frappe.PermissionError for a document that the user may not read.
	"""
	document = frappe.get_doc(doctype, name, for_update=True)
	document.check_permission("read")
	if document.catch_up():
		document.reload()
	move = document.judged(action, given)
	document.flags.move = (move, given)
	document.status = english(document.course.states, move.target)
	return document.save(ignore_permissions=True)


def _course(doctype: str):
	controller = get_controller(doctype)
	if not issubclass(controller, OnCourse):
		frappe.throw(_("There are no steps for {0}.").format(frappe.utils.escape_html(doctype)), NoSuchStepError)
	return controller.course


def _title(doctype: str, name: str) -> str:
	"""Only for who may see it."""
	field = frappe.get_meta(doctype).get_title_field()
	found = frappe.get_list(doctype, filters={"name": name}, pluck=field)
	return found[0] if found else ""
