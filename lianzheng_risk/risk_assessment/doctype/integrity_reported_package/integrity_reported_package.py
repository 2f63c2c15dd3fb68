import frappe
from frappe import _
from frappe.model.document import Document

from lianzheng_risk.core.course import Move
from lianzheng_risk.core.upward.path import PACKAGE, STATE, PackageCase
from lianzheng_risk.courses.document import Given, OnCourse
from lianzheng_risk.risk_assessment.upward import received
from lianzheng_risk.store.terms import code, english

# What the job writes, and nobody else.
_OF_THE_PACKAGE = (
	"file", "title", "period", "as_of", "version", "made_at", "made_by", "public_key", "fingerprint", "units", "risk_points",
	"conflicts", "has_errors", "failure", "conflicts_json", "manifest_json", "figures_json", "figures_hash",
)  # fmt: skip


class PackageInUseError(frappe.ValidationError):
	pass


class IntegrityReportedPackage(OnCourse, Document):
	course = PACKAGE

	def onload(self):
		self.show_course()
		# No form shows them; saving a form keeps what is stored.
		self.update(dict.fromkeys(("figures_json", "manifest_json", "conflicts_json")))

	def before_insert(self):
		self.update(dict.fromkeys(_OF_THE_PACKAGE[1:]))
		self.title = _("Package of {0}").format(frappe.db.get_value("Integrity Unit", self.unit, "unit_name"))[:140]
		self.status = english(STATE, "received")

	def validate(self):
		before = self.get_doc_before_save()
		if before and not self.flags.by_clock:
			self.update({field: before.get(field) for field in _OF_THE_PACKAGE})
		self.go_on()

	def after_insert(self):
		received.queue(self.name)

	def on_trash(self):
		if code(STATE, self.status) == "merged":
			frappe.throw(_("A package that is merged stays: figures of assessments rest on it."), PackageInUseError)

	def case(self) -> PackageCase:
		return PackageCase(code(STATE, self.status), bool(self.has_errors))

	def carry_out(self, move: Move, given: Given):
		if move.action == "merge":
			received.replace_earlier(self)
