"""A bureau with three posts that is screened, and what its campaign says of them."""

from __future__ import annotations

import json
from collections.abc import Iterator

import frappe
import pytest
from frappe.desk.query_report import run as run_report
from frappe.utils import nowdate

from lianzheng_risk.access import forget_places
from lianzheng_risk.risk_screening.doctype.integrity_screening_campaign.integrity_screening_campaign import start
from tests.site import records
from tests.site.people import create_member

CAMPAIGN, SCREENING = "Integrity Screening Campaign", "Integrity Post Screening"
# 局 A with departments A-1 (two posts) and A-2 (one post), and A-1-1 below A-1 without any post.
PARENTS = {"A": None, "A-1": "A", "A-1-1": "A-1", "A-2": "A"}
POSTS = {"A-1-G1": "A-1", "A-1-G2": "A-1", "A-2-G1": "A-2"}
NONE_FOUND, ON_RECORD = "None Found", "Risk Points on Record"


@pytest.fixture
def campaign_bureau(site) -> Iterator[None]:
	frappe.local.lang = "zh"
	for unit, parent in PARENTS.items():
		records.create_unit(unit, parent)
	for post, unit in POSTS.items():
		records.create_post(unit, post_code=post, post_name=f"岗位{post}")
	# The platform can queue e-mail only where an account sends it.
	account = {"name": "出站", "email_account_name": "出站", "email_id": "out@example.com"}
	frappe.new_doc("Email Account").update(account | {"enable_outgoing": 1, "default_outgoing": 1}).db_insert()
	frappe.cache.delete_value("outgoing_email_account")
	yield
	frappe.set_user("Administrator")
	frappe.cache.delete_value("outgoing_email_account")
	forget_places()


def set_up(field: str, value) -> None:
	settings = frappe.get_doc("Integrity Risk Settings")
	settings.set(field, value)
	settings.save()


def create_campaign(unit: str = "A", **values) -> str:
	defaults = {"title": "排查", "year": 2026, "unit": unit, "start_date": nowdate()}
	return records.create(CAMPAIGN, **defaults | values).name


def started(unit: str = "A", **values) -> str:
	name = create_campaign(unit, **values)
	start(name)
	return name


def screening_of(post: str) -> str:
	return frappe.db.get_value(SCREENING, {"post": post}, "name")


def value_of(post: str, field: str = "status"):
	return frappe.db.get_value(SCREENING, {"post": post}, field)


def put(risk, state: str) -> None:
	frappe.db.set_value("Integrity Risk Point", risk.name, "workflow_state", state)


def acting(unit: str | None, role: str) -> str:
	frappe.set_user("Administrator")
	user = create_member(unit, role)
	frappe.set_user(user)
	frappe.local.lang = "zh"
	return user


def report_rows(report: str, **filters) -> list[dict]:
	return [row for row in run_report(report, filters=json.dumps(filters))["result"] if isinstance(row, dict)]
