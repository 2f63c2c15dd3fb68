"""Bank accounts, phones and addresses that a supplier shares with another one or with an employee."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import frappe

from lianzheng_risk.core.monitoring.details import SHOWN, comparable
from lianzheng_risk.core.monitoring.rule import Found, MonitoringRule, probed
from lianzheng_risk.risk_supervision.monitoring.expressions import Moment
from lianzheng_risk.risk_supervision.warnings.speaking import said

_MOST = 200
# Where an employee's own details stand.
_OF_EMPLOYEES = {
	"account": ("bank_ac_no", "iban"),
	"phone": ("cell_number", "emergency_phone_number"),
	"address": ("current_address", "permanent_address"),
}


def shared(rule: MonitoringRule, values: Mapping[str, Any], moment: Moment) -> list[Found]:
	supplier = values["name"] if rule.doctype == "Supplier" else _party(values)
	if not supplier:
		return []
	found = []
	for kind, own in _details_of(supplier).items():
		for detail, others in _others(kind, own, supplier).items():
			digest = hashlib.sha256(detail.encode()).hexdigest()[:16]
			# A detail is what it was found by; in full it stands in the master data alone.
			told = f"{said(SHOWN[kind])}…{detail[-4:]}：{supplier}、{'、'.join(sorted(others))}"
			found.append(
				probed(
					rule, f"{kind}:{digest}", told, kind=kind, ending=detail[-4:], parties=[supplier, *sorted(others)]
				)
			)
	return found


def _party(values: Mapping[str, Any]) -> str | None:
	return values.get("party") if values.get("party_type") == "Supplier" else None


def _details_of(supplier: str) -> dict[str, set[str]]:
	of_party = {"party_type": "Supplier", "party": supplier}
	accounts = frappe.get_all("Bank Account", filters=of_party, fields=["bank_account_no", "iban"], limit=_MOST)
	contacts, addresses = (_linked(doctype, supplier) for doctype in ("Contact", "Address"))
	phones = frappe.get_all("Contact Phone", filters={"parent": ["in", contacts or [""]]}, pluck="phone", limit=_MOST)
	places = frappe.get_all("Address", filters={"name": ["in", addresses or [""]]}, pluck="address_line1", limit=_MOST)
	return {
		"account": set(filter(None, (one for row in accounts for one in (row.bank_account_no, row.iban)))),
		"phone": set(filter(None, [*phones, frappe.db.get_value("Supplier", supplier, "mobile_no")])),
		"address": set(filter(None, places)),
	}


def _linked(doctype: str, supplier: str) -> list[str]:
	link = {"link_doctype": "Supplier", "link_name": supplier, "parenttype": doctype}
	return frappe.get_all("Dynamic Link", filters=link, pluck="parent", limit=_MOST)


def _others(kind: str, own: Iterable[str], supplier: str) -> dict[str, set[str]]:
	"""Of each detail, who else has it. They are looked up as they are written, and bare of spaces and signs."""
	spellings = {one: comparable(kind, one) for one in own}
	wanted = sorted({*spellings, *spellings.values()} - {""})
	shared_by: defaultdict[str, set[str]] = defaultdict(set)
	if wanted:
		for detail, party in (*_SUPPLIERS[kind](wanted), *_employees(kind, wanted)):
			if party != supplier:
				shared_by[comparable(kind, detail)].add(party)
	return shared_by


def _by_account(wanted: list[str]) -> list[tuple[str, str]]:
	rows = [
		(row[field], row.party)
		for field in ("bank_account_no", "iban")
		for row in frappe.get_all(
			"Bank Account",
			filters={"party_type": "Supplier", field: ["in", wanted]},
			fields=[field, "party"],
			limit=_MOST,
		)
	]
	return rows


def _by_phone(wanted: list[str]) -> list[tuple[str, str]]:
	own = frappe.get_all("Supplier", filters={"mobile_no": ["in", wanted]}, fields=["mobile_no", "name"], limit=_MOST)
	rows = frappe.get_all("Contact Phone", filters={"phone": ["in", wanted]}, fields=["phone", "parent"], limit=_MOST)
	return [
		*((row.mobile_no, row.name) for row in own),
		*_through("Contact", [(row.phone, row.parent) for row in rows]),
	]


def _by_address(wanted: list[str]) -> list[tuple[str, str]]:
	fields = ["address_line1", "name"]
	rows = frappe.get_all("Address", filters={"address_line1": ["in", wanted]}, fields=fields, limit=_MOST)
	return _through("Address", [(row.address_line1, row.name) for row in rows])


def _through(doctype: str, found: list[tuple[str, str]]) -> list[tuple[str, str]]:
	"""From contacts and addresses to the suppliers that they belong to."""
	of_suppliers = {
		"link_doctype": "Supplier",
		"parenttype": doctype,
		"parent": ["in", [name for _, name in found] or [""]],
	}
	links = defaultdict(list)
	for row in frappe.get_all("Dynamic Link", filters=of_suppliers, fields=["parent", "link_name"], limit=_MOST):
		links[row.parent].append(row.link_name)
	return [(detail, supplier) for detail, name in found for supplier in links[name]]


def _employees(kind: str, wanted: list[str]) -> list[tuple[str, str]]:
	meta = frappe.get_meta("Employee")
	return [
		(row[field], row.name)
		for field in _OF_EMPLOYEES[kind]
		if meta.has_field(field)
		for row in frappe.get_all("Employee", filters={field: ["in", wanted]}, fields=[field, "name"], limit=_MOST)
	]


_SUPPLIERS = {"account": _by_account, "phone": _by_phone, "address": _by_address}
