"""An invented company that buys and pays in ERPNext: its masters, and its documents with as little as they need."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import add_days, nowdate

COMPANY, ABBR = "监测示例公司", "JCSL"
OTHER, OTHER_ABBR = "旁边示例公司", "PBSL"
ITEM = "监测用办公纸"
DAY = "2026-11-25"  # a Wednesday that is a working day


def open_companies() -> None:
	"""Two companies with accounts and warehouses, an item, and what ERPNext cannot do without."""
	from erpnext.setup.setup_wizard.operations import install_fixtures

	if not frappe.db.exists("Supplier Group", {"is_group": 0}):
		install_fixtures.install("China")
	for company, abbr in ((COMPANY, ABBR), (OTHER, OTHER_ABBR)):
		if not frappe.db.exists("Company", company):
			values = {"company_name": company, "abbr": abbr, "default_currency": "CNY", "country": "China"}
			frappe.new_doc("Company").update(values).insert()
	for year in (2025, 2026, 2027):
		if not frappe.db.exists("Fiscal Year", {"year_start_date": f"{year}-01-01"}):
			dates = {"year_start_date": f"{year}-01-01", "year_end_date": f"{year}-12-31"}
			frappe.new_doc("Fiscal Year").update({"year": f"LZ {year}", **dates}).insert()
	if not frappe.db.exists("Item", ITEM):
		group = frappe.db.get_value("Item Group", {"is_group": 0})
		values = {"item_code": ITEM, "item_group": group, "stock_uom": "Nos", "is_stock_item": 0}
		frappe.new_doc("Item").update(values).insert()


def account(company: str, **filters) -> str:
	return frappe.db.get_value("Account", {"company": company, "is_group": 0, **filters})


def supplier(name: str, entered_on: str = "2020-01-01") -> str:
	group = frappe.db.get_value("Supplier Group", {"is_group": 0})
	frappe.new_doc("Supplier").update({"supplier_name": name, "supplier_group": group}).insert()
	frappe.db.set_value("Supplier", name, "creation", entered_on, update_modified=False)
	return name


def order(supplier: str, rate: float, day: str = DAY, company: str = COMPANY, qty: float = 1, **values) -> Document:
	row = {"item_code": ITEM, "qty": qty, "rate": rate, "schedule_date": day, "uom": "Nos", "conversion_factor": 1}
	row["warehouse"] = frappe.db.get_value("Warehouse", {"company": company, "is_group": 0})
	defaults = {
		"supplier": supplier,
		"company": company,
		"transaction_date": day,
		"schedule_date": day,
		"currency": "CNY",
	}
	return frappe.new_doc("Purchase Order").update({**defaults, "items": [row], **values})


def submitted(document: Document) -> Document:
	document.insert()
	document.submit()
	return document


def bank(company: str) -> str:
	"""An account that payments come from."""
	if found := account(company, account_type="Bank"):
		return found
	parent = frappe.db.get_value("Account", {"company": company, "account_type": "Bank", "is_group": 1})
	parent = parent or frappe.db.get_value("Account", {"company": company, "root_type": "Asset", "is_group": 1})
	values = {"account_name": "基本户", "parent_account": parent, "company": company, "account_type": "Bank"}
	return frappe.new_doc("Account").update(values).insert().name


def payment(
	supplier: str, amount: float, day: str = DAY, against: Document | None = None, company: str = COMPANY
) -> Document:
	references = []
	if against:
		row = {"reference_doctype": against.doctype, "reference_name": against.name, "allocated_amount": amount}
		references = [row | {"total_amount": against.grand_total, "outstanding_amount": against.grand_total}]
	return frappe.new_doc("Payment Entry").update(
		{
			"payment_type": "Pay",
			"company": company,
			"posting_date": day,
			"party_type": "Supplier",
			"party": supplier,
			"paid_from": bank(company),
			"paid_to": account(company, account_type="Payable"),
			"paid_from_account_currency": "CNY",
			"paid_to_account_currency": "CNY",
			"paid_amount": amount,
			"received_amount": amount,
			"source_exchange_rate": 1,
			"target_exchange_rate": 1,
			"reference_no": "LZ-1",
			"reference_date": day,
			"references": references,
		}
	)


def invoice(
	supplier: str, rate: float, day: str = DAY, against: Document | None = None, company: str = COMPANY
) -> Document:
	row = {"item_code": ITEM, "qty": 1, "rate": rate, "uom": "Nos", "conversion_factor": 1}
	row["expense_account"] = account(company, root_type="Expense")
	row["cost_center"] = frappe.db.get_value("Cost Center", {"company": company, "is_group": 0})
	if against:
		row |= {"purchase_order": against.name, "po_detail": against.items[0].name}
	return frappe.new_doc("Purchase Invoice").update(
		{
			"supplier": supplier,
			"company": company,
			"posting_date": day,
			"due_date": add_days(max(day, nowdate()), 30),
			"set_posting_time": 1,
			"currency": "CNY",
			"bill_no": frappe.generate_hash(length=8),
			"items": [row],
		}
	)


def bank_account(supplier: str, number: str) -> Document:
	if not frappe.db.exists("Bank", "监测示例银行"):
		frappe.new_doc("Bank").update({"bank_name": "监测示例银行"}).insert()
	values = {"account_name": f"{supplier}{number}", "bank": "监测示例银行", "bank_account_no": number}
	return frappe.new_doc("Bank Account").update({**values, "party_type": "Supplier", "party": supplier}).insert()
