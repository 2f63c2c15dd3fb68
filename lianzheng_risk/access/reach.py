"""Documents that reach further down, or less far, than the place where they stand.

A campaign covers everything below its unit, so whoever it covers may read it. The screening of a post is the business
of its holders and of whoever is more than a post holder at its unit.
"""

from __future__ import annotations

from collections.abc import Iterable

import frappe

from lianzheng_risk.access.places import POST_HOLDER, places_of, roles_at
from lianzheng_risk.access.posts import held_posts
from lianzheng_risk.access.sql import NOTHING, any_of, at_or_below, quoted
from lianzheng_risk.setup.roles import ROLES
from lianzheng_risk.setup.scoped import UNIT

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


def own_posts(doctype: str, field: str, user: str) -> str:
	"""Condition that leaves a post holder the documents of the posts held today; empty for who is more everywhere."""
	places = places_of(user)
	more = places.tops_with(_MORE_THAN_POST_HOLDER)
	if places.everywhere or len(more) == len(places.tops):
		return ""
	posts = held_posts(user)
	ways = [f"`tab{doctype}`.`{field}` in ({', '.join(map(quoted, posts))})"] if posts else []
	if more:
		ways.append(at_or_below(f"`tab{doctype}`.`unit`", more))
	return any_of(ways) if ways else NOTHING


def is_of_others(user: str, unit: str, post: str) -> bool:
	"""Whether the post is not the user's own, and the user is no more than a post holder at its unit."""
	return not roles_at(user, unit) & _MORE_THAN_POST_HOLDER and post not in held_posts(user)
