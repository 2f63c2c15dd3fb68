import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, nowdate

from lianzheng_risk.core.course import Move
from lianzheng_risk.core.warnings.causes import OF_THE_SYSTEM, SOURCE
from lianzheng_risk.core.warnings.colours import COLOUR
from lianzheng_risk.core.warnings.escalation import deadline_of
from lianzheng_risk.core.warnings.path import OPEN, STATE, WAITING, WARNING, WarningCase
from lianzheng_risk.courses.document import Given, OnCourse, StepRefusedError
from lianzheng_risk.risk_supervision.about import check_place, check_source, take_what_it_is_about
from lianzheng_risk.risk_supervision.warnings.addressing import PeopleInCharge, posts_held_by
from lianzheng_risk.risk_supervision.warnings.case import case_of, open_warning_of, rules_of_site
from lianzheng_risk.risk_supervision.warnings.climbing import bring_up
from lianzheng_risk.risk_supervision.warnings.telling import tell_soon
from lianzheng_risk.store.terms import code, english


class WarningSourceError(frappe.ValidationError):
	pass


class IntegrityWarning(OnCourse, Document):
	course = WARNING
	# A warning stands as it was issued; what was wrong with it is withdrawn and issued anew.
	settled = (
		"title",
		"unit",
		"colour",
		"issued_on",
		"deadline",
		"source",
		"facts",
		"measure",
		"risk",
		"grade",
		"post",
		"person",
		"source_doctype",
		"source_name",
		"addressee",
		"level",
		"evidence",
		"received_on",
		"handled_on",
		"lifted_on",
		"withdrawn",
		"muted_until",
		"cause_key",
	)

	def onload(self):
		self.show_course()

	def before_insert(self):
		if self.flags.by_register:
			self.come_with_a_register()
			return
		self.check_who_finds_it()
		self.status = english(STATE, "issued")
		self.issued_on = self.issued_on or nowdate()
		take_what_it_is_about(self)
		self.take_post_of_person()
		check_source(self)
		self.deadline = self.deadline or self.deadline_from(self.issued_on)
		if not self.flags.by_clock:
			self.level, self.addressee = 0, next(iter(PeopleInCharge().of(self)), None)
		self.to_be_told = 1

	def after_insert(self):
		if code(COLOUR, self.colour) == "red":
			tell_soon()

	def validate(self):
		if self.is_new():
			check_place(self)
			if getdate(self.deadline) < getdate(self.issued_on):
				frappe.throw(_("The deadline lies before the day on which the warning was issued."))
		self.go_on()

	def case(self) -> WarningCase:
		return case_of(self)

	def catch_up(self) -> int:
		return bring_up(self)

	def carry_out(self, move: Move, given: Given):
		if move.action == "receive":
			self.received_on = nowdate()
		elif move.action == "handle":
			self.evidence, self.handled_on = given.evidence, nowdate()
		elif move.action == "send_back":
			self.deadline = self.deadline_from(nowdate())
		elif move.action in ("lift", "withdraw"):
			self.lifted_on, self.withdrawn = nowdate(), int(move.action == "withdraw")
		elif move.action == "mute":
			self.mute_until(given)
		elif move.action == "resume":
			self.muted_until, self.deadline, self.to_be_told = None, self.deadline_from(nowdate()), 1

	def come_with_a_register(self):
		"""Under way or long lifted; what still waits for somebody is told like any other."""
		state = code(STATE, self.status)
		if state in OPEN:
			self.check_that_the_clock_knows_it()
		take_what_it_is_about(self)
		self.take_post_of_person()
		self.deadline = self.deadline or self.deadline_from(self.issued_on)
		self.addressee = self.addressee or next(iter(PeopleInCharge().of(self)), None)
		self.to_be_told = int(state in WAITING)

	def check_that_the_clock_knows_it(self):
		"""An open warning of the system names its cause, and no other open one has the same."""
		if code(SOURCE, self.source) not in OF_THE_SYSTEM:
			self.cause_key = None
			return
		if not self.cause_key:
			self.check_who_finds_it()
		elif found := open_warning_of(self.cause_key):
			frappe.throw(_("{0} is open for the same cause.").format(frappe.bold(found)), WarningSourceError)

	def take_post_of_person(self):
		"""Whoever it is about sees it by the post that they hold, if it is one alone."""
		if self.person and not self.post:
			posts = posts_held_by(self.person, self.unit)
			self.post = posts[0] if len(posts) == 1 else None

	def mute_until(self, given: Given):
		if getdate(given.until) <= getdate(nowdate()):
			frappe.throw(_("Please give a day that is still to come."), StepRefusedError)
		self.muted_until = given.until

	def deadline_from(self, day):
		rules = rules_of_site()
		return deadline_of(code(COLOUR, self.colour), getdate(day), rules.holidays, rules.days)

	def check_who_finds_it(self):
		"""What only the clock or a rule finds is no source for people."""
		if code(SOURCE, self.source) in OF_THE_SYSTEM and not self.flags.by_system:
			frappe.throw(
				_("“{0}” is found by the system itself. Please choose another source.").format(
					_(self.source, context=self.doctype)
				),
				WarningSourceError,
			)
		if not self.flags.by_system:
			self.cause_key = None
