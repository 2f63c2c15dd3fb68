"""An invented bureau of four units in which every document is called after its unit, and members held to one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import frappe
import pytest

from tests.site import caches, records
from tests.site.people import create_member
from tests.site.sites import connected

# 局 A, its departments, and A-1-1 below A-1. The member is held to A-1.
PARENTS = {"A": None, "A-1": "A", "A-1-1": "A-1", "A-2": "A"}
MINE, OTHERS = {"A-1", "A-1-1"}, {"A", "A-2"}
SUFFIXES = {
	"Integrity Unit": "",
	"Integrity Person": "-R",
	"Integrity Post": "-G",
	"Integrity Power": "-Q",
	"Integrity Risk Point": "-F",
	"Integrity Control Measure": "-C",
}


@pytest.fixture(scope="module")
def bureau(erp_site: str) -> Iterator[None]:
	with connected(erp_site):
		for unit, parent in PARENTS.items():
			records.create_unit(unit, parent)
		for unit in PARENTS:
			records.create_person(unit, person_code=f"{unit}-R")
			tenures = [{"person": f"{unit}-R", "start_date": "2020-01-01"}]
			post = records.create_post(unit, post_code=f"{unit}-G", tenures=tenures)
			power = records.create_power(unit, power_code=f"{unit}-Q")
			risk = records.create_risk_point(unit, risk_code=f"{unit}-F", post=post.name, power=power.name)
			# Whoever answers for a measure may well be in another unit.
			elsewhere = {"responsible_unit": "A-2", "responsible_leader": "A-R"}
			records.create_measure(risk.name, measure_code=f"{unit}-C", due_date="2020-01-01", **elsewhere)
		# Past self-screening, so that everybody at a unit sees its risk points.
		frappe.db.set_value("Integrity Risk Point", {"unit": ["in", list(PARENTS)]}, "workflow_state", "In Force")
		frappe.db.set_value("Integrity Unit", "A-1", "responsible_leader", "A-R")
		yield


@pytest.fixture
def acting(bureau) -> Iterator[Callable[..., str]]:
	"""`acting(unit, role)` continues as a new member; everything since is undone after the test."""
	frappe.db.savepoint("before_the_test")

	def act(unit: str | None, role: str, strict: bool = False, by_table: bool = False) -> str:
		user = create_member(unit, role, strict, by_table)
		frappe.set_user(user)
		frappe.local.lang = "zh"
		return user

	yield act
	frappe.set_user("Administrator")
	frappe.db.rollback(save_point="before_the_test")
	caches.empty()


@pytest.fixture(params=[(False, False), (True, False), (False, True)], ids=["usual", "strict", "by-table"])
def member(acting: Callable[..., str], request: pytest.FixtureRequest) -> str:
	"""A liaison of A-1, whose place was given by hand or by the unit's member table."""
	strict, by_table = request.param
	return acting("A-1", "Integrity Liaison", strict, by_table)


def named(doctype: str, units: set[str]) -> set[str]:
	return {unit + SUFFIXES[doctype] for unit in units}


def asked(method: Callable, **form) -> object:
	"""What a request with these form fields is answered."""
	frappe.local.form_dict = frappe._dict(form)
	return method()


def requested(method: str, **form) -> object:
	"""What a request to /api/method is answered, the app's stand-ins for the platform's methods included."""
	frappe.local.form_dict = frappe._dict(form, cmd=method)
	stand_ins = frappe.get_hooks("override_whitelisted_methods", {}).get(method) or [method]
	return frappe.call(stand_ins[-1], **frappe.local.form_dict)
