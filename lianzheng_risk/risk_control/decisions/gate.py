"""The gate: what has to be decided collectively is not submitted before it was. A watcher of `lianzheng_risk.watching`."""

from __future__ import annotations

import frappe
from frappe.model.document import Document

from lianzheng_risk.core.decisions.words import CATEGORY
from lianzheng_risk.risk_control.decisions import announcing, drawing, thresholds
from lianzheng_risk.risk_control.decisions.needs import DRAW_TYPE, Need, amounts_of, demand_of, needs_of
from lianzheng_risk.risk_control.decisions.refusing import refuse, refuse_change
from lianzheng_risk.store.terms import code

_SAVEPOINT = "collective_decisions"


def watched_doctypes() -> set[str]:
	"""Those of the thresholds in force, and those of which documents still draw: what they drew has to come back."""
	watched = {row["document_type"] for row in thresholds.in_force()}
	if not frappe.db.table_exists(DRAW_TYPE):
		return watched
	draw = frappe.qb.DocType(DRAW_TYPE)
	drawing_still = frappe.qb.from_(draw).select(draw.reference_doctype).where(draw.status == drawing.DRAWN).distinct()
	return watched.union(drawing_still.run(pluck=True))


def on(doc: Document, event: str) -> None:
	act = _ON.get(event)
	if act:
		act(doc)


def require(doc: Document) -> None:
	"""Before it is submitted: each thing that has to be decided is drawn from a decision, or the document is refused."""
	draw_or_refuse(doc, needs_of(doc, submitting=True))


def follow(doc: Document) -> None:
	"""After a submitted document was changed: as ERPNext lets items of an order be changed that was submitted."""
	before = doc.get_doc_before_save()
	if before and amounts_of(before) == amounts_of(doc):
		return
	drawn = {code(CATEGORY, entry.category): entry for entry in drawing.drawn_by(doc)}
	for threshold in thresholds.binding(doc):
		entry = drawn.get(threshold.category)
		if entry and (reason := drawing.adjust(entry, demand_of(doc, threshold))):
			refuse_change(entry, reason)
	draw_or_refuse(doc, [need for need in needs_of(doc) if need.demand.category not in drawn])


def draw_or_refuse(doc: Document, needs: list[Need]) -> None:
	"""All of them or none: whoever catches the refusal finds nothing drawn."""
	if needs:
		announcing.withdraw(doc)  # it rests on a decision now, or is refused
		frappe.db.savepoint(_SAVEPOINT)
	for need in needs:
		decision, reasons = drawing.draw_from_one(doc, need)
		if not decision:
			frappe.db.rollback(save_point=_SAVEPOINT)
			refuse(doc, need, reasons)


def give_back(doc: Document) -> None:
	drawing.release(doc)
	announcing.withdraw(doc)


_ON = {"before_submit": require, "on_update_after_submit": follow, "on_cancel": give_back}
