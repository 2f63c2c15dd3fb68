import frappe
from frappe import _
from frappe.model.document import Document

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.grading import Graded, LevelError, Scheme, grade
from lianzheng_risk.risk_screening.approving import course, moves, records, view
from lianzheng_risk.risk_screening.coded import NamedByCode
from lianzheng_risk.risk_screening.doctype.integrity_grading_scheme.integrity_grading_scheme import document_in_force
from lianzheng_risk.risk_screening.language import session_lang, shown


class StepOfNoPowerError(frappe.ValidationError):
	pass


class UnknownLevelError(frappe.ValidationError):
	pass


class ApprovedRiskPointError(frappe.ValidationError):
	pass


class IntegrityRiskPoint(NamedByCode, Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from lianzheng_risk.risk_screening.doctype.integrity_approval_step.integrity_approval_step import (
			IntegrityApprovalStep,
		)

		approval_steps: DF.Table[IntegrityApprovalStep]
		approved_on: DF.Date | None
		approving_level: DF.Literal["", "Principal Leader", "Leader in Charge", "Department Head", "Staff"]
		base_grade: DF.Link | None
		category: DF.Literal["", "Post Duty", "Business Process", "Institution and Mechanism", "External Environment"]
		decisive_influence: DF.Check
		drafted_by: DF.Link | None
		filed_on: DF.Date | None
		filing: DF.Data | None
		grade: DF.Link | None
		grade_basis: DF.SmallText | None
		grade_record: DF.Link | None
		harm: DF.Literal["", "Very Serious", "Serious", "Fairly Serious", "Limited", "Slight"]
		library_entry: DF.Link | None
		lowering_evidence: DF.SmallText | None
		manifestation: DF.SmallText | None
		post: DF.Link | None
		power: DF.Link | None
		prior_misconduct: DF.Check
		probability: DF.Literal["", "Very High", "High", "Fairly High", "Fairly Small", "Very Small"]
		proposed_grade: DF.Link | None
		publicised_until: DF.Date | None
		publicity_until: DF.Date | None
		revision: DF.Int
		risk_code: DF.Data | None
		scheme: DF.Link | None
		stated_grade: DF.Literal["", "Grade I", "Grade II", "Grade III"]
		step_due: DF.Date | None
		step_no: DF.Int
		title: DF.Data
		unit: DF.Link
		unlimited_discretion: DF.Check
		workflow_state: DF.Link | None
	# end: auto-generated types

	code_field = "risk_code"
	series = "LZ-F-.YYYY.-.#####"

	@property
	def open_moves(self) -> str:
		"""The moves of the approval path that the session's user may take, one key a line, for the platform's workflow."""
		return view.open_keys(self)

	def onload(self):
		if self.scheme and self.proposed_grade:
			self.set_onload("grading", self.explanation())
			self.set_onload("approval", view.approval(self))

	def validate(self):
		self.validate_step()
		self.follow_the_approval_path()
		moves.set_level(self)

	def on_update(self):
		course.after_saving(self)
		self.pass_unit_on_to_measures()

	def before_rename(self, old: str, new: str, merge: bool = False):
		if merge:
			self.refuse_to_lose_approvals()

	def on_trash(self):
		self.refuse_to_lose_approvals()
		records.forget(self.name)

	def validate_step(self):
		if not self.step_no:
			return
		if not self.power:
			frappe.throw(
				_("A step number needs a power. Please choose the power or clear the step."), StepOfNoPowerError
			)
		if not frappe.db.exists("Integrity Power Step", {"parent": self.power, "step_no": self.step_no}):
			frappe.throw(
				_("Power {0} has no step {1}. Please choose one of its steps.").format(
					frappe.bold(self.power), self.step_no
				),
				StepOfNoPowerError,
			)

	def follow_the_approval_path(self):
		before = self.get_doc_before_save()
		if before:
			course.go_on(self, before)
		else:
			course.start(self)

	def propose_grade(self):
		"""The grade of the values as they are now, by the scheme in force. It counts at once until there is an approval."""
		scheme = document_in_force()
		try:
			graded = self.graded_by(scheme.to_core())
		except LevelError as error:
			frappe.throw(shown(error.text), UnknownLevelError, title=_("Level Not in the Grading Scheme"))
		self.proposed_grade, self.base_grade, self.scheme = graded.grade, graded.base_grade, scheme.name

	def graded_by(self, scheme: Scheme) -> Graded:
		"""What `scheme` makes of this risk point. Raises LevelError for a level that it does not use."""
		area = frappe.get_cached_value("Integrity Power", self.power, "business_area") if self.power else None
		return grade(
			scheme,
			_code(v.PROBABILITY, self.probability),
			_code(v.HARM, self.harm),
			tuple(code for code in v.VETO.codes if self.get(code)),
			_code(v.BUSINESS_AREA, area) if area else None,
		)

	def explanation(self) -> dict:
		"""Why the point has its proposed grade, and what follows from it, in the session's language."""
		scheme = frappe.get_cached_doc("Integrity Grading Scheme", self.scheme)
		grade_document = frappe.get_cached_doc("Integrity Risk Grade", self.proposed_grade)
		return {
			"scheme_title": scheme.title_zh if session_lang() == "zh" else scheme.title_en,
			"reason": self.graded_by(scheme.to_core()).reason(session_lang()),
			"managing_level": _(grade_document.managing_level),
			"review_months": grade_document.review_months,
		}

	def refuse_to_lose_approvals(self):
		if records.was_ever_approved(self.name):
			frappe.throw(
				_(
					"Risk point {0} has been approved and stays on record. Please retire it instead of deleting it."
				).format(frappe.bold(frappe.utils.escape_html(self.name))),
				ApprovedRiskPointError,
			)

	def pass_unit_on_to_measures(self):
		if not self.has_value_changed("unit") or self.flags.in_insert:
			return
		measure = frappe.qb.DocType("Integrity Control Measure")
		frappe.qb.update(measure).set(measure.unit, self.unit).where(measure.risk == self.name).run()


def on_doctype_update():
	"""What is counted by unit, waits for somebody or is overdue is answered from an index alone; lists show what was
	changed last.

	Unit, state and due date have no index of their own: where there is one, the database takes it and looks up row by row.
	"""
	frappe.db.add_index("Integrity Risk Point", ["unit", "workflow_state", "grade"])
	frappe.db.add_index("Integrity Risk Point", ["workflow_state", "unit", "drafted_by"])
	frappe.db.add_index("Integrity Risk Point", ["step_due", "workflow_state", "unit"])
	frappe.db.add_index("Integrity Risk Point", ["grade", "modified"])


def _code(vocabulary: v.Vocabulary, term: str) -> str:
	"""The term's code; a term that the vocabulary lacks stays as it is, for core to refuse by name."""
	found = vocabulary.find(term)
	return found.code if found else term
