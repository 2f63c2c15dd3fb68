import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, formatdate, getdate, nowdate

from lianzheng_risk.core.course import Move
from lianzheng_risk.core.rectification.path import DAYS, RECTIFICATION, STATE, RectificationCase
from lianzheng_risk.courses.document import Given, OnCourse, StepRefusedError
from lianzheng_risk.risk_supervision.about import check_place, check_source, take_what_it_is_about
from lianzheng_risk.risk_supervision.rectifications.case import case_of, closed_before
from lianzheng_risk.store.terms import english
from lianzheng_risk.store.workdays import add_workdays


class IntegrityRectification(OnCourse, Document):
	course = RECTIFICATION
	# A notice stands as it was ordered; what was wrong with it is withdrawn and ordered anew.
	settled = (
		"title",
		"unit",
		"ordered_on",
		"days",
		"deadline",
		"problem",
		"basis",
		"demand",
		"measure",
		"risk",
		"post",
		"responsible_unit",
		"responsible_person",
		"source_doctype",
		"source_name",
		"source_note",
		"came_back_from",
		"evidence",
		"reported_on",
		"closed_on",
		"asked_until",
		"extensions",
		"reopened",
	)

	def onload(self):
		self.show_course()

	def before_insert(self):
		if self.flags.by_register:
			self.take_what_is_missing()
			return
		self.status = english(STATE, "ordered")
		self.ordered_on = self.ordered_on or nowdate()
		self.take_what_is_missing()
		check_source(self)
		self.came_back_from = closed_before(self)

	def take_what_is_missing(self):
		self.days = cint(self.days) or _days_of_site()
		self.deadline = self.deadline or add_workdays(self.ordered_on, self.days)
		take_what_it_is_about(self)

	def validate(self):
		if self.is_new():
			self.check_dates()
			check_place(self)
		self.go_on()

	def case(self) -> RectificationCase:
		return case_of(self)

	def carry_out(self, move: Move, given: Given):
		if move.action == "report":
			self.evidence, self.reported_on = given.evidence, nowdate()
		elif move.action == "ask_extension":
			self.ask_until(given)
		elif move.action == "grant":
			self.deadline, self.asked_until = self.asked_until, None
			self.extensions = cint(self.extensions) + 1
		elif move.action == "deny":
			self.asked_until = None
		elif move.action == "close":
			self.closed_on = nowdate()
		elif move.action == "take_up_again":
			self.closed_on, self.deadline = None, add_workdays(nowdate(), self.days)
			self.reopened = cint(self.reopened) + 1

	def ask_until(self, given: Given):
		if getdate(given.until) <= getdate(self.deadline):
			frappe.throw(
				_("Please ask for a day after the present deadline, {0}.").format(formatdate(self.deadline)),
				StepRefusedError,
			)
		self.asked_until = given.until

	def check_dates(self):
		if getdate(self.deadline) < getdate(self.ordered_on):
			frappe.throw(_("The deadline lies before the day on which the rectification was ordered."))


def _days_of_site() -> int:
	return cint(frappe.get_cached_doc("Integrity Risk Settings").rectification_days) or DAYS
