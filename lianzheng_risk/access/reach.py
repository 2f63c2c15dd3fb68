"""Documents that reach further down, or less far, than the place where they stand.

A campaign covers everything below its unit, so whoever it covers may read it. The screening of a post is the business
of its holders and of whoever is more than a post holder at its unit; so is a talk of those who took part in it.
"""

from __future__ import annotations

from collections.abc import Iterable

import frappe
from frappe.model.document import Document

from lianzheng_risk.access.places import POST_HOLDER, places_of, roles_at
from lianzheng_risk.access.posts import held_posts
from lianzheng_risk.access.sql import NOTHING, any_of, at_or_below, quoted
from lianzheng_risk.setup.roles import ROLES
from lianzheng_risk.setup.scoped import SCOPED, UNIT

_MORE_THAN_POST_HOLDER = frozenset(ROLES) - {POST_HOLDER}


def above(column: str, units: Iterable[str]) -> str:
	"""The column names a unit above one of the units."""
	return (
		f"{column} in (select `above`.`name` from `tab{UNIT}` `above`, `tab{UNIT}` `place`"
		f" where `above`.`lft` < `place`.`lft` and `above`.`rgt` > `place`.`rgt`"
		f" and `place`.`name` in ({', '.join(map(quoted, units))}))"
	)


def is_above_place_of(user: str, unit: str, granting: frozenset[str]) -> bool:
	"""Whether one of the places where the user was given a role that grants it lies below the unit."""
	tops = places_of(user).tops_with(granting)
	return bool(
		tops and frappe.get_all(UNIT, filters=[["name", "in", tops], ["name", "descendants of", unit]], limit=1)
	)


def own_posts(doctype: str, user: str) -> str:
	"""Condition that leaves a post holder the documents of the posts held today; empty for who is more everywhere."""
	places = places_of(user)
	more = places.tops_with(_MORE_THAN_POST_HOLDER)
	if places.everywhere or len(more) == len(places.tops):
		return ""
	posts = held_posts(user)
	ways = [_about(doctype, posts)] if posts else []
	if more:
		ways.append(at_or_below(f"`tab{doctype}`.`unit`", more))
	return any_of(ways) if ways else NOTHING


def _about(doctype: str, posts: Iterable[str]) -> str:
	"""The document is about one of the posts: names it, or has it among its participants."""
	scope, named = SCOPED[doctype], ", ".join(map(quoted, posts))
	if scope.post:
		return f"`tab{doctype}`.`{scope.post}` in ({named})"
	return (
		f"`tab{doctype}`.`name` in (select `parent` from `tab{scope.participants}`"
		f" where `parenttype` = {quoted(doctype)} and `post` in ({named}))"
	)


def is_of_others(user: str, doc: Document) -> bool:
	"""Whether the document is about no post of the user's own, who is no more than a post holder at its unit."""
	if is_more_than_post_holder(user, doc.unit):
		return False
	scope = SCOPED[doc.doctype]
	if scope.post:
		return doc.get(scope.post) not in held_posts(user)
	# Who takes part is what is stored; what a form sends is no proof of it.
	of_document = {"parenttype": doc.doctype, "parent": doc.name}
	return not set(frappe.get_all(scope.participants, filters=of_document, pluck="post")) & set(held_posts(user))


def is_more_than_post_holder(user: str, unit: str) -> bool:
	return bool(roles_at(user, unit) & _MORE_THAN_POST_HOLDER)
