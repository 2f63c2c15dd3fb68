"""The posts of a campaign: each gets its screening when it starts, and the daily work keeps up with what has changed."""

from __future__ import annotations

import frappe
import pandas as pd
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime, now

from lianzheng_risk.core.campaign import progress
from lianzheng_risk.core.campaign.words import SCREENING_STATUS
from lianzheng_risk.risk_screening.rescreening.finding import due_posts
from lianzheng_risk.store import screenings as store

CAMPAIGN = "Integrity Screening Campaign"
_FOLLOWS = "lianzheng_risk.risk_screening.screening.posts.follow"
# So few posts are there at once, without a job that somebody would wait for.
_AT_ONCE = 300
_OPEN = ("not_begun", "under_way")
_ANSWERED = ("result", "reason", "reported_by", "reported_on", "confirmed_by", "confirmed_on")


def enqueue_follow(campaign: str, posts: int | None = None) -> None:
	"""Give every post its screening and bring them up to date, in the background where there are many."""
	frappe.enqueue(
		_FOLLOWS,
		campaign=campaign,
		queue="long",
		enqueue_after_commit=True,
		job_id=f"{_FOLLOWS}:{campaign}",
		deduplicate=True,
		now=posts is not None and posts <= _AT_ONCE,
	)


def follow_all() -> None:
	"""Daily: one job for each running campaign, so that none waits for another."""
	for campaign in frappe.get_all(CAMPAIGN, filters={"status": "Running"}, pluck="name"):
		enqueue_follow(campaign)


def follow(campaign: str) -> None:
	"""Add what is missing and bring the rest up to date. Running it twice changes nothing."""
	document = frappe.get_doc(CAMPAIGN, campaign)
	if document.status != "Running":
		return
	add_missing(document)
	open_again(document)
	follow_posts(document)
	follow_status(document)


def add_missing(campaign: Document) -> int:
	"""A screening for each post in scope that has none, in bulk; how many there were."""
	posts = store.posts_in_scope(campaign)
	missing = posts[posts["screening"].isna()]
	holders = store.holders_of_posts(campaign) if len(missing) else {}
	for start in range(0, len(missing), store.AT_ONCE):
		store.insert_screenings(campaign, missing.iloc[start : start + store.AT_ONCE], holders)
		share = min(start + store.AT_ONCE, len(missing)) / len(missing)
		frappe.publish_progress(share * 100, _("Preparing the posts"), doctype=CAMPAIGN, docname=campaign.name)
	return len(missing)


def open_again(campaign: Document) -> int:
	"""What was confirmed under somebody who no longer holds the post has to be screened again; how many there were."""
	confirmed = {"campaign": campaign.name, "status": SCREENING_STATUS.label("confirmed", "en")}
	rows = frappe.get_all(store.SCREENING, filters=confirmed, fields=["name", "post"], order_by="name")
	due = due_posts([row.post for row in rows])
	told = _("The holder has changed. Please screen the post again.", lang=frappe.db.get_default("lang"))
	values = {"status": SCREENING_STATUS.label("not_begun", "en"), "return_reason": told, **dict.fromkeys(_ANSWERED)}
	store.update_screenings([row.name for row in rows if row.post in due], values)
	return len(due)


def follow_posts(campaign: Document) -> None:
	"""Posts move to other units, get other names and other holders. The holder stays as it was once reported."""
	posts = store.posts_in_scope(campaign).set_index("post")
	rows = store.read_screenings(campaign, as_system=True)
	rows = rows[rows["post"].isin(posts.index)]
	posts = posts.loc[rows["post"]].set_index(rows.index)
	for field in ("unit", "post_name"):
		_write_changes(rows, field, posts[field])
	holders = rows["post"].map(store.holders_of_posts(campaign)).astype(object)
	still_open = rows["status"].isin(_OPEN)
	_write_changes(rows[still_open], "holder", holders[still_open])


def _write_changes(rows: pd.DataFrame, field: str, wanted: pd.Series) -> None:
	changed = rows[field].fillna("") != wanted.fillna("")
	for value, group in rows[changed].groupby(wanted[changed].fillna("")):
		store.update_screenings(group["name"].tolist(), {field: value or None})


def follow_status(campaign: Document) -> None:
	"""Write down what each screening has become; see core.campaign.progress.current."""
	before = store.read_screenings(campaign, as_system=True)
	points = store.read_points(campaign, as_system=True)
	after = progress.current(before, points, get_datetime(campaign.started_on))
	changed = after[after["status"] != before["status"]]
	for (was, status), group in changed.groupby([before["status"], "status"]):
		store.update_screenings(group["name"].tolist(), _values_on_change(was, status))


def _values_on_change(was: str, status: str) -> dict[str, object]:
	values: dict[str, object] = {"status": SCREENING_STATUS.label(status, "en")}
	if status == "confirmed":
		values["confirmed_on"] = now()
	elif was == "reported":
		told = _("No risk point is left on record. Please report again.", lang=frappe.db.get_default("lang"))
		values |= {"result": None, "reported_by": None, "reported_on": None, "return_reason": told}
	return values
