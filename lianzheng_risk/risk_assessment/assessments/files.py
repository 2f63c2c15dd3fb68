"""The files of an issued assessment: its print as PDF and its figures as a workbook, private, once each."""

from __future__ import annotations

import tempfile
from pathlib import Path

import frappe
from frappe.model.document import Document
from frappe.utils.file_manager import save_file

from lianzheng_risk.core.profile import using
from lianzheng_risk.core.report import xlsx
from lianzheng_risk.risk_assessment.assessments.frozen import ASSESSMENT, picture_of
from lianzheng_risk.risk_assessment.assessments.telling import tell_issued
from lianzheng_risk.risk_screening.language import OF_THE_SITE, session_lang

PRINT_FORMAT = "廉政风险防控评估报告"


def attach(name: str) -> None:
	"""A job of its own; run again it makes only what is missing, and nobody is told twice."""
	assessment = frappe.get_doc(ASSESSMENT, name)
	missing = {suffix: make for suffix, make in _FILES.items() if not _is_there(assessment, suffix)}
	# The platform notes each print and commits; so nothing is stored before everything is there.
	contents = {f"{assessment.name}.{suffix}": make(assessment) for suffix, make in missing.items()}
	for file_name, content in contents.items():
		save_file(file_name, content, ASSESSMENT, assessment.name, is_private=1)
	tell_issued(assessment)


def workbook_of(assessment: Document) -> bytes:
	"""The workbook of the unit and everything below it, from the frozen figures."""
	with tempfile.TemporaryDirectory() as folder, using(OF_THE_SITE):
		path = Path(folder) / "assessment.xlsx"
		xlsx.write(picture_of(assessment).to_dict(session_lang()), path)
		return path.read_bytes()


def pdf_of(assessment: Document) -> bytes:
	return frappe.get_print(ASSESSMENT, assessment.name, PRINT_FORMAT, as_pdf=True, no_letterhead=1)


_FILES = {"pdf": pdf_of, "xlsx": workbook_of}


def _is_there(assessment: Document, suffix: str) -> bool:
	attached = {"attached_to_doctype": ASSESSMENT, "attached_to_name": assessment.name}
	return any(
		found.startswith(assessment.name) and found.endswith(suffix)
		for found in frappe.get_all("File", filters=attached, pluck="file_name")
	)
