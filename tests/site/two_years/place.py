"""云岫县: its water bureau with a section for works, and a grain bureau that comes onto the site in the first summer."""

from __future__ import annotations

import frappe

from tests.site import records
from tests.site.people import create_user, join

COUNTY, BUREAU, SECTION, GRAIN = "YX", "YX-W", "YX-W-1", "YX-G"
UNITS = (COUNTY, BUREAU, SECTION, GRAIN)
SETTINGS = "Integrity Risk Settings"
# Who, as an account, in which place. The liaison of the bureau looks after its section as well.
MEMBERS = {
	"county": (COUNTY, "Integrity Unit Leader"),
	"supervisor": (COUNTY, "Integrity Supervisor"),
	"inspector": (COUNTY, "Integrity Inspector"),
	"chief": (BUREAU, "Integrity Unit Leader"),
	"deputy": (BUREAU, "Integrity Unit Leader"),
	"liaison": (BUREAU, "Integrity Liaison"),
	"head": (SECTION, "Integrity Department Head"),
	"holder": (SECTION, "Integrity Post Holder"),
	"peer": (SECTION, "Integrity Post Holder"),
}
GRAIN_MEMBERS = {
	"grain_chief": (GRAIN, "Integrity Unit Leader"),
	"grain_head": (GRAIN, "Integrity Department Head"),
	"grain_liaison": (GRAIN, "Integrity Liaison"),
}
# What the table of deeds counts on, whatever the product's defaults may become one day.
_RULES = {
	"rotation_years_key": 5,
	"rotation_years": 10,
	"publicity_days": 5,
	"rectification_days": 15,
	"lapse_after_missed": 2,
	"peer_review_required": 1,
	"no_assessment_month": 1,
}
_ACTIVITIES = (
	{"kind": "Integrity Talk", "every": "Every Half-Year", "key_posts_only": 1},
	{"kind": "Integrity Pledge", "every": "Every Year"},
)


def build() -> None:
	"""The county as it is on the first day: units, their people, three posts."""
	frappe.db.set_single_value("System Settings", "language", "zh")
	settings = frappe.get_doc(SETTINGS).update(_RULES)
	settings.set("activity_requirements", list(_ACTIVITIES))
	settings.save()
	# Reviews by cycle would be a table of warnings of their own.
	for grade in ("I", "II", "III"):
		frappe.db.set_value("Integrity Risk Grade", grade, "review_months", 0)
	records.create_unit(COUNTY, unit_name="云岫县")
	records.create_unit(BUREAU, COUNTY, unit_name="云岫县水务局")
	records.create_unit(SECTION, BUREAU, unit_name="工程科", unit_type="Internal Department")
	_settle(MEMBERS)
	for code, unit, user in (
		("county", COUNTY, "county"),
		("inspector", COUNTY, "inspector"),
		("chief", BUREAU, "chief"),
		("deputy", BUREAU, "deputy"),
		("head", SECTION, "head"),
		("holder", SECTION, "holder"),
		("peer", SECTION, "peer"),
	):
		records.create_person(unit, person_code=f"YX-{code}", person_name=code, user=f"{user}@example.com")
	for unit, field, code in (
		(COUNTY, "responsible_leader", "county"),
		(BUREAU, "responsible_leader", "chief"),
		(SECTION, "responsible_leader", "deputy"),
		(SECTION, "head", "head"),
	):
		frappe.db.set_value("Integrity Unit", unit, field, f"YX-{code}")
	_post("P1", SECTION, "工程招标岗", "YX-holder", "2019-03-01", key_post=1)
	_post("P2", SECTION, "工程监管岗", "YX-peer", "2015-09-01")
	_post("P3", BUREAU, "分管工程副局长", "YX-deputy", "2022-05-04", rank="Leader in Charge")


def open_grain_bureau() -> None:
	"""A unit that was not there before, with a key post that nobody holds yet."""
	records.create_unit(GRAIN, COUNTY, unit_name="云岫县粮食局")
	_settle(GRAIN_MEMBERS)
	records.create_post(GRAIN, post_code="P4", post_name="储备粮管理岗", key_post=1)


def _settle(members: dict[str, tuple[str, str]]) -> None:
	for name, (unit, role) in members.items():
		join(unit, create_user(f"{name}@example.com"), role)


def _post(code: str, unit: str, name: str, person: str, since: str, **values) -> None:
	tenures = [{"person": person, "start_date": since}]
	records.create_post(unit, post_code=code, post_name=name, tenures=tenures, **values)
