"""The package of an issued assessment, for whoever may read the document and export it there."""

from __future__ import annotations

from io import BytesIO

import frappe
from frappe import _
from frappe.core.doctype.access_log.access_log import make_access_log
from frappe.desk.utils import provide_binary_file
from frappe.model.document import Document
from frappe.utils import cint, get_datetime, get_fullname

from lianzheng_risk.core.periods import Period
from lianzheng_risk.core.upward.packing import pack
from lianzheng_risk.core.upward.refusals import PackageRefused
from lianzheng_risk.risk_assessment.assessments.frozen import ASSESSMENT, figures_below
from lianzheng_risk.risk_assessment.upward.trust import private_key
from lianzheng_risk.risk_screening.language import session_lang
from lianzheng_risk.risk_screening.register_export.endpoints import AT_ONCE, ExportTooLarge
from lianzheng_risk.store.exporting.authority import check_right
from lianzheng_risk.store.exporting.files import file_name
from lianzheng_risk.store.exporting.register import export_register, is_larger_than


class NotIssuedError(frappe.ValidationError):
	pass


class InconsistentFiguresError(frappe.ValidationError):
	pass


@frappe.whitelist(methods=["POST"])
def download(name: str, with_register: str | int = 0) -> None:
	"""Answer with the package; nothing of it is kept on the site."""
	assessment = frappe.get_doc(ASSESSMENT, name)
	assessment.check_permission("read")
	assessment.check_permission("export")
	content = package_of(assessment, bool(cint(with_register)))
	make_access_log(doctype=ASSESSMENT, document=name, file_type="ZIP", method="Reported Package")
	stem, _dot, extension = file_name(f"上报包-{assessment.title}", "zip").rpartition(".")
	provide_binary_file(stem, extension, content)


def package_of(assessment: Document, with_register: bool = False) -> bytes:
	"""Raises NotIssuedError, NoKeyError, InconsistentFiguresError, ExportTooLarge and frappe.PermissionError."""
	if assessment.docstatus != 1:
		frappe.throw(_("Only an issued assessment is reported."), NotIssuedError)
	issued = next((row for row in assessment.course_steps if row.to_state == "Assessment Issued"), None)
	try:
		return pack(
			figures_below(assessment),
			assessment.unit,
			Period.parse(assessment.period),
			private_key(),
			get_datetime(issued.acted_on if issued else assessment.modified),
			get_fullname(issued.acted_by if issued else assessment.modified_by),
			assessment.version,
			_register(assessment.unit) if with_register else None,
			session_lang(),
		)
	except PackageRefused:
		frappe.throw(
			_(
				"The figures of the units below were not taken on the same day, so they do not add up. Please issue a new version of this assessment and report that."
			),
			InconsistentFiguresError,
		)


def _register(unit: str) -> bytes:
	check_right(unit)
	if is_larger_than(AT_ONCE, unit):
		frappe.throw(
			_("The register is too large to go along. Please export it by itself and hand it over separately."),
			ExportTooLarge,
		)
	target = BytesIO()
	export_register(target, unit, session_lang())
	return target.getvalue()
