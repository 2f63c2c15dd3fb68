"""The work of the three jobs: check a file, write it, take it back. Each ends by settling the import's status in the same
transaction; until then the import's row is locked, see `liveness`."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import frappe
from frappe import _
from frappe.desk.doctype.notification_log.notification_log import make_notification_logs
from frappe.model.document import Document
from frappe.utils import escape_html, now

from lianzheng_risk.core.importing import BAD_ROWS, BLANKS, IMPORT_MODE, Terms
from lianzheng_risk.core.workbook import UnreadableFile
from lianzheng_risk.risk_screening.language import session_lang
from lianzheng_risk.risk_screening.register_import import codes, lists, uploaded
from lianzheng_risk.risk_screening.register_import.failures import Stopped
from lianzheng_risk.risk_screening.register_import.fingerprint import fingerprint
from lianzheng_risk.risk_screening.register_import.results import result_of
from lianzheng_risk.risk_screening.register_import.states import IMPORT
from lianzheng_risk.store.importing import undoing
from lianzheng_risk.store.importing.journal import Journal
from lianzheng_risk.store.importing.preparing import Prepared, prepare
from lianzheng_risk.store.importing.writing import Provenance
from lianzheng_risk.store.importing.writing import write as write_plan
from lianzheng_risk.store.writing import RowRefused

Tell = Callable[[str, int, int], None]


def check(document: Document, tell: Tell) -> None:
	"""Find out what the file is and what importing it would do. Nothing of the register is written."""
	document.check_permission("write")
	source = uploaded.content(document)
	mapping = lists.mapping_of(document)
	values = {"checksum": uploaded.checksum(source), "source_kind": "List" if mapping else "Register"}
	try:
		prepared = _prepared(document, source, mapping, tell, codes.expected)
	except UnreadableFile:
		found = None if mapping else lists.recognised_in(document, source)
		if not found:
			raise
		values |= {"source_kind": "List", **found.values()}
		if not found.known:
			_settle(document, "Recognised", values, found.result())
			return
		prepared = _prepared(document, source, found.lists, tell, codes.expected)
	values["fingerprint"] = fingerprint(prepared.plan)
	values |= _marked(document, prepared, source, tell)
	_settle(document, "Checked", values, result_of(prepared, session_lang()))


def write(document: Document, tell: Tell) -> None:
	"""Write what was confirmed, or nothing."""
	document.check_permission("write")
	source = uploaded.content(document)
	if uploaded.checksum(source) != document.checksum:
		raise Stopped(_("The file is no longer the one that was checked; nothing was written. Please check it again."))
	prepared = _prepared(document, source, lists.mapping_of(document), tell, codes.taken)
	if fingerprint(prepared.plan) != document.fingerprint:
		raise Stopped(
			_("The register has changed since the check, and the import would not do what was confirmed; nothing was written. Please check the file again and confirm once more.")
		)  # fmt: skip
	journal = _written(document, prepared, tell)
	done = replace(prepared, plan=journal.plan)
	_settle(document, "Done", {}, result_of(done, session_lang()))
	_notify(document, _("{0} was imported.").format(document.title))
	if journal.findings:
		frappe.db.set_value(IMPORT, document.name, _marked(document, done, source, tell))
		frappe.db.commit()


def take_back(document: Document, tell: Tell) -> None:
	"""Take back what the import wrote, or nothing."""
	document.check_permission("write")
	tell("taking back", 0, 1)
	undoing.take_back(document.name, own=document.confirmed_by == frappe.session.user)
	taken_back = {"taken_back_on": now(), "taken_back_by": frappe.session.user}
	_settle(document, "Taken Back", taken_back, json.loads(document.result_json))


def terms_of(document: Document) -> Terms:
	return Terms(
		IMPORT_MODE.find(document.mode).code,
		BLANKS.find(document.blank_cells).code,
		BAD_ROWS.find(document.bad_rows).code,
	)


def _prepared(document: Document, source: bytes, mapping: lists.Lists | None, tell: Tell, codes) -> Prepared:
	return prepare(source, terms_of(document), document.unit, mapping, tell, codes)


def _written(document: Document, prepared: Prepared, tell: Tell) -> Journal:
	try:
		return write_plan(prepared.plan, Provenance(IMPORT, document.name, document.title, prepared.origin), tell)
	except RowRefused as refusal:
		sheet, row = prepared.origin(refusal.place)
		text = _("Row {1} of sheet “{0}” was refused by the system: {2}. Nothing was written.")
		raise Stopped(text.format(sheet, row, str(refusal).rstrip("。."))) from refusal


def _marked(document: Document, prepared: Prepared, source: bytes, tell: Tell) -> dict:
	"""The marked copy, where there is anything to mark."""
	if not prepared.plan.findings:
		uploaded.forget_marked(document)
		return {"marked_file": None, "marked_too_large": 0}
	tell("marking", 0, 1)
	url = uploaded.keep_marked(document, prepared, source)
	return {"marked_file": url, "marked_too_large": int(not url)}


def _settle(document: Document, status: str, values: dict, result: dict) -> None:
	"""Everything the job found out or wrote, and the status that says so, together or not at all."""
	settled = {"status": status, "finished_on": now(), "result_json": json.dumps(result, ensure_ascii=False)}
	frappe.db.set_value(IMPORT, document.name, settled | values)
	frappe.db.commit()


def _notify(document: Document, subject: str) -> None:
	"""A notice on the desk for who confirmed the import and has gone on to other things."""
	notice = {
		"type": "Alert",
		"document_type": IMPORT,
		"document_name": document.name,
		"subject": escape_html(subject),
		"from_user": frappe.session.user,
	}
	make_notification_logs(frappe._dict(notice), [frappe.db.get_value("User", frappe.session.user, "email")])
	frappe.db.commit()
