"""Which post still owes which integrity activity, and which have had theirs."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import frappe
import pandas as pd
from frappe import _
from frappe.utils import getdate

from lianzheng_risk.core.activities.coverage import ACTIVITY_KIND, Requirement
from lianzheng_risk.core.activities.requirements import told
from lianzheng_risk.core.activities.standing import STANDING, counts, standing
from lianzheng_risk.risk_screening.language import session_lang, shown
from lianzheng_risk.store.activities import names_of, read_activities, read_posts, requirements_of_site
from lianzheng_risk.store.terms import code

AT_MOST = 5000
_COLOURS = {"overdue": "#dc2626", "to_do": "#f59e0b", "done": "#16a34a"}


def execute(filters: dict | None = None) -> tuple:
	filters = frappe._dict(filters or {})
	as_of = getdate(filters.as_of)
	requirements = asked_for(filters.kind)
	posts = read_posts(as_of, filters.unit)
	activities = read_activities(posts["post"], as_of, filters.unit)
	found = standing(posts, activities, requirements, as_of)
	shown_rows = found[found["state"] == "overdue"] if filters.overdue_only else found
	rows = get_rows(shown_rows.head(AT_MOST), posts, requirements)
	return get_columns(), rows, get_message(len(shown_rows)), get_chart(found), get_summary(found)


def asked_for(kind: str | None) -> list[Requirement]:
	wanted = code(ACTIVITY_KIND, kind)
	return [one for one in requirements_of_site() if not kind or one.kind == wanted]


def get_columns() -> list[dict]:
	return [
		_link("post", _("Post Title"), "Integrity Post", 180),
		_link("unit", _("Unit"), "Integrity Unit", 170),
		_text("holder", _("Holder"), 110),
		_text("kind_label", _("Kind of Activity"), 150),
		_text("requirement", _("Required Once"), 230),
		_date("last", _("Last Held On")),
		_date("due", _("Due Date")),
		_text("state_label", _("State of the Activity"), 120),
	]


def _link(name: str, label: str, doctype: str, width: int) -> dict:
	return {"fieldname": name, "label": label, "fieldtype": "Link", "options": doctype, "width": width}


def _text(name: str, label: str, width: int) -> dict:
	return {"fieldname": name, "label": label, "fieldtype": "Data", "align": "left", "width": width}


def _date(name: str, label: str) -> dict:
	return {"fieldname": name, "label": label, "fieldtype": "Date", "width": 125}


def get_rows(found: pd.DataFrame, posts: pd.DataFrame, requirements: Sequence[Requirement]) -> list[dict]:
	by_post = posts.set_index("post")
	concerned = by_post.loc[found["post"].unique()]
	names = names_of(person for holders in concerned["holders"] for person in holders)
	of_post = {post.Index: post for post in concerned.itertuples()}
	words = [told(one, session_lang()) for one in requirements]
	return [_row(row, of_post[row.post], names, words[row.requirement]) for row in found.itertuples(index=False)]


def _row(row, post, names: dict[str, str], requirement: str) -> dict:
	separator = "、" if session_lang() == "zh" else ", "
	return {
		"post": row.post,
		"post_name": post.post_name,
		"unit": post.unit,
		"unit_name": post.unit_name,
		"holder": separator.join(names.get(person, person) for person in post.holders),
		"kind_label": shown(ACTIVITY_KIND.by_code[row.kind].text),
		"requirement": requirement,
		"last": _day(row.last),
		"due": _day(row.due),
		"state": row.state,
		"state_label": shown(STANDING.by_code[row.state].text),
	}


def _day(value: pd.Timestamp) -> datetime.date | None:
	return None if pd.isna(value) else value.date()


def get_message(found: int) -> str | None:
	if found <= AT_MOST:
		return None
	return _("Shown are the first {0} of {1} rows. Please choose a unit to see fewer.").format(AT_MOST, found)


def get_chart(found: pd.DataFrame) -> dict | None:
	"""What is required, by kind: done, to do, overdue."""
	if found.empty:
		return None
	table = counts(found)
	return {
		"data": {
			"labels": [shown(ACTIVITY_KIND.by_code[kind].text) for kind in table.index],
			"datasets": [
				{"name": shown(STANDING.by_code[state].text), "values": table[state].tolist()} for state in _COLOURS
			],
		},
		"type": "bar",
		"barOptions": {"stacked": 1},
		"colors": list(_COLOURS.values()),
	}


def get_summary(found: pd.DataFrame) -> list[dict]:
	by_state = found["state"].value_counts()
	done = round(float(by_state.get("done", 0) / len(found) * 100), 1) if len(found) else 0
	overdue_posts = found.loc[found["state"] == "overdue", "post"].nunique()
	return [
		_number(_("Activities Required"), len(found), "blue"),
		{"label": _("Done %"), "value": f"{done}%", "datatype": "Data", "indicator": "green"},
		_number(_("Activities Overdue"), int(by_state.get("overdue", 0)), "red"),
		_number(_("Posts with Something Overdue"), int(overdue_posts), "red"),
	]


def _number(label: str, value: int, indicator: str) -> dict:
	return {"label": label, "value": value, "datatype": "Int", "indicator": indicator}
