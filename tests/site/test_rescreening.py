"""A change of holder marks the post: on its form, in the list, in a running campaign, and once to those in charge."""

from __future__ import annotations

import frappe
import pytest

from lianzheng_risk.risk_screening.report.posts_to_be_rescreened.posts_to_be_rescreened import execute
from lianzheng_risk.risk_screening.rescreening.clock import tell_all
from lianzheng_risk.risk_screening.screening.posts import follow
from tests.site import records
from tests.site.approving import acting, county  # noqa: F401
from tests.site.test_measures import today  # noqa: F401

POST, CAMPAIGN, SCREENING, LOG = (
	"Integrity Post", "Integrity Screening Campaign", "Integrity Post Screening", "Notification Log",
)  # fmt: skip


@pytest.fixture
def posts(county, today) -> None:  # noqa: F811
	"""On 1 July 2026: one post changed hands since its screening, one before it, one next door was never screened."""
	today("2026-07-01")
	for code, unit, came, screened in (
		("CAME", "Y-1", "2026-03-01", "2025-06-01"),
		("DONE", "Y-1", "2025-03-01", "2025-06-01"),
		("NEXT", "Z", "2026-04-01", None),
	):
		post_with(code, unit, came)
		if screened:
			confirmed(code, unit, f"{screened} 09:00:00")


def post_with(code: str, unit: str, came: str) -> None:
	"""A post that somebody handed over on a day."""
	for who in ("old", "new"):
		records.create_person(unit, person_code=f"{code}-{who}", person_name=f"{code}{'旧' if who == 'old' else '新'}")
	terms = [
		{"person": f"{code}-old", "start_date": "2019-01-01", "end_date": frappe.utils.add_days(came, -1)},
		{"person": f"{code}-new", "start_date": came},
	]
	records.create_post(unit, post_code=code, post_name=f"{code}岗", tenures=terms)


def campaign() -> str:
	known = frappe.db.get_value(CAMPAIGN, {"title": "年度排查"})
	values = {"title": "年度排查", "year": 2026, "unit": "X", "start_date": "2025-01-06"}
	return known or records.create(CAMPAIGN, **values).name


def confirmed(post: str, unit: str, when: str) -> None:
	values = {"campaign": campaign(), "post": post, "unit": unit, "post_name": post, "status": "Confirmed"}
	screening = frappe.new_doc(SCREENING).update({**values, "confirmed_on": when, "result": "None Found"})
	screening.db_insert()


def listed(user: str, **filters) -> list[str]:
	with acting(user):
		return [row["post"] for row in execute(filters)[1]]


def headline(post: str) -> str | None:
	document = frappe.get_doc(POST, post)
	document.run_method("onload")
	return document.get_onload("rescreening")


def test_the_form_says_who_came_when(posts):
	assert (
		headline("CAME") == "任职人员有变动：CAME新自2026-03-01任职，该岗位最近一次排查或审定在2025-06-01，请重新排查"
	)
	assert headline("DONE") is None
	assert "尚无确认的排查" in headline("NEXT")


def test_the_list_shows_the_own_branch_alone(posts):
	assert listed("head") == ["CAME"]
	assert listed("holder") == ["CAME"]
	assert listed("stranger") == ["NEXT"]
	assert listed("county") == ["CAME", "NEXT"]
	assert listed("county", unit="Z") == ["NEXT"]
	assert listed("county", key_posts_only=1) == []


def test_an_approval_of_its_risk_points_is_a_screening(posts):
	risk = records.create_risk_point("Y-1", post="CAME").name
	record = frappe.new_doc("Integrity Grade Record").update(
		{"risk": risk, "unit": "Y-1", "kind": "Approval", "approved_on": "2026-05-01 10:00:00"}
	)
	record.db_insert()
	assert listed("head") == []
	frappe.db.set_value("Integrity Grade Record", record.name, "kind", "Regrading")
	assert listed("head") == ["CAME"]


def test_a_running_campaign_opens_the_post_again(posts):
	frappe.db.set_value(CAMPAIGN, campaign(), {"status": "Running", "started_on": "2025-01-06 08:00:00"})
	follow(campaign())
	fields = ["status", "holder", "result", "return_reason"]
	assert frappe.db.get_value(SCREENING, {"post": "CAME"}, fields) == (
		"Not Begun", "CAME-new", None, "任职人员有变动，请重新排查。",
	)  # fmt: skip
	assert frappe.db.get_value(SCREENING, {"post": "DONE"}, "status") == "Confirmed"
	# Confirmed anew, it is settled.
	values = {"status": "Confirmed", "confirmed_on": "2026-07-01 12:00:00"}
	frappe.db.set_value(SCREENING, {"post": "CAME"}, values)
	follow(campaign())
	assert frappe.db.get_value(SCREENING, {"post": "CAME"}, "status") == "Confirmed"
	assert listed("head") == []


def notices(user: str) -> list[str]:
	told = frappe.get_all(LOG, filters={"for_user": f"{user}@example.com"}, fields=["subject"], order_by="creation")
	return [row.subject for row in told]


def test_head_and_liaison_are_told_once(posts, today):  # noqa: F811
	tell_all()
	told = ["岗位“CAME岗”自2026-03-01由CAME新任职，请重新排查"]
	assert (notices("head"), notices("liaison"), notices("holder")) == (told, told, [])
	assert not any("CAME" in subject for subject in notices("stranger"))
	tell_all()
	today("2026-07-02")
	tell_all()
	assert (notices("head"), notices("liaison")) == (told, told)


def test_what_changes_after_a_run_is_told_by_the_next(posts, today):  # noqa: F811
	tell_all()
	today("2026-07-03")
	post_with("LATE", "Y-1", "2026-07-02")
	tell_all()
	assert notices("head")[1:] == ["岗位“LATE岗”自2026-07-02由LATE新任职，请重新排查"]
