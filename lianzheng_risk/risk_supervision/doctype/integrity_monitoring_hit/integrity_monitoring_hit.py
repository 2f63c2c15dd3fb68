import frappe
from frappe.model.document import Document
from frappe.utils import now_datetime

from lianzheng_risk.core.course import Move
from lianzheng_risk.core.monitoring.path import HIT, STATE, HitCase
from lianzheng_risk.courses.document import Given, OnCourse
from lianzheng_risk.risk_supervision.monitoring.tally import count_hits
from lianzheng_risk.store.terms import code


class IntegrityMonitoringHit(OnCourse, Document):
	course = HIT
	# What was found stands as it was found.
	settled = (
		"title",
		"unit",
		"rule",
		"rule_version",
		"facts",
		"inputs",
		"reference_doctype",
		"reference_name",
		"actors",
	)

	def onload(self):
		self.show_course()

	def validate(self):
		self.go_on()

	def on_update(self):
		count_hits(self.rule)

	def on_trash(self):
		count_hits(self.rule, without=self.name)

	def case(self) -> HitCase:
		return HitCase(code(STATE, self.status), frozenset((self.actors or "").split("\n")) - {""})

	def carry_out(self, move: Move, given: Given):
		if move.action == "reopen":
			self.judged_by = self.judged_on = self.reason = None
			self.open_cause = None if frappe.db.exists(self.doctype, {"open_cause": self.cause_key}) else self.cause_key
			return
		self.judged_by, self.judged_on, self.reason = frappe.session.user, now_datetime(), given.reason
		self.open_cause = None
