"""What changes on one Employee or Department in ERPNext is followed here at once, for those that are tied.

Saving there never waits for it and never fails because of it: the hooks only ask for a job after the commit. What a job
could not do, the next synchronisation shows.
"""

from __future__ import annotations

from collections.abc import Callable

import frappe
from frappe.model.document import Document
from frappe.utils import cint, getdate, nowdate

from lianzheng_risk.core.organisation import Change, plan
from lianzheng_risk.core.organisation.erp import department_key
from lianzheng_risk.risk_screening.organisation.syncing import alone
from lianzheng_risk.setup.erp import has_erp
from lianzheng_risk.store.organisation import reading
from lianzheng_risk.store.organisation.writing import write

SETTINGS = "Integrity Risk Settings"
# Which changes there mean something here.
_WATCHED: dict[str, tuple[str, ...]] = {
	"Employee": ("employee_name", "company", "department", "designation", "status", "relieving_date"),
	"Department": ("department_name", "parent_department", "disabled", "company"),
}


def on_update(doc: Document, method: str | None = None) -> None:
	"""Document event of Employee and Department."""
	before = doc.get_doc_before_save()
	if before and any(before.get(field) != doc.get(field) for field in _WATCHED[doc.doctype]):
		_ask_for(doc.doctype, doc.name)


def after_rename(doc: Document, method: str | None = None, *names: object) -> None:
	"""Document event of Department: the platform takes our links along, the title may be another."""
	_ask_for(doc.doctype, doc.name)


def _ask_for(doctype: str, name: str) -> None:
	frappe.db.after_commit.add(lambda: _queue(doctype, name))


def _queue(doctype: str, name: str) -> None:
	"""Each change has a job of its own: one that is running may have read what was there before."""
	try:
		if is_on():
			frappe.enqueue(_FOLLOWS, queue="default", doctype=doctype, docname=name)
	except Exception:
		# The document in ERPNext is saved by now, and its user is not to see an error that is ours.
		frappe.logger().exception(f"{doctype} {name} could not be followed")


def is_on() -> bool:
	return has_erp() and bool(cint(frappe.get_cached_doc(SETTINGS).follow_erp))


def follow(doctype: str, docname: str) -> None:
	"""The background job."""
	alone()
	try:
		_FOLLOW[doctype](docname)
	except Exception:
		frappe.db.rollback()
		frappe.log_error(f"{doctype} could not be followed", reference_doctype=doctype, reference_name=docname)


def follow_employee(name: str) -> list[Change]:
	"""Person, post and tenures of an employee who is tied to a person; answers what was written."""
	employees = reading.read_erp([name])
	if not employees.employees:
		return []
	ours = reading.read_ours_around(employees.employees[0])
	if not ours.people:
		return []
	found = plan(employees, ours, getdate(nowdate()), create=False)
	return _write([change for change in found.written if change.kind != "unit"])


def follow_department(name: str) -> list[Change]:
	"""The unit that is tied to a department; answers what was written."""
	ours = reading.read_units()
	if not any(unit.department == name for unit in ours.units):
		return []
	found = plan(reading.read_erp([]), ours, getdate(nowdate()), create=False)
	return _write([change for change in found.written if change.key == department_key(name)])


def _write(changes: list[Change]) -> list[Change]:
	write(changes)
	return changes


_FOLLOWS = f"{__name__}.follow"
_FOLLOW: dict[str, Callable[[str], list[Change]]] = {"Employee": follow_employee, "Department": follow_department}
