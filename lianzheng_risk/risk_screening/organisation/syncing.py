"""A synchronisation from its preview to its end: what is confirmed is what is carried out, all of it or nothing."""

from __future__ import annotations

import json

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, now, nowdate, strip_html

from lianzheng_risk.core.organisation import Plan, plan
from lianzheng_risk.core.organisation.words import STATUS
from lianzheng_risk.risk_screening.language import session_lang
from lianzheng_risk.risk_screening.organisation.showing import result_of
from lianzheng_risk.setup.erp import has_erp
from lianzheng_risk.store.organisation import reading
from lianzheng_risk.store.organisation.writing import Tell, write
from lianzheng_risk.store.terms import english

SYNC = "Integrity Organisation Sync"
PREVIEWED, QUEUED, DONE, FAILED = (english(STATUS, code) for code in STATUS.codes)


class NoErpError(frappe.ValidationError):
	pass


class Stopped(Exception):
	"""It must not be carried out; the message says why."""


def look(document: Document) -> Plan:
	"""Put on the document what carrying it out today would do. Nothing of the organisation is written."""
	if not has_erp():
		frappe.throw(_("ERPNext is not installed on this site, so there is no organisation to fetch."), NoErpError)
	document.as_of = nowdate()
	found = planned(document)
	document.update(
		{
			"title": _("Organisation as of {0}").format(document.as_of),
			"status": PREVIEWED,
			"fingerprint": found.fingerprint(),
			"changes": len(found.written),
			"conflicts": len(found.of("conflict")),
			"result_json": json.dumps(result_of(found, session_lang()), ensure_ascii=False),
			"failure": None,
		}
	)
	return found


def planned(document: Document) -> Plan:
	return plan(reading.read_erp(), reading.read_ours(), getdate(document.as_of))


def carry_out(document: Document, tell: Tell = lambda done, total: None) -> None:
	"""Write what was confirmed. Raises Stopped where that is no longer what would be written. The caller commits."""
	found = planned(document)
	if found.fingerprint() != document.fingerprint:
		raise Stopped(
			_("The ERP or the organisation here has changed since the preview; nothing was written. Please look at it again and confirm once more.")
		)  # fmt: skip
	write(found.written, tell)
	document.db_set({"status": DONE, "finished_on": now(), "failure": None})


def run(name: str) -> None:
	"""The background job. A second run of it finds nothing to do."""
	alone()
	document = frappe.get_doc(SYNC, name, for_update=True)
	if document.status != QUEUED:
		return
	try:
		carry_out(document, _teller(name))
	except Exception as error:
		frappe.db.rollback()
		document.db_set({"status": FAILED, "finished_on": now(), "failure": _in_words(error)})
	frappe.db.commit()  # nosemgrep: whatever came of it, the document says so
	document.notify_update()


def alone() -> None:
	"""One at a time for the whole site: what another has written meanwhile is seen, and nothing is made twice.

	Commits, so that reading begins anew after the wait.
	"""
	frappe.db.commit()  # nosemgrep: begins a job
	frappe.db.get_value("DocType", SYNC, "name", for_update=True)


def _teller(name: str) -> Tell:
	def tell(done: int, total: int) -> None:
		if done % 20 == 0:
			frappe.publish_progress(done * 100 / total, _("Synchronising"), doctype=SYNC, docname=name)

	return tell


def _in_words(error: Exception) -> str:
	if isinstance(error, Stopped):
		return str(error)
	frappe.log_error(title=SYNC)
	told = strip_html(str(error)) if isinstance(error, frappe.ValidationError) else ""
	return told or _(
		"An unforeseen error occurred; nothing was written. The system administrator finds it in the error log."
	)
