"""An invented bureau on the record of the site, and imports into it as the desk starts and the workers do them."""

from __future__ import annotations

import json

import frappe
import pandas as pd
from frappe.model.document import Document

from lianzheng_risk.core.register import Register
from lianzheng_risk.risk_screening.register_import import endpoints, job
from lianzheng_risk.risk_screening.register_import.states import IMPORT
from tests.site import caches, records
from tests.site.imports import FILE, workbook
from tests.site.people import create_user, join

# 局 RI, its departments RI-1 and RI-2, and RI-1-1 below RI-1.
PARENTS = {"RI": None, "RI-1": "RI", "RI-1-1": "RI-1", "RI-2": "RI"}
PEOPLE = {
	"liaison": ("RI-1", "Integrity Liaison"),
	"colleague": ("RI-1", "Integrity Liaison"),
	"leader": ("RI", "Integrity Unit Leader"),
	"holder": ("RI-1", "Integrity Post Holder"),
	"neighbour": ("RI-2", "Integrity Liaison"),
}
RISK = "Integrity Risk Point"
CODE = "RI-1-F"


def account(name: str) -> str:
	return f"{name}@import.example.com"


def open_the_bureau() -> None:
	"""The units, a risk point at RI-1 and at RI-2, and the people, committed."""
	for unit, parent in PARENTS.items():
		records.create_unit(unit, parent)
	for unit in ("RI-1", "RI-2"):
		records.create_risk_point(unit, risk_code=f"{unit}-F", manifestation="原来的表现")
	for name, (unit, role) in PEOPLE.items():
		join(unit, create_user(account(name)), role)
	frappe.db.commit()
	caches.empty()


def act_as(name: str) -> None:
	frappe.set_user(account(name))
	frappe.local.lang = "zh"


def risk_rows(*rows: dict) -> Register:
	"""A register with these risk points only, at RI-1 unless they say otherwise."""
	common = {
		"unit": "RI-1",
		"category": "post_duty",
		"manifestation": "收受服务对象财物",
		"probability": "small",
		"harm": "limited",
	}
	return Register.of(risk_points=pd.DataFrame([common | row for row in rows]))


# One risk point changes, two are new.
def usual() -> Register:
	return risk_rows(
		{"risk": CODE, "title": "RI-1的风险点", "manifestation": "改过的表现"},
		{"title": "审批中收受礼品礼金"},
		{"title": "泄露尚未公开的审批意见"},
	)


def uploaded(content: bytes, name: str = FILE, private: int = 1) -> str:
	"""The address of a file that the session's user has uploaded."""
	file = frappe.new_doc("File").update({"file_name": name, "content": content, "is_private": private})
	return file.insert().file_url


def new_import(source: Register | bytes, unit: str = "RI-1", name: str = FILE, **values) -> Document:
	content = source if isinstance(source, bytes) else workbook(source)
	document = frappe.new_doc(IMPORT).update({"unit": unit, "file": uploaded(content, name), **values}).insert()
	frappe.db.commit()
	return document


def checked(source: Register | bytes, unit: str = "RI-1", **values) -> Document:
	return check(new_import(source, unit, **values))


def check(document: Document) -> Document:
	endpoints.check(document.name)
	return worked(document, "check")


def imported(source: Register | bytes, unit: str = "RI-1", **values) -> Document:
	document = checked(source, unit, **values)
	endpoints.confirm(document.name, document.fingerprint)
	return worked(document, "write")


def taken_back(document: Document) -> Document:
	endpoints.take_back(document.name)
	return worked(document, "take_back")


def worked(document: Document, code: str) -> Document:
	"""The import after what a worker does with its job; here in the same process."""
	job.run(document.name, code)
	return frappe.get_doc(IMPORT, document.name)


def outcome(document: Document, table: str = "risk_points") -> tuple[int, int, int, int]:
	"""New, changed, unchanged and refused rows of a table."""
	(counts,) = (row for row in json.loads(document.result_json)["tables"] if row["table"] == table)
	return counts["new"], counts["changed"], counts["unchanged"], counts["refused"]
