"""Daily reminders of running campaigns: assignments, and one notice per person and day however much waits."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable

import frappe
import pandas as pd
from frappe.desk.doctype.notification_log.notification_log import make_notification_logs
from frappe.model.document import Document
from frappe.utils import cint, escape_html, getdate, now, nowdate

from lianzheng_risk.core.bilingual import Lang
from lianzheng_risk.core.campaign import digest
from lianzheng_risk.core.campaign.digest import Overdue, Waiting
from lianzheng_risk.core.campaign.schedule import is_reminder_due
from lianzheng_risk.core.campaign.words import PHASE, PHASE_OF_STATE, WAITS_FOR
from lianzheng_risk.risk_screening.language import lang_of_user
from lianzheng_risk.risk_screening.screening.people import Directory
from lianzheng_risk.risk_screening.screening.progress import CAMPAIGN, Picture, draw
from lianzheng_risk.store import screenings as store
from lianzheng_risk.store.workdays import workdays_between

_OPEN = ("not_begun", "under_way")
Digests = dict[str, dict[str, list[Waiting | Overdue]]]


def remind_all() -> None:
	"""Remind whoever is due to be reminded today. All of it is settled at once, so a second run finds nothing to do."""
	names = frappe.get_all(CAMPAIGN, filters={"status": "Running", "reminders": 1}, pluck="name", order_by="name")
	directory = Directory() if names else None
	digests: Digests = defaultdict(lambda: defaultdict(list))
	for name in names:
		picture = draw(frappe.get_doc(CAMPAIGN, name), as_system=True)
		_remind_of_phases(picture, directory, digests)
		_remind_of_overdue_points(picture, directory, digests)
	for user, items in digests.items():
		_notify(user, items)


def _remind_of_phases(picture: Picture, directory: Directory, digests: Digests) -> None:
	settings, today = frappe.get_cached_doc("Integrity Risk Settings"), getdate(nowdate())
	for row in picture.campaign.phases:
		due, last = getdate(row.due_date), getdate(row.reminded_on) if row.reminded_on else None
		if not is_reminder_due(today, due, last, cint(settings.remind_days_before), cint(settings.remind_every_days)):
			continue
		phase = PHASE.find(row.phase).code
		standing = picture.screenings[picture.screenings["phase"] == phase]
		users = _reached(phase, standing, directory)
		if phase == "screening":
			_assign(picture.campaign, standing, users)
		late = max(workdays_between(due, today), 0)
		for user, posts in _posts_by_user(standing, users).items():
			item = Waiting(picture.campaign.title, phase, posts, due, late)
			digests[user][picture.campaign.name].append(item)
		row.db_set("reminded_on", today, update_modified=False)


def _reached(phase: str, standing: pd.DataFrame, directory: Directory) -> list[tuple[str, ...]]:
	"""For each post the accounts of those for whom it waits: the holder's, or else the liaison's."""
	if phase == "screening":
		holders = zip(standing["unit"], standing["holder_user"], strict=True)
		return [
			(user,) if directory.has_account(user) else _users(directory, ("liaison",), unit) for unit, user in holders
		]
	return [_users(directory, WAITS_FOR[phase], unit) for unit in standing["unit"]]


def _users(directory: Directory, roles: Iterable[str], unit: str) -> tuple[str, ...]:
	found = (official.user for role in roles for official in directory.at(role, unit, with_account=True))
	return tuple(dict.fromkeys(found))


def _posts_by_user(standing: pd.DataFrame, users: list[tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
	posts = defaultdict(list)
	for post, reached in zip(standing["post_name"], users, strict=True):
		for user in reached:
			posts[user].append(post)
	return {user: tuple(sorted(named)) for user, named in posts.items()}


def _remind_of_overdue_points(picture: Picture, directory: Directory, digests: Digests) -> None:
	"""Tell reviewers of risk points that have waited past the deadline of their step."""
	today, every = getdate(nowdate()), cint(frappe.get_cached_doc("Integrity Risk Settings").remind_every_days)
	last = picture.campaign.reviewers_reminded_on
	if last and (not every or (today - getdate(last)).days < every):
		return
	points = picture.points[picture.points["post"].isin(picture.screenings["post"])]
	overdue = defaultdict(int)
	for point in points[points["step_due"].notna()].itertuples():
		phase = PHASE_OF_STATE.get(point.state, "screening")
		if phase != "screening" and getdate(point.step_due) < today:
			for user in _users(directory, WAITS_FOR[phase], point.unit):
				overdue[user] += 1
	for user, count in overdue.items():
		digests[user][picture.campaign.name].append(Overdue(picture.campaign.title, count))
	if overdue:
		picture.campaign.db_set("reviewers_reminded_on", today, update_modified=False)


def _notify(user: str, by_campaign: dict[str, list[Waiting | Overdue]]) -> None:
	"""One notice on the desk, and by e-mail as the person's own notification settings have it."""
	items = [item for listed in by_campaign.values() for item in listed]
	lang = lang_of_user(user)
	lines = "".join(f"<li>{escape_html(digest.line(item, lang))}</li>" for item in items)
	notice = {
		"type": "Assignment",
		"document_type": CAMPAIGN,
		"document_name": next(iter(by_campaign)),
		"subject": escape_html(digest.subject(items, lang)),
		"email_content": f"<ul>{lines}</ul>",
		"from_user": "Administrator",
	}
	make_notification_logs(frappe._dict(notice), [frappe.db.get_value("User", user, "email") or user])


def _assign(campaign: Document, standing: pd.DataFrame, users: list[tuple[str, ...]]) -> None:
	"""Assign the posts still open to those reached, in bulk: the platform's own way would send a notice for each."""
	known = _open_assignments(campaign.name)
	assigned, rows = {}, []
	for screening, reached in zip(standing.itertuples(), users, strict=True):
		new = [user for user in reached if user not in known[screening.name]] if screening.status in _OPEN else []
		rows += [(screening, user) for user in new]
		if new:
			assigned[screening.name] = json.dumps([*known[screening.name], *new])
	_insert_to_dos(campaign, rows)
	for value, names in pd.Series(assigned, dtype=object).groupby(pd.Series(assigned, dtype=object)).groups.items():
		store.update_screenings(list(names), {"_assign": value}, touch=False)


def _open_assignments(campaign: str) -> dict[str, list[str]]:
	to_do, screening = frappe.qb.DocType("ToDo"), frappe.qb.DocType(store.SCREENING)
	rows = (
		frappe.qb.from_(to_do)
		.join(screening)
		.on(to_do.reference_name == screening.name)
		.select(to_do.reference_name, to_do.allocated_to)
		.where((to_do.reference_type == store.SCREENING) & (to_do.status == "Open"))
		.where(screening.campaign == campaign)
		.run()
	)
	known: dict[str, list[str]] = defaultdict(list)
	for name, user in rows:
		known[name].append(user)
	return known


def _insert_to_dos(campaign: Document, rows: list[tuple]) -> None:
	stamp, today = now(), nowdate()
	due = next(row.due_date for row in campaign.phases)
	common = {"reference_type": store.SCREENING, "status": "Open", "priority": "Medium", "date": due or today}
	common |= dict.fromkeys(("assigned_by", "owner", "modified_by"), campaign.started_by)
	common |= {"creation": stamp, "modified": stamp, "docstatus": 0, "idx": 0}
	languages = {user: lang_of_user(user) for user in {user for _, user in rows}}
	values = (
		(
			frappe.generate_hash(length=10),
			screening.name,
			user,
			_description(campaign, screening.post_name, languages[user]),
			*common.values(),
		)
		for screening, user in rows
	)
	fields = ["name", "reference_name", "allocated_to", "description", *common]
	frappe.db.bulk_insert("ToDo", fields, values, chunk_size=store.AT_ONCE)


def _description(campaign: Document, post: str, lang: Lang) -> str:
	return escape_html(digest.TO_DO.format(lang, campaign=campaign.title, post=post))


def close_assignments(campaign: str, screening: str | None = None) -> None:
	"""Close the open assignments of one screening, or of all of a campaign."""
	names = [screening] if screening else list(_open_assignments(campaign))
	to_do = frappe.qb.DocType("ToDo")
	for chunk in store.in_chunks(names):
		about = (to_do.reference_type == store.SCREENING) & to_do.reference_name.isin(chunk)
		frappe.qb.update(to_do).set(to_do.status, "Closed").set(to_do.modified, now()).where(
			about & (to_do.status == "Open")
		).run()
	store.update_screenings(names, {"_assign": None}, touch=False)
