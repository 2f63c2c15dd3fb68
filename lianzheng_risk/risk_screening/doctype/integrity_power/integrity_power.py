import frappe
from frappe import _
from frappe.model.document import Document

from lianzheng_risk.risk_screening.coded import NamedByCode
from lianzheng_risk.risk_screening.regrading import regrade_power


class StepNumberError(frappe.ValidationError):
	pass


class IntegrityPower(NamedByCode, Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from lianzheng_risk.risk_screening.doctype.integrity_power_step.integrity_power_step import IntegrityPowerStep

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
		category: DF.Literal[
			"",
			"Decision",
			"Administrative Approval",
			"Administrative Enforcement",
			"Personnel",
			"Money and Assets",
			"Other",
		]
		exercised_by: DF.Data | None
		legal_basis: DF.SmallText | None
		openness: DF.Data | None
		post: DF.Link | None
		power_code: DF.Data | None
		power_name: DF.Data
		remarks: DF.SmallText | None
		steps: DF.Table[IntegrityPowerStep]
		time_limit_days: DF.Int
		unit: DF.Link
	# end: auto-generated types

	code_field = "power_code"
	series = "LZ-Q-.#####"

	def validate(self):
		self.validate_step_numbers()
		self.validate_next_steps()

	def on_update(self):
		if self.has_value_changed("business_area") and not self.flags.in_insert:
			regrade_power(self.name)

	def validate_step_numbers(self):
		first_row = {}
		for step in self.steps:
			if step.step_no < 1:
				frappe.throw(_("Row #{0}: steps are numbered from 1.").format(step.idx), StepNumberError)
			earlier = first_row.setdefault(step.step_no, step.idx)
			if earlier != step.idx:
				frappe.throw(
					_("Row #{0}: step number {1} is taken by row #{2}. Please number each step once.").format(
						step.idx, step.step_no, earlier
					),
					StepNumberError,
				)

	def validate_next_steps(self):
		known = {step.step_no for step in self.steps}
		for step in self.steps:
			numbers = step.next_numbers()
			if numbers is None:
				frappe.throw(
					_("Row #{0}: {1} cannot be read as next steps. Please give step numbers, comma-separated.").format(
						step.idx, frappe.bold(frappe.utils.escape_html(step.next_steps))
					),
					StepNumberError,
				)
			for number in numbers:
				if number not in known:
					frappe.throw(
						_("Row #{0}: this power has no step {1} to go on to. Please correct the next steps.").format(
							step.idx, frappe.bold(number)
						),
						StepNumberError,
					)
