"""A company, a supplier and an item of ERPNext, with as little as an order and a payment need."""

from __future__ import annotations

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, getdate, nowdate

from tests.site import records

COMPANY, ABBR = "东江示例公司", "DJS"
SUPPLIER, OTHER_SUPPLIER = "甲示例供应商", "乙示例供应商"
ITEM, OTHER_ITEM = "复印纸", "墨盒"
ORDER, PAYMENT = "Purchase Order", "Payment Entry"


def has_erpnext() -> bool:
	return "erpnext" in frappe.get_installed_apps()


def ensure_masters() -> None:
	if not has_erpnext():
		pytest.skip("a site without ERPNext has no orders")
	if frappe.db.exists("Company", COMPANY):
		return
	frappe.db.set_value("Currency", "CNY", "enabled", 1)
	year = getdate(nowdate()).year
	for doctype, values in (
		("Warehouse Type", {"name": "Transit"}),
		("UOM", {"uom_name": "Nos"}),
		("Item Group", {"item_group_name": "All Item Groups", "is_group": 1}),
		("Item Group", {"item_group_name": "办公用品", "parent_item_group": "All Item Groups"}),
		("Supplier Group", {"supplier_group_name": "All Supplier Groups", "is_group": 1}),
		("Supplier Group", {"supplier_group_name": "本地供应商", "parent_supplier_group": "All Supplier Groups"}),
		("Party Type", {"party_type": "Supplier", "account_type": "Payable"}),
		("Mode of Payment", {"mode_of_payment": "银行转账", "type": "Bank"}),
		("Price List", {"price_list_name": "Standard Buying", "currency": "CNY", "buying": 1, "enabled": 1}),
		("Fiscal Year", {"year": str(year), "year_start_date": f"{year}-01-01", "year_end_date": f"{year}-12-31"}),
	):
		ensure(doctype, values)
	records.create("Company", company_name=COMPANY, abbr=ABBR, default_currency="CNY", country="China")
	for supplier in (SUPPLIER, OTHER_SUPPLIER):
		records.create("Supplier", supplier_name=supplier, supplier_group="本地供应商")
	for item in (ITEM, OTHER_ITEM):
		records.create("Item", item_code=item, item_group="办公用品", stock_uom="Nos", is_stock_item=0)


def ensure(doctype: str, values: dict) -> None:
	document = frappe.new_doc(doctype).update(values)
	name = next(iter(values.values()))
	if not frappe.db.exists(doctype, name):
		document.insert(ignore_if_duplicate=True)


def order(amount: float, supplier: str = SUPPLIER, item: str = ITEM, on: str | None = None) -> Document:
	"""A draft."""
	day = on or nowdate()
	row = {"item_code": item, "qty": 1, "rate": amount, "schedule_date": add_days(day, 7), "uom": "Nos"}
	return records.create(
		ORDER,
		supplier=supplier,
		company=COMPANY,
		currency="CNY",
		conversion_rate=1,
		transaction_date=day,
		schedule_date=add_days(day, 7),
		items=[row],
	)


def payment(amount: float, payment_type: str = "Pay") -> Document:
	accounts = {row.account_type: row.name for row in frappe.get_all(
		"Account",
		filters={"company": COMPANY, "is_group": 0, "account_type": ["in", ("Payable", "Cash")]},
		fields=["name", "account_type"],
		order_by="name desc",
	)}  # fmt: skip
	ends = (accounts["Cash"], accounts["Payable"])
	source, target = ends if payment_type == "Pay" else ends[::-1]
	return records.create(
		PAYMENT,
		payment_type=payment_type,
		company=COMPANY,
		party_type="Supplier",
		party=SUPPLIER,
		posting_date=nowdate(),
		paid_from=source,
		paid_to=target,
		paid_from_account_currency="CNY",
		paid_to_account_currency="CNY",
		paid_amount=amount,
		received_amount=amount,
		source_exchange_rate=1,
		target_exchange_rate=1,
		reference_no="1",
		reference_date=nowdate(),
	)
