from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, nowdate

from lianzheng_risk.core.decisions.words import RESULT
from lianzheng_risk.risk_control.decisions.companies import check_company, company_currency
from lianzheng_risk.risk_control.decisions.drawing import DRAWN, NAMED, RELEASED
from lianzheng_risk.risk_control.decisions.meetings import SHARES, meeting_of, throw_if_any
from lianzheng_risk.risk_control.decisions.needs import DRAW_TYPE
from lianzheng_risk.risk_control.decisions.urgent import check_ratification, ratify, take_ratification_back
from lianzheng_risk.risk_screening.language import session_lang, shown
from lianzheng_risk.store.terms import english

_OF_URGENT_ACTION = ("is_urgent", "urgent_reason", "decided_by", "ratify_by", "ratified_by", "ratified_on")
# What a meeting's decision has to say before it is submitted.
_CONCLUDED_WITH = ("meeting_date", "chair", "decision")


class DecisionInUseError(frappe.ValidationError):
	pass


class IntegrityCollectiveDecision(Document):
	def validate(self):
		self.keep_what_is_not_written_by_hand()
		check_company(self)
		self.take_currency()
		self.check_document()
		self.check_dates()
		self.settle_result()
		if self.ratifies:
			check_ratification(self)

	def before_submit(self):
		if self.is_urgent:
			return
		self.check_that_it_is_concluded()
		throw_if_any(meeting_of(self).gaps(SHARES))

	def on_submit(self):
		ratify(self)

	def before_update_after_submit(self):
		"""Documents have drawn from it since the form was opened."""
		self.drawn, self.left_over = frappe.db.get_value(
			self.doctype, self.name, ["drawn", "left_over"], for_update=True
		)

	def before_cancel(self):
		self.check_that_nothing_rests_on_it()

	def on_cancel(self):
		take_ratification_back(self)
		draw = frappe.qb.DocType(DRAW_TYPE)
		named = (draw.decision == self.name) & (draw.status == NAMED)
		frappe.qb.update(draw).set(draw.status, RELEASED).where(named).run()

	def keep_what_is_not_written_by_hand(self):
		"""Urgent action is taken by its own step alone, or told of by a register; what was drawn is counted by the gate."""
		if self.flags.by_register:
			self.is_urgent = int(self.result == english(RESULT, "urgent"))
		elif not self.flags.decided_alone:
			before = self.get_doc_before_save() or frappe._dict()
			for field in _OF_URGENT_ACTION:
				self.set(field, before.get(field) or (0 if field == "is_urgent" else None))
		self.drawn, self.left_over = 0, self.amount

	def take_currency(self):
		"""A company's amounts are in its own currency, as its documents are compared in it."""
		if not self.amount:
			return
		self.currency = company_currency(self.company) or self.currency or frappe.db.get_default("currency")

	def check_document(self):
		"""Nobody learns of a document that they may not read."""
		if not (self.reference_doctype and self.reference_name) or self.flags.decided_alone:
			return
		if self.has_value_changed("reference_name") or self.has_value_changed("reference_doctype"):
			frappe.has_permission(self.reference_doctype, "read", doc=self.reference_name, throw=True)

	def check_dates(self):
		if self.meeting_date and getdate(self.meeting_date) > getdate(nowdate()) and self.docstatus == 1:
			frappe.throw(_("The meeting has not been held yet."))
		if self.meeting_date and self.valid_until and getdate(self.valid_until) < getdate(self.meeting_date):
			frappe.throw(_("The decision would be out of date before it was taken."))

	def settle_result(self):
		"""Whatever a form sends: the result follows from the opinions."""
		if self.is_urgent:
			self.result, self.tally = english(RESULT, "urgent"), None
			return
		meeting = meeting_of(self)
		throw_if_any(meeting.contradictions())
		is_complete = not meeting.gaps(SHARES)
		self.result = english(RESULT, meeting.result()) if is_complete else None
		self.tally = shown(meeting.tally()) if is_complete else None

	def check_that_it_is_concluded(self):
		missing = [
			_(self.meta.get_label(field), context=self.doctype) for field in _CONCLUDED_WITH if not self.get(field)
		]
		if missing:
			named = ("、" if session_lang() == "zh" else ", ").join(missing)
			frappe.throw(_("Please fill in before submitting: {0}").format(named), frappe.MandatoryError)

	def check_that_nothing_rests_on_it(self):
		rows = frappe.get_all(
			DRAW_TYPE,
			filters={"decision": self.name, "status": DRAWN},
			fields=["reference_name"],
			order_by="name",
			limit=5,
		)
		if rows:
			named = ("、" if session_lang() == "zh" else ", ").join(row.reference_name for row in rows)
			frappe.throw(
				_("These documents rest on the decision: {0}. Please cancel them first.").format(
					frappe.utils.escape_html(named)
				),
				DecisionInUseError,
			)
