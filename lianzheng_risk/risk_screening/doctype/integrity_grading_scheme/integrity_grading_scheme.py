import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, today

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.grading import Scheme, SchemeError
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.store.scheme_rows import to_scheme


class UnusableSchemeError(frappe.ValidationError):
	pass


class NoSchemeInForceError(frappe.ValidationError):
	pass


class IntegrityGradingScheme(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from lianzheng_risk.risk_screening.doctype.integrity_grading_cell.integrity_grading_cell import (
			IntegrityGradingCell,
		)
		from lianzheng_risk.risk_screening.doctype.integrity_grading_floor.integrity_grading_floor import (
			IntegrityGradingFloor,
		)
		from lianzheng_risk.risk_screening.doctype.integrity_grading_level.integrity_grading_level import (
			IntegrityGradingLevel,
		)
		from lianzheng_risk.risk_screening.doctype.integrity_grading_veto.integrity_grading_veto import (
			IntegrityGradingVeto,
		)

		amended_from: DF.Link | None
		cells: DF.Table[IntegrityGradingCell]
		effective_from: DF.Date
		floors: DF.Table[IntegrityGradingFloor]
		grade_i_threshold: DF.Float
		grade_ii_threshold: DF.Float
		levels: DF.Table[IntegrityGradingLevel]
		method: DF.Literal["", "Worse of Two", "Matrix", "Product of Scores"]
		scheme_name: DF.Data
		title_en: DF.Data
		title_zh: DF.Data
		version: DF.Int
		vetoes: DF.Table[IntegrityGradingVeto]

	# end: auto-generated types

	def autoname(self):
		self.version = self.next_version()
		self.name = f"{self.scheme_name}-v{self.version}"

	def validate(self):
		self.validate_that_core_can_use_it()

	def on_submit(self):
		self.enqueue_regrading()

	def on_cancel(self):
		self.enqueue_regrading()

	def next_version(self) -> int:
		versions = frappe.get_all(self.doctype, filters={"scheme_name": self.scheme_name}, pluck="version")
		return max((cint(version) for version in versions), default=0) + 1

	def validate_that_core_can_use_it(self):
		try:
			self.to_core()
		except SchemeError as error:
			frappe.throw(shown(error.text), UnusableSchemeError, title=_("This Scheme Cannot Be Used"))

	def enqueue_regrading(self):
		# A site without risk points needs no queue, and an installation may not have one yet.
		if frappe.db.exists("Integrity Risk Point", {"name": ["is", "set"]}):
			frappe.enqueue(
				"lianzheng_risk.risk_screening.regrading.regrade_all",
				queue="long",
				enqueue_after_commit=True,
				job_id="lianzheng_risk.regrade_all",
				deduplicate=True,
			)

	def to_core(self) -> Scheme:
		"""The scheme as core understands it. Raises SchemeError where the document does not make one."""
		return to_scheme(self.as_dict())


def find_in_force() -> IntegrityGradingScheme | None:
	"""The latest submitted scheme whose day has come."""
	found = frappe.get_all(
		"Integrity Grading Scheme",
		filters={"docstatus": 1, "effective_from": ["<=", today()]},
		order_by="effective_from desc, creation desc",
		limit=1,
		pluck="name",
	)
	return frappe.get_cached_doc("Integrity Grading Scheme", found[0]) if found else None


def document_in_force() -> IntegrityGradingScheme:
	"""As `find_in_force`. Raises NoSchemeInForceError where there is none."""
	scheme = find_in_force()
	if not scheme:
		frappe.throw(
			_("No grading scheme is in force. Please submit one whose day has come."),
			NoSchemeInForceError,
			title=_("No Grading Scheme"),
		)
	return scheme


def scheme_in_force() -> Scheme:
	"""The grading scheme by which risk points are graded today."""
	return document_in_force().to_core()


@frappe.whitelist()
def get_levels_in_force() -> dict[str, list[str]]:
	"""The levels of probability and of harm that the scheme in force uses, the worst first, as a site stores them."""
	frappe.has_permission("Integrity Grading Scheme", "read", throw=True)
	scheme = scheme_in_force()
	return {
		"probability": [v.PROBABILITY.label(level.code, "en") for level in scheme.probability],
		"harm": [v.HARM.label(level.code, "en") for level in scheme.harm],
	}
