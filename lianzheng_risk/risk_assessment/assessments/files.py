"""The files of an issued assessment: its print as PDF, its figures as a workbook, a page and data, private, once each."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import frappe
from frappe.model.document import Document
from frappe.utils import add_days, now_datetime
from frappe.utils.file_manager import save_file

from lianzheng_risk.clock.queueing import queue_once
from lianzheng_risk.core.bilingual import Lang
from lianzheng_risk.core.frozen.rows import values_of
from lianzheng_risk.core.periods import Period
from lianzheng_risk.core.profile import using
from lianzheng_risk.core.report import page, to_json, xlsx
from lianzheng_risk.core.report.analysis import MOMENTS_AT_MOST
from lianzheng_risk.core.report.beyond import Beyond, Moment
from lianzheng_risk.core.scoring.path import STATE
from lianzheng_risk.risk_assessment.assessments.frozen import ASSESSMENT, picture_of
from lianzheng_risk.risk_assessment.assessments.screenings import standings
from lianzheng_risk.risk_assessment.assessments.telling import tell_issued
from lianzheng_risk.risk_screening.language import OF_THE_SITE, session_lang
from lianzheng_risk.store.terms import english

PRINT_FORMAT = "廉政风险防控评估报告"
# For so many days files that are missing are made again; what somebody removes later stays removed.
_LOOKED_AFTER = 14
# No more in a day, so that a printer out of order does not fill the queue.
_AT_ONCE = 500
# A few versions of each period that fits the page.
_EARLIER_AT_MOST = 4 * MOMENTS_AT_MOST


def queue(name: str) -> None:
	"""Have the files made by a worker once what is being stored is stored; at most one job at a time for an assessment."""
	queue_once(f"{__name__}.attach", f"assessment_files_{name}", name=name)


def queue_missing() -> list[str]:
	"""Daily: once more for those issued of late whose files are not all there, because their job died. Answers which."""
	since = add_days(now_datetime(), -_LOOKED_AFTER)
	filters = {"docstatus": 1, "status": ["!=", english(STATE, "replaced")], "modified": [">=", since]}
	names = frappe.get_all(ASSESSMENT, filters=filters, pluck="name", order_by="modified desc, name")
	missing = lacking(names)[:_AT_ONCE]
	for name in missing:
		queue(name)
	return missing


def lacking(names: list[str]) -> list[str]:
	"""Those of the assessments that have not all of their files."""
	rows = frappe.get_all(
		"File",
		filters={"attached_to_doctype": ASSESSMENT, "attached_to_name": ["in", names or [""]]},
		fields=["attached_to_name", "file_name"],
	)
	there = {(row.attached_to_name, suffix) for row in rows for suffix in _FILES if _is_called(row, suffix)}
	return [name for name in names if any((name, suffix) not in there for suffix in _FILES)]


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
		picture, beyond = _drawn(assessment)
		xlsx.write(picture, path, beyond)
		return path.read_bytes()


def page_of(assessment: Document) -> bytes:
	"""The same as one page to read, on its own."""
	with using(OF_THE_SITE):
		return page.render(*_drawn(assessment)).encode()


def _drawn(assessment: Document) -> tuple[dict, Beyond]:
	"""The picture as frozen, and what is shown beside it."""
	whole, lang = picture_of(assessment), session_lang()
	picture = whole.to_dict(lang)
	earlier, now = earlier_of(assessment, lang), _label(assessment.period, lang)
	return picture, Beyond.of(whole, earlier, now, standings(assessment, picture["units"]))


def earlier_of(assessment: Document, lang: Lang) -> tuple[Moment, ...]:
	"""The indicators of the unit in the last issued version of each earlier period of the same kind, the oldest first."""
	rows = frappe.get_all(
		ASSESSMENT,
		filters={
			"unit": assessment.unit,
			"period_kind": assessment.period_kind,
			"period": ["<", assessment.period],
			"docstatus": 1,
		},
		fields=["period", "figures_json"],
		order_by="period desc, version desc",
		limit_page_length=_EARLIER_AT_MOST,
	)
	last: dict[str, dict] = {}
	for row in rows:
		last.setdefault(row.period, json.loads(row.figures_json)["total"])
	if not last:
		return ()
	values = values_of(dict(reversed(last.items()))).to_dict("index")
	return tuple(Moment(_label(period, lang), found) for period, found in values.items())


def _label(period: str, lang: Lang) -> str:
	return Period.parse(period).label(lang)


def json_of(assessment: Document) -> bytes:
	"""As the command line writes it for the same register, unit and day."""
	with using(OF_THE_SITE):
		return to_json.render(picture_of(assessment).to_dict(session_lang())).encode()


def pdf_of(assessment: Document) -> bytes:
	return frappe.get_print(ASSESSMENT, assessment.name, PRINT_FORMAT, as_pdf=True, no_letterhead=1)


_FILES = {"pdf": pdf_of, "xlsx": workbook_of, "html": page_of, "json": json_of}


def _is_there(assessment: Document, suffix: str) -> bool:
	attached = {"attached_to_doctype": ASSESSMENT, "attached_to_name": assessment.name}
	rows = frappe.get_all("File", filters=attached, fields=["attached_to_name", "file_name"])
	return any(_is_called(row, suffix) for row in rows)


def _is_called(file: frappe._dict, suffix: str) -> bool:
	return file.file_name.startswith(file.attached_to_name) and file.file_name.endswith(suffix)
