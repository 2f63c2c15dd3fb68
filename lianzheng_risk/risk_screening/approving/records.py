"""Grade records: what was approved, when it came into force, and whether it is still what was approved."""

from __future__ import annotations

import json
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import now, nowdate

from lianzheng_risk.core.approval import record as core

RECORD = "Integrity Grade Record"
# Where a value of a risk point is a link, the document it names may have another code by now.
REFERENCES = {"unit": "Integrity Unit", "post": "Integrity Post", "power": "Integrity Power"}
_SEALED = ("name", "revision", "grade", "scheme", "values_json")


def keep_approval(risk: Document, given) -> Document:
	"""The approval of the risk point as it stands now; it waits until publicity is over."""
	record = frappe.new_doc(RECORD).update(
		{
			"risk": risk.name,
			"risk_title": risk.title,
			"unit": risk.unit,
			"kind": "Approval",
			"revision": risk.revision,
			"grade": risk.proposed_grade,
			"previous_grade": risk.grade if risk.grade_record else None,
			"base_grade": risk.base_grade,
			"scheme": risk.scheme,
			"approving_level": risk.approving_level,
			"approved_by": frappe.session.user,
			"approved_on": now(),
			"record": given.record,
			"record_date": given.record_date,
			"values_json": core.to_json(risk),
		}
	)
	record.flags.by_approval = True
	return record.insert(ignore_permissions=True)


def pending(risk: Document) -> frappe._dict | None:
	"""The latest approval of the present revision that is not in force yet: name and grade."""
	found = frappe.get_all(
		RECORD,
		filters={"risk": risk.name, "kind": "Approval", "revision": risk.revision, "effective_on": ["is", "not set"]},
		fields=["name", "grade"],
		order_by="approved_on desc, creation desc",
		limit=1,
	)
	return found[0] if found else None


def bring_into_force(name: str, filing: str | None) -> None:
	"""The only thing ever added to a record."""
	values = {"effective_on": nowdate()} | ({"filing": filing} if filing else {})
	frappe.db.set_value(RECORD, name, values, update_modified=False)


def values_of(record: Document | frappe._dict) -> dict[str, Any]:
	"""The values of the risk point as the record has them."""
	return json.loads(record.values_json)


def was_renamed(field: str, approved: dict[str, Any]) -> bool:
	"""Whether the document that the field named has another code by now; the working value then has it too."""
	doctype, value = REFERENCES.get(field), approved.get(field)
	return bool(doctype and value and not frappe.db.exists(doctype, value))


def seal_of(record: Document | frappe._dict) -> str:
	return core.seal(*(record.get(field) for field in _SEALED))


def is_sealed(record: Document | frappe._dict) -> bool:
	"""Whether the record is still what was written."""
	return seal_of(record) == record.values_hash


def other_than_approved(risk: Document, record: Document) -> tuple[str, ...]:
	"""The material fields in which the risk point differs from its record."""
	approved = values_of(record)
	return tuple(field for field in core.changed(approved, risk) if not was_renamed(field, approved))


def was_ever_approved(risk: str) -> bool:
	return bool(frappe.db.exists(RECORD, {"risk": risk, "kind": "Approval"}))


def was_ever_in_force(risk: str) -> bool:
	return bool(frappe.db.exists(RECORD, {"risk": risk, "kind": "Approval", "effective_on": ["is", "set"]}))


def forget(risk: str) -> None:
	"""What regradings left behind of a risk point that nobody ever approved and that is now deleted."""
	frappe.db.delete(RECORD, {"risk": risk})
