"""A county, its bureau and a department with ten people in their places, and risk points on their way between them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, nowdate

from lianzheng_risk.risk_screening.approval import take
from lianzheng_risk.risk_screening.approving.publicity import end_what_ran_out
from tests.site import records, replay
from tests.site.people import create_user, join

RISK, RECORD = "Integrity Risk Point", "Integrity Grade Record"
# 县 X above 局 Y above 科 Y-1 (a department). Everybody is called after role and place.
MEMBERS = {
	"holder": ("Y-1", "Integrity Post Holder"),
	"peer": ("Y-1", "Integrity Post Holder"),
	"liaison": ("Y-1", "Integrity Liaison"),
	"head": ("Y-1", "Integrity Department Head"),
	"deputy": ("Y", "Integrity Unit Leader"),
	"chief": ("Y", "Integrity Unit Leader"),
	"supervisor": ("X", "Integrity Supervisor"),
	"inspector": ("Y", "Integrity Inspector"),
	"county": ("X", "Integrity Unit Leader"),
	"stranger": ("Z", "Integrity Unit Leader"),
}
III = {"probability": "Fairly Small", "harm": "Limited"}
II = {"probability": "Fairly High", "harm": "Limited"}
I = {"probability": "High", "harm": "Limited"}  # noqa: E741 - the grade


@pytest.fixture
def county(site) -> Iterator[None]:
	"""The units and their people, in Chinese."""
	replay.once("county", _build_county)
	frappe.local.lang = "zh"
	yield
	frappe.set_user("Administrator")


def _build_county() -> None:
	records.create_unit("X")
	records.create_unit("Y", "X")
	records.create_unit("Y-1", "Y", unit_type="Internal Department")
	records.create_unit("Z", "X")
	for name, (unit, role) in MEMBERS.items():
		join(unit, create_user(f"{name}@example.com"), role)


@contextmanager
def acting(name: str) -> Iterator[None]:
	before = frappe.session.user
	frappe.set_user(f"{name}@example.com")
	frappe.local.lang = "zh"
	try:
		yield
	finally:
		frappe.set_user(before)


def post_of(name: str, unit: str = "Y-1", rank: str = "Staff") -> str:
	person = records.create_person(unit, user=f"{name}@example.com")
	return records.create_post(unit, rank=rank, tenures=[{"person": person.name, "start_date": "2020-01-01"}]).name


def drafted(by: str = "holder", unit: str = "Y-1", **values) -> str:
	with acting(by):
		return records.create_risk_point(unit, **III | values).name


def step(name: str, by: str, action: str, **given) -> dict:
	with acting(by):
		return take([name], action, **given)


def done(name: str, by: str, action: str, **given) -> str:
	answer = step(name, by, action, **given)
	assert answer == {"done": [name], "refused": []}, answer
	return frappe.db.get_value(RISK, name, "workflow_state")


def refused(name: str, by: str, action: str, **given) -> str:
	before = frappe.get_doc(RISK, name).as_dict()
	answer = step(name, by, action, **given)
	assert answer["done"] == []
	assert frappe.get_doc(RISK, name).as_dict() == before
	return answer["refused"][0]["reason"]


def value(name: str, field: str) -> object:
	return frappe.db.get_value(RISK, name, field)


def reviewed(name: str) -> str:
	done(name, "holder", "Ask for Peer Review")
	return done(name, "peer", "Agree as Peer")


MEETING = {"record": "党组会议纪要〔2026〕3号", "record_date": "2026-11-20"}


def publicised(name: str, grade: str = "III") -> str:
	"""Through the reviews that the grade takes."""
	reviewed(name)
	if grade == "III":
		return done(name, "head", "Approve Grade")
	done(name, "head", "Pass On")
	if grade == "II":
		return done(name, "deputy", "Approve Grade")
	done(name, "deputy", "Pass On")
	return done(name, "chief", "Approve Grade", **MEETING)


def end_publicity(name: str) -> str:
	"""As if its days were over."""
	frappe.db.set_value(RISK, name, "publicity_until", add_days(nowdate(), -1))
	end_what_ran_out()
	return value(name, "workflow_state")


def in_force(grade: str = "III", **values) -> str:
	name = drafted(**{"III": III, "II": II, "I": I}[grade] | values)
	publicised(name, grade)
	if end_publicity(name) == "Filing":
		done(name, "supervisor", "Register Filing", record="备〔2026〕1号")
	assert value(name, "workflow_state") == "In Force"
	return name


def change(name: str, by: str, **values) -> Document:
	with acting(by):
		document = frappe.get_doc(RISK, name)
		document.update(values)
		return document.save()
