"""Daily: heads and liaisons are told once of the posts of their units that somebody else holds now."""

from __future__ import annotations

import datetime
from collections import defaultdict

import frappe
from frappe.utils import get_datetime, getdate, nowdate

from lianzheng_risk.clock.runs import RUN, logged
from lianzheng_risk.core.clock import JOB
from lianzheng_risk.core.rescreening import NOTICE, Due
from lianzheng_risk.notices import Line, digest
from lianzheng_risk.risk_screening.language import lang_of_user
from lianzheng_risk.risk_screening.rescreening.finding import TENURE, due_posts
from lianzheng_risk.risk_screening.screening.people import Directory
from lianzheng_risk.store.names import PERSON, POST, names_of
from lianzheng_risk.store.terms import english

_JOB = "rescreening"
_TOLD = ("head", "liaison")


def tell_all() -> None:
	"""What came to be due since the last run of an earlier day, so that nobody is told of it twice."""
	with logged(_JOB) as counts:
		posts = {row.name: row for row in frappe.get_all(POST, fields=["name", "post_name", "unit"], order_by="name")}
		found = due_posts(list(posts))
		fresh = _fresh(found, _looked_before())
		counts.looked_at, counts.changed = len(posts), len(fresh)
		_tell({post: (posts[post], fresh[post]) for post in fresh})


def _looked_before() -> datetime.datetime | None:
	"""When the last day on which this job ran began; of several runs the first told everything of that day."""
	ran = {"job": english(JOB, _JOB), "day": ["<", nowdate()], "error": ["is", "not set"]}
	runs = frappe.get_all(RUN, filters=ran, fields=["day", "started_on"], order_by="day desc, started_on asc", limit=1)
	return get_datetime(runs[0].started_on) if runs else None


def _fresh(found: dict[str, Due], since: datetime.datetime | None) -> dict[str, Due]:
	"""Those whose holder was entered, or came into office, afterwards; all of them in the first run."""
	if not since or not found:
		return found
	entered = frappe.get_all(
		TENURE,
		filters={"parenttype": POST, "parent": ["in", sorted(found)], "creation": [">=", since]},
		fields=["parent", "person", "start_date"],
		order_by="parent",
	)
	newly = {(row.parent, row.person, getdate(row.start_date)) for row in entered}
	return {
		post: it
		for post, it in found.items()
		if (post, it.person, it.since) in newly or it.since > since.date()
	}  # fmt: skip


def _tell(fresh: dict[str, tuple[frappe._dict, Due]]) -> None:
	if not fresh:
		return
	directory, names = Directory(), names_of(PERSON, (it.person for _, it in fresh.values()))
	lines: dict[str, list[tuple[frappe._dict, Due]]] = defaultdict(list)
	for post, it in fresh.values():
		officials = [official for role in _TOLD for official in directory.at(role, post.unit, with_account=True)]
		for user in dict.fromkeys(official.user for official in officials):
			lines[user].append((post, it))
	for user, posts in lines.items():
		lang = lang_of_user(user)
		told = [
			NOTICE.format(lang, post=post.post_name, since=it.since, person=names.get(it.person, it.person))
			for post, it in posts
		]
		digest(
			user,
			[Line(text, POST, post.name) for text, (post, _) in zip(told, posts, strict=True)],
			f"{_JOB}:{nowdate()}",
		)
