from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from lianzheng_risk.core.inspection import scoring
from lianzheng_risk.core.inspection.concluding import CONCLUDED_WITH, fault_of_dates
from lianzheng_risk.core.inspection.parties import CHECKING, OWN_UNIT
from lianzheng_risk.risk_screening.language import session_lang, shown
from lianzheng_risk.risk_supervision.inspections import guarding, places, scope, sheet
from lianzheng_risk.risk_supervision.inspections.raising import order_rectifications, withdraw_rectifications


class OwnUnitError(frappe.ValidationError):
	pass


class IntegrityInspection(Document):
	def onload(self):
		if self.docstatus == 0:
			self.set_onload("closed_parts", guarding.closed_parts(self))

	def validate(self):
		self.forget_rectifications()
		sheet.take_lines(self)
		scope.settle_places(self)
		self.keep_plan()
		if not self.flags.by_clock:
			guarding.check_parts(self)
		self.check_scores(scoring.impossible)
		self.check_inspectors()
		self.check_dates()
		self.check_plan()
		sheet.add_up(self, is_concluded=self.docstatus == 1)

	def before_submit(self):
		guarding.check_part(self, CHECKING)
		self.check_that_it_is_concluded()
		self.check_scores(scoring.unexplained)

	def on_submit(self):
		if not self.flags.by_register:
			order_rectifications(self)

	def before_cancel(self):
		withdraw_rectifications(self)

	def inspected_units(self) -> set[str]:
		return scope.inspected_units(self)

	def earlier(self) -> Document | None:
		"""The inspection as it was: as it is stored, or the cancelled one that this one amends."""
		if before := self.get_doc_before_save():
			return before
		return frappe.get_doc(self.doctype, self.amended_from) if self.amended_from else None

	def check_scores(self, faults):
		found = [shown(text) for text in faults(sheet.scored(self))]
		if found:
			frappe.throw(found, as_list=True, title=_("Score Sheet"))

	def check_inspectors(self):
		people = [*(row.person for row in self.inspectors), self.signed_by]
		barred = places.barred(people, self.inspection_type, self.inspected_units())
		if barred:
			named = ("、" if session_lang() == "zh" else ", ").join(barred.values())
			frappe.throw(shown(OWN_UNIT).format(person=frappe.utils.escape_html(named)), OwnUnitError)

	def check_dates(self):
		held, signed = (getdate(day) if day else None for day in (self.held_on, self.signed_on))
		if text := fault_of_dates(held, signed, getdate()):
			frappe.throw(shown(text))

	def forget_rectifications(self):
		"""None is raised before the inspection is submitted; what an amendment brings along was withdrawn."""
		if self.flags.by_register:
			return
		for finding in self.findings:
			finding.rectification = None

	def keep_plan(self):
		"""Only the clock makes the inspections of a plan."""
		if not self.flags.by_clock:
			earlier = self.earlier() or frappe._dict()
			self.plan, self.plan_date = earlier.plan, earlier.plan_date

	def check_plan(self):
		"""A plan has one inspection for each of its dates."""
		if not self.plan:
			return
		others = {"plan": self.plan, "plan_date": self.plan_date, "docstatus": ["<", 2], "name": ["!=", self.name]}
		if frappe.db.exists(self.doctype, others):
			frappe.throw(_("The plan has an inspection for this date already."), frappe.DuplicateEntryError)

	def check_that_it_is_concluded(self):
		missing = [
			_(self.meta.get_label(field), context=self.doctype) for field in CONCLUDED_WITH if not self.get(field)
		]
		if missing:
			named = ("、" if session_lang() == "zh" else ", ").join(missing)
			frappe.throw(_("Please fill in before submitting: {0}").format(named), frappe.MandatoryError)
