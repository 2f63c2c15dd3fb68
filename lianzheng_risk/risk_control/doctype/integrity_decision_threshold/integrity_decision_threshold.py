from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.meta import Meta
from frappe.utils import escape_html

from lianzheng_risk.core.decisions.consumption import money
from lianzheng_risk.risk_control.decisions.companies import check_company, company_currency
from lianzheng_risk.risk_control.decisions.thresholds import forget

_AMOUNTS = ("Currency", "Float", "Int")
_OWN_FIELDS = ("name", "owner", "creation", "modified", "modified_by", "docstatus")


class ThresholdError(frappe.ValidationError):
	pass


class IntegrityDecisionThreshold(Document):
	def validate(self):
		check_company(self)
		meta = frappe.get_meta(self.document_type)
		self.check_kind(meta)
		self.check_fields(meta)
		self.check_items(meta)
		self.check_amount(meta)
		self.check_window()
		self.take_currency()

	def on_update(self):
		forget()

	def on_trash(self):
		forget()

	def check_kind(self, meta: Meta):
		if not meta.is_submittable:
			_refuse(_("Only documents that are submitted can be held back; {0} is not.").format(_(self.document_type)))

	def check_fields(self, meta: Meta):
		for field in ("amount_field", "party_field", "requester_field", "unit_field", "date_field", "item_table"):
			if self.get(field) and self.get(field) not in _OWN_FIELDS and not meta.has_field(self.get(field)):
				self.no_such_field(self.get(field), self.document_type)
		for row in self.conditions:
			if row.field not in _OWN_FIELDS and not meta.has_field(row.field):
				self.no_such_field(row.field, self.document_type)

	def check_items(self, meta: Meta):
		if not self.item_table:
			self.item_field = self.item_amount_field = None
			return
		table = meta.get_field(self.item_table)
		if table.fieldtype != "Table":
			_refuse(_("{0} is no table.").format(frappe.bold(escape_html(self.item_table))))
		rows = frappe.get_meta(table.options)
		for field in (self.item_field, self.item_amount_field):
			if not field or not rows.has_field(field):
				self.no_such_field(field or "", table.options)

	def check_amount(self, meta: Meta):
		if not self.amount_field:
			if not self.conditions:
				_refuse(_("Please give an amount from which a decision is needed, or a condition."))
			return
		if meta.get_field(self.amount_field).fieldtype not in _AMOUNTS:
			_refuse(_("{0} is no amount.").format(frappe.bold(escape_html(self.amount_field))))
		if money(self.amount) <= 0:
			_refuse(_("Please give an amount above zero."))

	def check_window(self):
		if self.window_days and not (
			self.amount_field and (self.party_field or self.requester_field or self.item_table)
		):
			_refuse(_("To find what was split, an amount and a party, a requester or items are needed."))

	def take_currency(self):
		self.currency = company_currency(self.company) or self.currency or frappe.db.get_default("currency")

	def no_such_field(self, field: str, doctype: str):
		_refuse(_("{0} has no field called {1}.").format(_(doctype), frappe.bold(escape_html(field))))


def _refuse(message: str):
	frappe.throw(message, ThresholdError, title=_("This Threshold Cannot Be Used"))
