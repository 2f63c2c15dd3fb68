"""An invented bureau for the desk: five people, each with an account and a place in the tree."""

from __future__ import annotations

import frappe

from tests.site import records
from tests.site.people import create_user, join

BUREAU, OFFICE, OTHER_OFFICE = "DJ", "DJ-1", "DJ-2"
POST, POWER = "DJ-1-G01", "DJ-1-Q01"
# account: name, rank, place, role
PEOPLE = {
	"zhou": ("周示例", "Staff", OFFICE, "Integrity Post Holder"),
	"wu": ("吴示例", "Staff", OFFICE, "Integrity Post Holder"),
	"zheng": ("郑示例", "Department Head", OFFICE, "Integrity Department Head"),
	"wang": ("王示例", "Leader in Charge", BUREAU, "Integrity Unit Leader"),
	"feng": ("冯示例", "Staff", BUREAU, "Integrity Supervisor"),
	"chen": ("陈示例", "Staff", OTHER_OFFICE, "Integrity Liaison"),
}


def account(name: str) -> str:
	return f"{name}@desk.example.com"


def ensure_the_office() -> None:
	"""For whichever walk comes first on a site."""
	if not frappe.db.exists("Integrity Unit", BUREAU):
		open_the_office()
		frappe.db.commit()


def open_the_office() -> None:
	"""Units, people with accounts, a post and a power with a branch, a loop and a step outside."""
	records.create_unit(BUREAU, unit_name="东江县示例局")
	records.create_unit(OFFICE, BUREAU, unit_name="审批科", unit_type="Internal Department")
	records.create_unit(OTHER_OFFICE, BUREAU, unit_name="财务科", unit_type="Internal Department")
	for name, (person_name, rank, unit, role) in PEOPLE.items():
		user = create_user(account(name))
		frappe.db.set_value("User", user, {"first_name": person_name, "full_name": person_name})
		records.create_person(unit, person_code=f"DJ-{name}", person_name=person_name, rank=rank, user=user)
		join(unit, user, role)
	tenures = [{"person": "DJ-zhou", "start_date": "2024-03-01"}]
	records.create_post(OFFICE, post_code=POST, post_name="许可受理岗", duties="受理许可申请", tenures=tenures)
	steps = [
		{"step_no": 1, "step_name": "受理申请", "post": POST, "next_steps": "2"},
		{"step_no": 2, "step_name": "现场核查", "post": POST, "next_steps": "3,4"},
		{"step_no": 3, "step_name": "补正材料", "external": 1, "next_steps": "1"},
		{"step_no": 4, "step_name": "作出决定"},
	]
	records.create_power(OFFICE, power_code=POWER, power_name="经营许可审批", post=POST, steps=steps)
