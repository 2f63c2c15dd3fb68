"""Per unit of the tree, how far a campaign is: what belongs to the unit itself, or everything at and below it."""

from __future__ import annotations

import frappe
import pandas as pd
from frappe import _
from frappe.utils import escape_html

from lianzheng_risk.core.approval.path import STATE
from lianzheng_risk.core.campaign import progress
from lianzheng_risk.core.campaign.words import SCREENING_STATUS
from lianzheng_risk.core.tree import Tree
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.risk_screening.screening.progress import picture
from lianzheng_risk.store.screenings import read_units

_BARS_AT_MOST = 15
_COLOURS = {"not_begun": "#dc2626", "under_way": "#f59e0b", "reported": "#3b82f6", "confirmed": "#16a34a"}


def execute(filters: dict | None = None) -> tuple:
	filters = frappe._dict(filters or {})
	if not filters.campaign:
		return get_columns(), []
	drawn = picture(filters.campaign, filters.unit)
	units = read_units(filters.unit or drawn.campaign.unit)
	if units.empty:
		return get_columns(), []
	tree = Tree.of(units)
	own = progress.own_figures(tree, drawn.screenings, drawn.points)
	total = tree.rollup(own)
	rows = get_rows(tree, units, own if filters.own_only else total, own)
	return get_columns(), rows, None, get_chart(tree, units, total), get_summary(tree, total)


def get_columns() -> list[dict]:
	counts = [("own_posts", _("Own Posts"), 110), ("posts", _("Number of Posts"))]
	counts += [(term.code, shown(term.text)) for term in SCREENING_STATUS.terms]
	counts += [("none_waiting", _("None Found, to Be Confirmed"), 130), ("late", _("Late Posts"))]
	states = [(f"state_{code}", _("Points: {0}").format(shown(STATE.by_code[code].text))) for code in progress.STATES]
	unit = {"fieldname": "unit", "label": _("Unit"), "fieldtype": "Link", "options": "Integrity Unit", "width": 260}
	return [
		unit,
		*(_count(*count) for count in counts),
		{"fieldname": "done", "label": _("Done %"), "fieldtype": "Percent", "precision": 1, "width": 90},
		{"fieldname": "remark", "label": _("Remark"), "fieldtype": "Data", "align": "left", "width": 110},
		*(_count(name, label, 130) for name, label in states),
	]


def _count(name: str, label: str, width: int = 90) -> dict:
	return {"fieldname": name, "label": label, "fieldtype": "Int", "width": width}


def get_rows(tree: Tree, units: pd.DataFrame, figures: pd.DataFrame, own: pd.DataFrame) -> list[dict]:
	names = units.set_index("unit")["unit_name"].to_dict()
	table = figures.assign(
		own_posts=own["posts"],
		done=progress.done_share(figures),
		zero=progress.is_zero_report(figures),
		indent=tree.level,
		parent=tree.parent,
	)
	return [
		{
			**row,
			"unit": unit,
			"unit_name": names[unit],
			"parent_unit": tree.codes[row["parent"]] if row["parent"] >= 0 else None,
			"done": None if pd.isna(row["done"]) else row["done"],
			"remark": _remark(row),
		}
		for unit, row in zip(tree.codes, table.to_dict("records"), strict=True)
	]


def _remark(row: dict) -> str | None:
	if not row["posts"]:
		return _("No Posts")
	return _("Zero Reports") if row["zero"] else None


def get_chart(tree: Tree, units: pd.DataFrame, total: pd.DataFrame) -> dict | None:
	"""Posts by status, a bar for each unit right below the top, or for the tops where there are several.

	Of many units those with the most left to do.
	"""
	shown_level = 1 if (tree.level == 0).sum() == 1 and (tree.level == 1).any() else 0
	bars = total[(tree.level == shown_level) & (total["posts"] > 0)]
	to_do = bars["posts"] - bars["confirmed"]
	bars = bars.loc[to_do.nlargest(_BARS_AT_MOST).index.sort_values()]
	if bars.empty:
		return None
	names = units.set_index("unit")["unit_name"]
	statuses = SCREENING_STATUS.terms
	return {
		"data": {
			"labels": [escape_html(names[unit]) for unit in tree.codes[bars.index]],
			"datasets": [{"name": shown(term.text), "values": bars[term.code].tolist()} for term in statuses],
		},
		"type": "bar",
		"barOptions": {"stacked": 1},
		"colors": [_COLOURS[term.code] for term in statuses],
	}


def get_summary(tree: Tree, total: pd.DataFrame) -> list[dict]:
	whole = total[tree.level == 0].sum()
	done = round(float(whole["confirmed"] / whole["posts"] * 100), 1) if whole["posts"] else 0
	zero = int(progress.is_zero_report(total).sum())
	return [
		{"label": _("Number of Posts"), "value": int(whole["posts"]), "datatype": "Int", "indicator": "blue"},
		{"label": _("Done %"), "value": f"{done}%", "datatype": "Data", "indicator": "green"},
		{"label": _("Late Posts"), "value": int(whole["late"]), "datatype": "Int", "indicator": "red"},
		{"label": _("Units with Zero Reports"), "value": zero, "datatype": "Int", "indicator": "red"},
	]
