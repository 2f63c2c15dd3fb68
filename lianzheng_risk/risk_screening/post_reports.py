"""What reports of posts and their holders share."""

from __future__ import annotations

from frappe import _

from lianzheng_risk.store.names import PERSON, POST, UNIT

AT_MOST = 5000


def columns_of_holders(since: str) -> list[dict]:
	"""Unit, post and holder; `since` is the field with the day from which the post is held."""
	return [
		_link("unit", _("Unit"), UNIT, 180),
		_link("post", _("Post Name"), POST, 180),
		{"fieldname": "key_post", "label": _("Key Post"), "fieldtype": "Check", "width": 90},
		_link("person", _("Name of the Holder"), PERSON, 120),
		{"fieldname": since, "label": _("In This Post Since"), "fieldtype": "Date", "width": 120},
	]


def _link(name: str, label: str, doctype: str, width: int) -> dict:
	return {"fieldname": name, "label": label, "fieldtype": "Link", "options": doctype, "width": width}


def posts_chosen(unit: str | None, key_posts_only: bool) -> list[list]:
	"""The filters of both reports, on posts."""
	chosen = [[POST, "unit", "descendants of (inclusive)", unit]] if unit else []
	return [*chosen, [POST, "key_post", "=", 1]] if key_posts_only else chosen


def told_of_more(found: int) -> str | None:
	if found <= AT_MOST:
		return None
	return _("Shown are the first {0} posts. Please choose a unit to see fewer.").format(AT_MOST)
