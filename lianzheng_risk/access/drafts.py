"""Self-screening is confidential: who sees a risk point that nobody has approved yet and that is still being drafted.

Whoever drafted it, whoever holds its post, and whoever has at its unit any role other than Post Holder. Once a risk
point has been approved (it names its grade record), everybody who sees its unit sees it, revisions included.
`hidden_from` and `open_to` are the same rule, for one document and for a query.
"""

from __future__ import annotations

import frappe

from lianzheng_risk.access.places import POST_HOLDER, places_of, roles_at
from lianzheng_risk.access.posts import held_posts
from lianzheng_risk.access.sql import any_of, at_or_below, quoted
from lianzheng_risk.setup.roles import ROLES
from lianzheng_risk.setup.scoped import RISK

SELF_SCREENING = "Self-Screening"
FIELDS = ("unit", "workflow_state", "grade_record", "owner", "drafted_by", "post")
_MORE_THAN_POST_HOLDER = frozenset(ROLES) - {POST_HOLDER}


def hidden_from(user: str, risk: frappe._dict) -> bool:
	"""Whether the risk point, given by its FIELDS, is a draft that the user has no business with."""
	if risk.workflow_state != SELF_SCREENING or risk.grade_record or user in (risk.owner, risk.drafted_by):
		return False
	if roles_at(user, risk.unit) & _MORE_THAN_POST_HOLDER:
		return False
	return risk.post not in held_posts(user)


def open_to(user: str) -> str:
	"""Condition on risk points that leaves out what is hidden from the user; empty where nothing can be."""
	places = places_of(user)
	more = places.tops_with(_MORE_THAN_POST_HOLDER)
	if places.everywhere or len(more) == len(places.tops):
		return ""
	risk = f"`tab{RISK}`"
	ways = [
		f"coalesce({risk}.`workflow_state`, '') <> {quoted(SELF_SCREENING)}",
		f"coalesce({risk}.`grade_record`, '') <> ''",
		f"{risk}.`owner` = {quoted(user)}",
		f"{risk}.`drafted_by` = {quoted(user)}",
	]
	if posts := held_posts(user):
		ways.append(f"{risk}.`post` in ({', '.join(map(quoted, posts))})")
	if more:
		ways.append(at_or_below(f"{risk}.`unit`", more))
	return any_of(ways)
