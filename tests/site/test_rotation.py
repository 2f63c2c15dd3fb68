"""Rotation on a real site: whose term is full, who may stay longer, and nobody learns of the neighbours'."""

from __future__ import annotations

import frappe
import pytest

from lianzheng_risk.risk_control.doctype.integrity_rotation_waiver.integrity_rotation_waiver import NoSuchTenureError
from lianzheng_risk.risk_control.report.rotation_due.rotation_due import execute
from lianzheng_risk.risk_supervision.warnings.clock import watch_some
from tests.site import records
from tests.site.approving import acting, county  # noqa: F401
from tests.site.test_measures import today  # noqa: F401

WAIVER, WARNING = "Integrity Rotation Waiver", "Integrity Warning"


@pytest.fixture
def posts(county, today) -> None:  # noqa: F811
	"""On 1 July 2026: one post held too long, a key post full within the year, one held since lately, one next door."""
	frappe.db.set_single_value("Integrity Risk Settings", {"rotation_years": 10, "rotation_years_key": 5})
	today("2026-07-01")
	for code, unit, start, key in (
		("LONG", "Y-1", "2016-03-31", 0),
		("KEY", "Y-1", "2022-01-01", 1),
		("NEW", "Y-1", "2024-01-01", 0),
		("NEXT", "Z", "2010-01-01", 0),
	):
		person = records.create_person(unit, person_code=f"R-{code}").name
		tenures = [{"person": person, "start_date": start}]
		records.create_post(unit, post_code=code, key_post=key, tenures=tenures)
	records.create_post("Y-1", post_code="VACANT")


def listed(user: str, **filters) -> list[tuple[str, str]]:
	with acting(user):
		return [(row["post"], row["state"]) for row in execute({"within_months": 12, **filters})[1]]


def waive(by: str, until: str, person: str = "R-LONG") -> None:
	with acting(by):
		records.create(WAIVER, post="LONG", person=person, until=until, reason="专业性强，暂无合适人选")


def test_lists_the_longest_overdue_first(posts):
	assert listed("head") == [("LONG", "超期未轮岗"), ("KEY", "一年内应轮岗")]
	assert listed("head", within_months=0) == [("LONG", "超期未轮岗")]
	assert listed("head", key_posts_only=1) == [("KEY", "一年内应轮岗")]


def test_shows_the_own_branch_alone(posts):
	assert listed("stranger") == [("NEXT", "超期未轮岗")]
	assert [post for post, _ in listed("county")] == ["NEXT", "LONG", "KEY"]
	assert listed("county", unit="Y") == listed("head")


def test_a_waiver_holds_until_its_last_day(posts, today):  # noqa: F811
	waive("chief", "2026-12-31")
	assert listed("head")[0] == ("LONG", "经批准暂不轮岗")
	today("2026-12-31")
	assert listed("head", within_months=0) == [("LONG", "经批准暂不轮岗")]
	today("2027-01-01")
	assert ("LONG", "超期未轮岗") in listed("head", within_months=0)


@pytest.mark.parametrize("user", ["holder", "liaison", "head", "stranger"])
def test_is_not_decided_by_others(posts, user):
	with pytest.raises(frappe.PermissionError):
		waive(user, "2026-12-31")


def test_is_for_who_holds_the_post(posts):
	with pytest.raises(NoSuchTenureError):
		waive("chief", "2026-12-31", person="R-KEY")


def test_the_warning_waits_for_the_end_of_the_waiver(posts, today):  # noqa: F811
	waive("chief", "2026-08-31")
	watch_some(["Y-1"])
	assert not frappe.db.exists(WARNING, {"post": "LONG"})
	today("2026-09-01")
	watch_some(["Y-1"])
	assert str(frappe.db.get_value(WARNING, {"post": "LONG"}, "issued_on")) == "2026-09-01"
