from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate

from lianzheng_risk.core.inspection.parties import OWN_UNIT
from lianzheng_risk.core.inspection.plans import Plan, next_when_changed
from lianzheng_risk.core.inspection.words import INSPECTION_TYPE
from lianzheng_risk.core.vocabulary import RECURRENCE
from lianzheng_risk.risk_screening.language import session_lang, shown
from lianzheng_risk.risk_supervision.appraisals.public import APPRAISAL
from lianzheng_risk.risk_supervision.appraisals.sums import satisfaction
from lianzheng_risk.risk_supervision.doctype.integrity_inspection.integrity_inspection import OwnUnitError
from lianzheng_risk.risk_supervision.inspections.places import barred
from lianzheng_risk.store.terms import code


class IntegrityInspectionPlan(Document):
	def onload(self):
		if self.is_public and frappe.has_permission(APPRAISAL, "read"):
			self.set_onload("appraisals", satisfaction(self.unit, self.first_on))

	def validate(self):
		self.check_dates()
		self.open_to_the_public()
		self.check_inspectors()
		if not self.flags.by_clock:
			self.set_next_on()

	def check_dates(self):
		if self.until and getdate(self.until) < getdate(self.first_on):
			frappe.throw(_("The plan ends before it begins."))

	def open_to_the_public(self):
		"""Social appraisals alone are; the unit goes by a key there that says nothing about it."""
		before = self.get_doc_before_save()
		self.is_public = cint(self.is_public and code(INSPECTION_TYPE, self.inspection_type) == "social")
		self.public_key = (before.public_key if before else None) or frappe.generate_hash(length=12)

	def check_inspectors(self):
		"""The clock leaves out who may not inspect any more, so that a plan runs on when somebody changes posts."""
		if not self.flags.by_clock:
			people = barred((row.person for row in self.inspectors), self.inspection_type, {self.unit})
			if people:
				named = ("、" if session_lang() == "zh" else ", ").join(people.values())
				frappe.throw(shown(OWN_UNIT).format(person=frappe.utils.escape_html(named)), OwnUnitError)

	def set_next_on(self):
		"""A series goes on after what it made; nobody sets it back to make an inspection a second time."""
		before = self.get_doc_before_save()
		self.last_made_on = before.last_made_on if before else None
		last = getdate(self.last_made_on) if self.last_made_on else None
		self.next_on = next_when_changed(getdate(self.first_on), code(RECURRENCE, self.recurrence), last)

	def to_core(self) -> Plan:
		return Plan(
			getdate(self.first_on),
			code(RECURRENCE, self.recurrence),
			getdate(self.next_on),
			cint(self.days_ahead),
			getdate(self.until) if self.until else None,
		)
