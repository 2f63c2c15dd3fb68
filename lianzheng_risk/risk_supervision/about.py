"""What rectifications and warnings are about: a measure, its risk point, its post, and the document they come from."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document


def take_what_it_is_about(document: Document) -> None:
	"""A measure says which risk point it is about, and that which post and, where the document has it, which grade."""
	if document.measure and not document.risk:
		document.risk = frappe.db.get_value("Integrity Control Measure", document.measure, "risk")
	if not document.risk:
		return
	risk = frappe.db.get_value("Integrity Risk Point", document.risk, ["post", "grade"], as_dict=True) or frappe._dict()
	document.post = document.post or risk.post
	if document.meta.has_field("grade"):
		document.grade = risk.grade


def check_place(document: Document) -> None:
	"""What it is about lies in its unit or below it."""
	for field in ("measure", "risk", "post"):
		if not (name := document.get(field)):
			continue
		place = frappe.db.get_value(document.meta.get_options(field), name, "unit")
		if place != document.unit and not frappe.get_all(
			"Integrity Unit", filters=[["name", "=", place], ["name", "descendants of", document.unit]], limit=1
		):
			label = _(document.meta.get_label(field), context=document.doctype)
			frappe.throw(_("{0} {1} does not belong to this unit.").format(label, frappe.bold(name)))


def check_source(document: Document) -> None:
	"""Nobody learns of a document that they may not read."""
	if document.source_name and not document.flags.ignore_permissions:
		frappe.has_permission(document.source_doctype, "read", doc=document.source_name, throw=True)
