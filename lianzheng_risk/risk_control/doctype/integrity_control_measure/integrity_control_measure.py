import frappe
from frappe.model.document import Document
from frappe.utils import getdate, nowdate

from lianzheng_risk.core.course import Move
from lianzheng_risk.core.measures.path import MEASURE, OPEN, MeasureCase
from lianzheng_risk.core.measures.rounds import due_when_renewed
from lianzheng_risk.courses.document import Given, OnCourse
from lianzheng_risk.risk_control.measures.case import case_of, rules_of_site, standing_of
from lianzheng_risk.risk_control.measures.clock import turn
from lianzheng_risk.risk_screening.coded import NamedByCode


class IntegrityControlMeasure(OnCourse, NamedByCode, Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from lianzheng_risk.risk_control.doctype.integrity_course_step.integrity_course_step import IntegrityCourseStep
		from lianzheng_risk.risk_control.doctype.integrity_measure_round.integrity_measure_round import (
			IntegrityMeasureRound,
		)

		basis: DF.Data | None
		completed_on: DF.Date | None
		course_steps: DF.Table[IntegrityCourseStep]
		description: DF.SmallText
		due_date: DF.Date | None
		evidence: DF.SmallText | None
		kind: DF.Literal[
			"",
			"Education",
			"Open Handling",
			"Integrity Pledge",
			"Rules and Procedures",
			"Rotation",
			"Democratic Appraisal",
			"Integrity Talk",
			"Report on Personal Matters",
			"Duty and Integrity Report",
			"Democratic Life Meeting",
			"Collective Decision",
			"Technical Control",
			"Correction",
			"Admonition",
			"Accountability",
			"Other Measure",
		]
		layer: DF.Literal["", "Unit Layer", "Department Layer", "Post Layer"]
		measure_code: DF.Data | None
		phase: DF.Literal["", "Early Prevention", "Interim Monitoring", "Late Disposal"]
		recurrence: DF.Literal["", "Every Week", "Every Month", "Every Quarter", "Every Half-Year", "Every Year"]
		recurrence_basis: DF.Literal["", "Fixed Dates", "From Last Completion"]
		recurs_from: DF.Date | None
		responsible_leader: DF.Link | None
		responsible_person: DF.Link | None
		responsible_unit: DF.Link | None
		risk: DF.Link
		rounds: DF.Table[IntegrityMeasureRound]
		status: DF.Literal["Planned", "In Progress", "Implemented", "Verified", "Lapsed", "Cancelled"]
		unit: DF.Link
		valid_until: DF.Date | None
		verified_on: DF.Date | None
	# end: auto-generated types

	code_field = "measure_code"
	series = "LZ-C-.YYYY.-.#####"

	course = MEASURE
	course_open = OPEN
	settled = ("completed_on", "evidence")

	def onload(self):
		self.show_course()

	def validate(self):
		self.take_unit_from_risk()
		self.keep_rounds()
		self.go_on()
		self.keep_verification()

	def case(self) -> MeasureCase:
		return case_of(self)

	def catch_up(self) -> int:
		return turn(self)

	def carry_out(self, move: Move, given: Given):
		if move.action == "report":
			self.evidence = given.evidence
			self.completed_on = self.completed_on if self.has_value_changed("completed_on") else nowdate()
			self.flags.verified_on = None
		elif move.action == "verify":
			self.flags.verified_on = nowdate()
		elif move.action in ("take_back", "send_back"):
			self.go_back_to_last_round()
		elif move.action == "renew":
			self.recurs_from = self.recurs_from or (self.due_date if self.recurrence else None)
			self.due_date = due_when_renewed(standing_of(self), getdate(), rules_of_site())

	def go_back_to_last_round(self):
		"""What was reported counts no longer; of a measure that recurs, what was done in the round before still does."""
		done = [row for row in self.rounds if row.completed_on]
		self.completed_on = done[-1].completed_on if done else None
		self.flags.verified_on = done[-1].verified_on if done else None
		if done:
			self.evidence = done[-1].evidence

	def take_unit_from_risk(self):
		"""A measure belongs to the unit of its risk point, whatever the form or an import says."""
		self.unit = frappe.db.get_value("Integrity Risk Point", self.risk, "unit")

	def keep_rounds(self):
		"""Only the clock writes them."""
		if self.flags.by_clock:
			return
		before = self.get_doc_before_save()
		self.set("rounds", [row.as_dict() for row in before.rounds] if before else [])

	def keep_verification(self):
		"""Only the step itself says when a measure was verified; a register says it of what it brings along."""
		before = self.get_doc_before_save()
		if before and not self.flags.taken_back:
			self.verified_on = self.flags.pop("verified_on", before.verified_on)


def on_doctype_update():
	"""What cards and lists ask for can be answered from the index alone."""
	frappe.db.add_index("Integrity Control Measure", ["unit", "status", "due_date"])
