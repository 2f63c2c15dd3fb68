"""监督检查台账: which inspections were planned and held, what they scored and found, and what became of the findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import frappe
from frappe.utils import cint, getdate, nowdate

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.inspection.words import INSPECTION_TYPE, RATING
from lianzheng_risk.core.rectification.path import STATE as RECTIFICATION_STATE
from lianzheng_risk.core.vocabulary import vocabulary_of
from lianzheng_risk.risk_screening.language import session_lang, shown
from lianzheng_risk.risk_supervision.ledgers import (
	AT_MOST,
	PERSON,
	Column,
	Names,
	columns_of,
	figure,
	message,
	names_of,
	read,
	word,
)
from lianzheng_risk.store.terms import english

INSPECTION = "Integrity Inspection"
STANDING = vocabulary_of(
	"inspection_standing", "检查状态", "State of the Inspection",
	("overdue", "逾期未检查", "Not Held in Time"),
	("planned", "待检查", "To Be Held"),
	("under_way", "检查中", "Under Way"),
	("concluded", "已办结", "Concluded"),
	("cancelled", "已取消", "Cancelled"),
)  # fmt: skip
COLUMNS = (
	Column("inspection", Text("编号", "Number"), 170, "Link", INSPECTION),
	Column("unit_name", Text("被检查单位", "Inspected Unit"), 150),
	Column("type_label", INSPECTION_TYPE.text, 110),
	Column("title", Text("检查名称", "Title"), 220),
	Column("planned_on", Text("计划日期", "Planned On"), kind="Date"),
	Column("held_on", Text("检查日期", "Held On"), kind="Date"),
	Column("inspectors", Text("检查人员", "Inspectors"), 150),
	Column("standing_label", STANDING.text, 120),
	Column("full_total", Text("满分", "Full Marks"), 80, "Float"),
	Column("self_total", Text("自评分", "Self Score"), 80, "Float"),
	Column("checked_total", Text("核准分", "Checked Score"), 80, "Float"),
	Column("rating_label", Text("评定", "Rating"), 90),
	Column("findings", Text("发现问题", "Findings"), 90, "Int"),
	Column("closed_off", Text("已销号", "Closed Off"), 90, "Int"),
	Column("conclusion", Text("检查结论", "Conclusion"), 280),
	Column("signed_name", Text("签字人", "Signed By"), 90),
	Column("signed_on", Text("签字日期", "Signed On"), kind="Date"),
)  # fmt: skip
_FIELDS = (
	"unit", "inspection_type", "title", "planned_on", "held_on", "full_total", "self_total", "checked_total", "rating",
	"conclusion", "signed_by", "signed_on", "docstatus",
)  # fmt: skip
_ALL, _HELD = Text("监督检查", "Inspections"), Text("已办结", "Concluded")
_FINDINGS, _CLOSED = Text("发现问题", "Findings"), Text("其中已销号", "Of These Closed Off")
_COLOURS = {"overdue": "#dc2626", "planned": "#94a3b8", "under_way": "#f59e0b", "concluded": "#16a34a"}


def execute(filters: dict | None = None) -> tuple:
	filters = frappe._dict(filters or {})
	rows = read(INSPECTION, _FIELDS, filters, "planned_on", ("inspection_type", "rating"))
	today = getdate(nowdate())
	for row in rows:
		row.standing = standing_of(row, today)
	if filters.overdue_only:
		rows = [row for row in rows if row.standing == "overdue"]
	found, closed = findings_of(rows)
	listed = get_rows(rows[:AT_MOST], found, closed)
	return columns_of(COLUMNS), listed, message(len(rows)), get_chart(rows), get_summary(rows, found, closed)


def standing_of(row: frappe._dict, today) -> str:
	if cint(row.docstatus):
		return "concluded" if row.docstatus == 1 else "cancelled"
	if row.held_on:
		return "under_way"
	return "overdue" if row.planned_on and row.planned_on < today else "planned"


def findings_of(rows: Sequence[frappe._dict]) -> tuple[Counter, Counter]:
	"""By concluded inspection how much was found, and how much of it is closed off."""
	names = [row.name for row in rows if row.docstatus == 1]
	if not names:
		return Counter(), Counter()
	finding, rectification = map(frappe.qb.DocType, ("Integrity Inspection Finding", "Integrity Rectification"))
	told = (
		frappe.qb.from_(finding)
		.left_join(rectification)
		.on(finding.rectification == rectification.name)
		.select(finding.parent, rectification.status)
		.where((finding.parenttype == INSPECTION) & finding.parent.isin(names))
		.run()
	)
	done = english(RECTIFICATION_STATE, "closed")
	return Counter(parent for parent, _ in told), Counter(parent for parent, status in told if status == done)


def inspectors_of(names: Sequence[str]) -> dict[str, list[str]]:
	"""The names of those who inspect, by inspection."""
	if not names:
		return {}
	table = frappe.qb.DocType("Integrity Inspection Inspector")
	rows = (
		frappe.qb.from_(table)
		.select(table.parent, table.person)
		.where((table.parenttype == INSPECTION) & table.parent.isin(names))
		.orderby(table.parent, table.idx)
		.run()
	)
	called = names_of(PERSON, [person for _, person in rows])
	found: dict[str, list[str]] = defaultdict(list)
	for parent, person in rows:
		found[parent].append(called.get(person, person))
	return found


def get_rows(rows: Sequence[frappe._dict], found: Counter, closed: Counter) -> list[dict]:
	names = Names(rows, people=("signed_by",))
	inspectors = inspectors_of([row.name for row in rows])
	separator = "、" if session_lang() == "zh" else ", "
	kept = ("title", "planned_on", "held_on", "full_total", "self_total", "conclusion", "signed_on")
	return [
		{
			**{name: row[name] for name in kept},
			# A sheet that nobody has checked yet has no score.
			"checked_total": row.checked_total if row.standing == "concluded" else None,
			"rating_label": word(RATING, row.rating) if row.standing == "concluded" else None,
			"inspection": row.name,
			"unit_name": names.unit(row.unit),
			"type_label": word(INSPECTION_TYPE, row.inspection_type),
			"inspectors": separator.join(inspectors.get(row.name, [])),
			"standing": row.standing,
			"standing_label": shown(STANDING.by_code[row.standing].text),
			"findings": found[row.name],
			"closed_off": closed[row.name],
			"signed_name": names.person(row.signed_by),
		}
		for row in rows
	]


def get_chart(rows: Sequence[frappe._dict]) -> dict | None:
	"""By type: to be held, under way, concluded, and what was not held in time."""
	counts = Counter((row.inspection_type, row.standing) for row in rows if row.standing in _COLOURS)
	types = [term for term in INSPECTION_TYPE.terms if any(counts[term.en, state] for state in _COLOURS)]
	if not types:
		return None
	datasets = [
		{"name": shown(STANDING.by_code[state].text), "values": [counts[term.en, state] for term in types]}
		for state in _COLOURS
	]
	data = {"labels": [shown(term.text) for term in types], "datasets": datasets}
	return {"data": data, "type": "bar", "barOptions": {"stacked": 1}, "colors": list(_COLOURS.values())}


def get_summary(rows: Sequence[frappe._dict], found: Counter, closed: Counter) -> list[dict]:
	standing = Counter(row.standing for row in rows)
	overdue, findings = standing["overdue"], sum(found.values())
	return [
		figure(_ALL, len(rows) - standing["cancelled"]),
		figure(_HELD, standing["concluded"], "green"),
		figure(STANDING.by_code["overdue"].text, overdue, "red" if overdue else "green"),
		figure(_FINDINGS, findings, "orange" if findings else "green"),
		figure(_CLOSED, sum(closed.values()), "green"),
	]
