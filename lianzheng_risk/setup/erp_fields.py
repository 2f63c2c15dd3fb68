"""What ties our documents to those of ERPNext, declared once: fields that exist only where ERPNext does."""

from __future__ import annotations

from typing import Any

ERP = "erpnext"
PERSON, UNIT, POST = "Integrity Person", "Integrity Unit", "Integrity Post"
# People see what their role and place let them see here; what ERPNext permits them there has no say in it.
_LINK: dict[str, Any] = {"fieldtype": "Link", "ignore_user_permissions": 1, "no_copy": 1, "search_index": 1}

FIELDS: dict[str, tuple[dict[str, Any], ...]] = {
	PERSON: (
		{
			"fieldname": "employee",
			"label": "ERP Employee",
			"options": "Employee",
			"insert_after": "user",
			"unique": 1,
			"description": "Designation, department and leaving are followed from this employee",
			**_LINK,
		},
	),
	UNIT: (
		{
			"fieldname": "company",
			"label": "ERP Company",
			"options": "Company",
			"insert_after": "parent_integrity_unit",
			"depends_on": "eval:!doc.department",
			"description": "The company's departments and employees come over when the organisation is synchronised",
			**_LINK,
		},
		{
			"fieldname": "department",
			"label": "ERP Department",
			"options": "Department",
			"insert_after": "company",
			"depends_on": "eval:!doc.company",
			"description": "Name and parent of the unit are followed from this department",
			**_LINK,
		},
		{
			"fieldname": "closed_on",
			"label": "Department Disabled On",
			"fieldtype": "Date",
			"insert_after": "department",
			"depends_on": "closed_on",
			"read_only": 1,
			"no_copy": 1,
		},
	),
	POST: (
		{
			"fieldname": "designation",
			"label": "ERP Designation",
			"options": "Designation",
			"insert_after": "key_post",
			"description": "Employees of the unit who have this designation hold the post",
			**_LINK,
		},
	),
}
