import frappe
from frappe import _
from frappe.model.document import Document

from lianzheng_risk.access.library import PROPOSED, is_curator
from lianzheng_risk.risk_screening.naming import names_in

TEXTS = ("title", "manifestation", "source_note")


class NameInLibraryError(frappe.ValidationError):
	pass


class CuratorsOnlyError(frappe.ValidationError):
	pass


class IntegrityRiskLibraryEntry(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from lianzheng_risk.risk_screening.doctype.integrity_library_measure.integrity_library_measure import (
			IntegrityLibraryMeasure,
		)

		business_area: DF.Literal[
			"",
			"Personnel Affairs",
			"Finance",
			"Asset Management",
			"Procurement",
			"Engineering Projects",
			"Licensing",
			"Enforcement",
			"Other Area",
		]
		category: DF.Literal["", "Post Duty", "Business Process", "Institution and Mechanism", "External Environment"]
		decisive_influence: DF.Check
		harm: DF.Literal["", "Very Serious", "Serious", "Fairly Serious", "Limited", "Slight"]
		manifestation: DF.SmallText
		measures: DF.Table[IntegrityLibraryMeasure]
		names_checked: DF.Check
		post_rank: DF.Literal["", "Principal Leader", "Leader in Charge", "Department Head", "Staff"]
		power_category: DF.Literal[
			"",
			"Decision",
			"Administrative Approval",
			"Administrative Enforcement",
			"Personnel",
			"Money and Assets",
			"Other",
		]
		prior_misconduct: DF.Check
		probability: DF.Literal["", "Very High", "High", "Fairly High", "Fairly Small", "Very Small"]
		source_note: DF.SmallText | None
		status: DF.Literal["Proposed", "Published", "Withdrawn"]
		title: DF.Data
		unlimited_discretion: DF.Check
	# end: auto-generated types

	def validate(self):
		self.validate_what_curators_decide()
		self.validate_that_nobody_is_named()

	def validate_what_curators_decide(self):
		if self.is_new():
			decided = self.status != PROPOSED or self.names_checked
		else:
			decided = self.has_value_changed("status") or self.has_value_changed("names_checked")
		if decided and not is_curator(frappe.session.user):
			frappe.throw(
				_("Only managers and supervisors decide what stands in the library. Please leave the entry proposed."),
				CuratorsOnlyError,
			)

	def validate_that_nobody_is_named(self):
		if self.names_checked:
			return
		if named := names_in(self.texts()):
			frappe.throw(
				_("The whole organisation reads the library. Please reword the entry without {0}.").format(
					frappe.bold(frappe.utils.escape_html("、".join(named)))
				),
				NameInLibraryError,
				title=_("Names in the Library"),
			)

	def texts(self) -> list[str]:
		texts = [self.get(field) for field in TEXTS] + [measure.description for measure in self.measures]
		return [text for text in texts if text]

	@frappe.whitelist(methods=["POST"])
	def decide(self, status: str) -> None:
		"""Publish or withdraw the entry, as a curator."""
		self.check_permission("write")
		self.status = status
		self.save()
