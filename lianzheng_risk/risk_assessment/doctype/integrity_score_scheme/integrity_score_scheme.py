import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from lianzheng_risk.core.indicators import INDICATORS
from lianzheng_risk.core.scoring.faults import faults
from lianzheng_risk.core.scoring.scheme import ScoreScheme
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.store.score_schemes import bands_of_no_item, to_scheme


class InconsistentScoreSchemeError(frappe.ValidationError):
	pass


class IntegrityScoreScheme(Document):
	def onload(self):
		self.set_onload("indicators", [{"value": one.code, "label": shown(one.text)} for one in INDICATORS])

	def autoname(self):
		self.version = self.next_version()
		self.name = f"{self.scheme_name}-v{self.version}"

	def validate(self):
		self.check_that_it_is_consistent()

	def next_version(self) -> int:
		versions = frappe.get_all(self.doctype, filters={"scheme_name": self.scheme_name}, pluck="version")
		return max((cint(version) for version in versions), default=0) + 1

	def check_that_it_is_consistent(self):
		"""Everything that is wrong at once: whoever sets up a scheme mends it in one go."""
		found = [shown(text) for text in faults(self.to_core())]
		found += [
			_("The table of bands names an item that does not exist: {0}").format(code)
			for code in bands_of_no_item(self)
		]
		if found:
			frappe.throw(
				[frappe.utils.escape_html(text) for text in found],
				InconsistentScoreSchemeError,
				as_list=True,
				title=_("This Scheme Cannot Be Used"),
			)

	def to_core(self) -> ScoreScheme:
		return to_scheme(self)
