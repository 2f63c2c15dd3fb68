import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import nowdate

from lianzheng_risk.core.accountability.path import ACCOUNTABILITY, STATE, AccountabilityCase
from lianzheng_risk.core.course import Move
from lianzheng_risk.courses.document import Given, OnCourse
from lianzheng_risk.risk_supervision.accountability.case import case_of, open_cause, tell_of_issue
from lianzheng_risk.store.terms import code, english

# The record of the matter stands; which step it comes to is open until it is decided.
_SETTLED = (
	"person",
	"unit",
	"post",
	"reason_kind",
	"lapses",
	"source_doctype",
	"source_name",
	"suggested_by_system",
	"basis",
	"document_no",
	"decided_by",
	"decided_on",
	"issued_on",
	"settled_on",
)
_UNDECIDED = ("suggested", "under_decision")


class AlreadyOpenError(frappe.ValidationError):
	pass


class IntegrityAccountabilityAction(OnCourse, Document):
	course = ACCOUNTABILITY

	@property
	def settled(self) -> tuple[str, ...]:
		before = self.get_doc_before_save()
		undecided = not before or code(STATE, before.status) in _UNDECIDED
		return _SETTLED if undecided else (*_SETTLED, "ladder_step")

	def onload(self):
		self.show_course()

	def before_insert(self):
		self.status = english(STATE, "suggested")
		self.suggested_by_system = int(bool(self.flags.by_clock))
		self.check_source()
		self.start_undecided()

	def validate(self):
		if self.is_new():
			self.check_place()
		self.go_on()
		self.open_cause = open_cause(self)
		self.check_open_once()

	def on_update(self):
		if self.flags.pop("just_issued", False):
			tell_of_issue(self)

	def case(self) -> AccountabilityCase:
		return case_of(self)

	def carry_out(self, move: Move, given: Given):
		if move.action == "decide":
			self.basis, self.decided_by, self.decided_on = given.basis, frappe.session.user, nowdate()
		elif move.action == "reconsider":
			self.start_undecided()
		elif move.action == "issue":
			self.document_no, self.issued_on, self.settled_on = given.record, nowdate(), nowdate()
			self.flags.just_issued = True
		elif move.action == "dismiss":
			self.settled_on = nowdate()

	def start_undecided(self):
		for field in ("basis", "document_no", "decided_by", "decided_on", "issued_on", "settled_on"):
			self.set(field, None)

	def check_place(self):
		"""The person belongs to the unit or to one below it."""
		place = frappe.db.get_value("Integrity Person", self.person, "unit")
		below = [["name", "=", place], ["name", "descendants of", self.unit]]
		if place != self.unit and not frappe.get_all("Integrity Unit", filters=below, limit=1):
			label = _(self.meta.get_label("person"), context=self.doctype)
			frappe.throw(_("{0} {1} does not belong to this unit.").format(label, frappe.bold(self.person_name or "")))

	def check_source(self):
		"""Nobody learns from an action of a document that they may not read."""
		if self.source_name and not self.flags.ignore_permissions:
			frappe.has_permission(self.source_doctype, "read", doc=self.source_name, throw=True)

	def check_open_once(self):
		if self.open_cause and frappe.db.exists(
			self.doctype, {"open_cause": self.open_cause, "name": ["!=", self.name]}
		):
			frappe.throw(_("An action for this person and ground is already open."), AlreadyOpenError)
