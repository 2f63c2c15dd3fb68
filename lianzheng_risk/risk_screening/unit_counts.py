"""What lies at each unit and everything below it, as far as the session's user may see: posts, and risk points by grade."""

from __future__ import annotations

from collections import Counter, defaultdict

import frappe
from frappe.query_builder.functions import Count
from pypika.terms import PseudoColumn

from lianzheng_risk.access.scope import visible_names

UNIT, POST, RISK = "Integrity Unit", "Integrity Post", "Integrity Risk Point"
OUT_OF_COUNT = "Retired"


def count_below(units: list[str]) -> dict[str, dict]:
	"""Unit → {"posts": number, "grades": {grade: number}}, with one query for the posts and one for the risk points."""
	posts, grades = _posts(units), _grades(units)
	return {unit: {"posts": posts.get(unit, 0), "grades": dict(grades[unit])} for unit in units}


def _posts(units: list[str]) -> dict[str, int]:
	post = frappe.qb.DocType(POST)
	query, top = _below(units, post)
	return dict(query.select(top.name, Count(post.name)).groupby(top.name).run())


def _grades(units: list[str]) -> defaultdict[str, Counter]:
	risk = frappe.qb.DocType(RISK)
	query, top = _below(units, risk)
	query = query.where(risk.workflow_state.isnull() | (risk.workflow_state != OUT_OF_COUNT))
	counts = defaultdict(Counter)
	for unit, grade, count in query.select(top.name, risk.grade, Count(risk.name)).groupby(top.name, risk.grade).run():
		counts[unit][grade or ""] += count
	return counts


def _below(units: list[str], document) -> tuple:
	"""The documents of a DocType at or below each of the units, joined to the unit that they count for."""
	top, unit = frappe.qb.DocType(UNIT).as_("top"), frappe.qb.DocType(UNIT).as_("unit")
	query = (
		frappe.qb.from_(top)
		.join(unit)
		.on((unit.lft >= top.lft) & (unit.rgt <= top.rgt))
		.join(document)
		.on(document.unit == unit.name)
		.where(top.name.isin(units or [""]))
	)
	doctype = document.get_table_name().removeprefix("tab")
	if seen := visible_names(doctype, frappe.session.user):
		query = query.where(document.name.isin(PseudoColumn(f"({seen})")))
	return query, top
