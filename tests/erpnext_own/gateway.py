"""ERPNext's test records hang on a DocType of the app “payments”, which its tests are usually run with; here is one in its name.

python -m tests.erpnext_own.gateway <site>
"""

from __future__ import annotations

import sys

import frappe

NAME = "Payment Gateway"


def ensure_gateway() -> None:
	if frappe.db.exists("DocType", NAME):
		return
	fields = [
		{"fieldname": "gateway", "label": "Gateway", "fieldtype": "Data", "reqd": 1, "unique": 1},
		{"fieldname": "gateway_settings", "label": "Gateway Settings", "fieldtype": "Data"},
		{"fieldname": "gateway_controller", "label": "Gateway Controller", "fieldtype": "Data"},
	]
	named = {"name": NAME, "module": "Accounts", "custom": 1, "autoname": "field:gateway", "fields": fields}
	rights = [{"role": "System Manager", "read": 1, "write": 1, "create": 1}]
	frappe.new_doc("DocType").update({**named, "permissions": rights}).insert()


if __name__ == "__main__":
	frappe.init(sys.argv[1], sites_path=".", force=True)
	frappe.connect()
	ensure_gateway()
	frappe.db.commit()
	frappe.destroy()
