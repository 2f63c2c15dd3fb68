"""What documents draw from decisions. The row of a decision is locked while it is drawn from: two documents that are
submitted in the same moment cannot both take what is left."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

import frappe
from frappe.model.document import Document
from frappe.query_builder import Criterion
from frappe.utils import getdate, now_datetime, nowdate
from pypika.queries import QueryBuilder, Table

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.decisions.consumption import COVERING, Decided, Demand, money, objection
from lianzheng_risk.core.decisions.words import CATEGORY, DRAW, RESULT
from lianzheng_risk.risk_control.decisions.needs import DRAW_TYPE, Need
from lianzheng_risk.store.terms import code, english

DECISION = "Integrity Collective Decision"
NAMED, DRAWN, RELEASED = (english(DRAW, state) for state in ("named", "drawn", "released"))
FIELDS = (
	"name", "unit", "category", "result", "amount", "drawn", "currency", "company", "party", "valid_until", "docstatus",
	"ratifies", "is_urgent", "decided_by",
)  # fmt: skip
_MOST = 50


class Candidate(NamedTuple):
	"""A decision that has to do with the document. The lower the rank, the closer."""

	rank: int
	name: str
	decided: Decided


def decided_of(row, names_document: bool = False) -> Decided:
	"""The stored row of a decision in core's terms. Nothing rests on an urgent action that nobody took here: a register
	tells of it."""
	is_only_told_of = row.is_urgent and not row.decided_by
	return Decided(
		unit=row.unit,
		category=code(CATEGORY, row.category),
		result=code(RESULT, row.result) or "",
		amount=money(row.amount),
		drawn=money(row.drawn),
		currency=(row.currency or "") if row.amount else "",
		company=row.company or "",
		party=row.party or "",
		valid_until=getdate(row.valid_until) if row.valid_until else None,
		is_submitted=row.docstatus == 1 and not is_only_told_of,
		ratifies=row.ratifies or "",
		names_document=names_document,
	)


def candidates(doc: Document, need: Need) -> list[Candidate]:
	"""Decisions named for the document, taken for it, or taken about its party; the closest and oldest first. One query."""
	decision, draw, names, query, related = _in_force_with_draws_of(doc)
	if need.demand.party:
		related |= decision.party == need.demand.party
	query = (
		query.select(*(decision[field] for field in FIELDS), decision.reference_name, draw.status)
		.where(decision.unit == need.demand.unit)
		.where(decision.category == english(CATEGORY, need.demand.category))
		.where(related)
		.orderby(decision.meeting_date)
		.orderby(decision.name)
		.limit(_MOST)
	)
	found: dict[str, Candidate] = {}
	for row in query.run(as_dict=True):
		rank = 0 if row.status == NAMED else 1 if row.status or row.reference_name in names else 2
		if row.name not in found or rank < found[row.name].rank:
			found[row.name] = Candidate(rank, row.name, decided_of(row, rank < 2))
	return sorted(found.values(), key=lambda one: one.rank)


def rests_on_one(doc: Document) -> bool:
	"""Whether a decision in force was named for the document or taken for it, whatever amount it is about. One query."""
	decision, _draw, _names, query, related = _in_force_with_draws_of(doc)
	return bool(query.select(decision.name).where(related).limit(1).run())


class _InForce(NamedTuple):
	"""Decisions in force, joined with the draws of a document under its `names`; `related` is what ties one to it."""

	decision: Table
	draw: Table
	names: list[str]
	query: QueryBuilder
	related: Criterion


def _in_force_with_draws_of(doc: Document) -> _InForce:
	"""An amended document rests on what the one that it amends rested on."""
	decision, draw = frappe.qb.DocType(DECISION), frappe.qb.DocType(DRAW_TYPE)
	names = [name for name in (doc.name, doc.get("amended_from")) if name]
	of_document = (draw.decision == decision.name) & (draw.reference_doctype == doc.doctype)
	query = (
		frappe.qb.from_(decision)
		.left_join(draw)
		.on(of_document & draw.reference_name.isin(names))
		.where(decision.docstatus == 1)
		.where(decision.result.isin([english(RESULT, result) for result in COVERING]))
		.where(decision.valid_until.isnull() | (decision.valid_until >= nowdate()))
	)
	taken_for_it = (decision.reference_doctype == doc.doctype) & decision.reference_name.isin(names)
	return _InForce(decision, draw, names, query, draw.name.isnotnull() | taken_for_it)


def draw_from_one(doc: Document, need: Need) -> tuple[str | None, dict[str, Text]]:
	"""Draws what is needed from the first decision that covers it. Returns its name, and why the others before do not."""
	refused: dict[str, Text] = {}
	for candidate in candidates(doc, need):
		# What was read may be out of date; what the lock gives is not.
		reason = objection(candidate.decided, need.demand) or draw(candidate.name, doc, need.demand)
		if not reason:
			return candidate.name, refused
		refused[candidate.name] = reason
	return None, refused


def draw(decision: str, doc: Document, demand: Demand) -> Text | None:
	"""Draws from the decision under a lock on its row. Returns why it does not cover it any more, if so."""
	row = _locked(decision)
	if reason := objection(decided_of(row), demand):
		return reason
	_set_drawn(row, money(row.drawn) + demand.amount)
	kept = _named_for(doc, demand.category)
	entry = frappe.get_doc(DRAW_TYPE, kept[decision]) if decision in kept else new_draw(decision, doc, demand)
	entry.update({"status": DRAWN, "amount": demand.amount, "currency": demand.currency})
	entry.update({"drawn_on": now_datetime(), "drawn_by": frappe.session.user, "released_on": None})
	entry.save(ignore_permissions=True)
	return None


def new_draw(decision: str, doc: Document, demand: Demand) -> Document:
	return frappe.new_doc(DRAW_TYPE).update(
		{
			"decision": decision,
			"unit": demand.unit,
			"category": english(CATEGORY, demand.category),
			"reference_doctype": doc.doctype,
			"reference_name": doc.name,
			"status": NAMED,
		}
	)


def adjust(entry: Document, demand: Demand) -> Text | None:
	"""The document's amount has changed after it was submitted. Returns why the decision does not bear it, if so."""
	row, more = _locked(entry.decision), demand.amount - money(entry.amount)
	if more > 0 and (reason := objection(decided_of(row), replace(demand, amount=more))):
		return reason
	_set_drawn(row, money(row.drawn) + more)
	entry.amount = demand.amount
	entry.save(ignore_permissions=True)
	return None


def release(doc: Document) -> None:
	"""Gives back what the document has drawn."""
	for entry in drawn_by(doc):
		row = _locked(entry.decision)
		_set_drawn(row, max(money(row.drawn) - money(entry.amount), Decimal(0)))
		entry.update({"status": RELEASED, "released_on": now_datetime()})
		entry.save(ignore_permissions=True)


def drawn_by(doc: Document) -> list[Document]:
	"""By decision, so that whoever releases several locks them in the same order."""
	filters = {"reference_doctype": doc.doctype, "reference_name": doc.name, "status": DRAWN}
	names = frappe.get_all(DRAW_TYPE, filters=filters, pluck="name", order_by="decision, name")
	return [frappe.get_doc(DRAW_TYPE, name) for name in names]


def _named_for(doc: Document, category: str) -> dict[str, str]:
	filters = {
		"reference_doctype": doc.doctype,
		"reference_name": doc.name,
		"category": english(CATEGORY, category),
		"status": NAMED,
	}
	return dict(frappe.get_all(DRAW_TYPE, filters=filters, fields=["decision", "name"], as_list=True, order_by="name"))


def _locked(decision: str):
	return frappe.db.get_value(DECISION, decision, list(FIELDS), as_dict=True, for_update=True)


def _set_drawn(row, drawn: Decimal) -> None:
	left = max(money(row.amount) - drawn, Decimal(0))
	frappe.db.set_value(DECISION, row.name, {"drawn": drawn, "left_over": left}, update_modified=False)
