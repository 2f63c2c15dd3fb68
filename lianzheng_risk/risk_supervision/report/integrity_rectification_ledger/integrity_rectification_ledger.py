"""整改台账 and, of what is closed off, 销号台账: who has to put right what by when, and what came back."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import frappe
from frappe import _
from frappe.utils import cint, getdate, nowdate

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.rectification.path import STATE, WAITING
from lianzheng_risk.core.timeliness import TIMELINESS, timeliness
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.risk_supervision.ledgers import (
	AT_MOST,
	Column,
	Names,
	columns_of,
	drawn_by_unit,
	figure,
	figures_of_time,
	message,
	read,
	word,
)
from lianzheng_risk.store.terms import code

RECTIFICATION = "Integrity Rectification"
COLUMNS = (
	Column("rectification", Text("编号", "Number"), 170, "Link", RECTIFICATION),
	Column("document_no", Text("通知书文号", "Number of the Notice"), 130),
	Column("unit_name", Text("被整改单位", "Unit"), 150),
	Column("title", Text("整改事项", "Title"), 220),
	Column("problem", Text("存在问题", "Problem Found"), 260),
	Column("demand", Text("整改要求", "What Is to Be Put Right"), 220),
	Column("source", Text("问题来源", "Source"), 140),
	Column("responsible_unit_name", Text("责任单位", "Responsible Unit"), 150),
	Column("responsible_name", Text("责任人", "Responsible Person"), 90),
	Column("ordered_on", Text("下达日期", "Ordered On"), kind="Date"),
	Column("deadline", Text("整改期限", "Deadline"), kind="Date"),
	Column("extensions", Text("延期次数", "Times Extended"), 90, "Int"),
	Column("state_label", Text("状态", "State"), 100),
	Column("timeliness_label", TIMELINESS.text, 100),
	Column("evidence", Text("整改情况", "What Was Done"), 260),
	Column("reported_on", Text("报告日期", "Reported On"), kind="Date"),
	Column("closed_on", Text("销号日期", "Closed Off On"), kind="Date"),
	Column("reopened", Text("重新整改次数", "Times Taken Up Again"), 110, "Int"),
	Column("came_back_from", Text("再次发生（前次编号）", "Came Back From"), 160, "Link", RECTIFICATION),
)  # fmt: skip
_FIELDS = (
	"document_no", "unit", "title", "problem", "demand", "source_doctype", "source_note", "responsible_unit",
	"responsible_person", "ordered_on", "deadline", "extensions", "status", "evidence", "reported_on", "closed_on",
	"reopened", "came_back_from",
)  # fmt: skip
_ALL = Text("整改", "Rectifications")
_SHARE = Text("销号率", "Closed Off %")
_RECURRED = Text("问题再次发生", "Findings That Came Back")


def execute(filters: dict | None = None) -> tuple:
	filters = frappe._dict(filters or {})
	day = "closed_on" if filters.closed_only else "ordered_on"
	rows = with_states(read(RECTIFICATION, _FIELDS, filters, day, ("status",)))
	for asked, holds in _NARROWED.items():
		if filters.get(asked):
			rows = [row for row in rows if holds(row)]
	return columns_of(COLUMNS), get_rows(rows[:AT_MOST]), message(len(rows)), drawn_by_unit(rows), get_summary(rows)


_NARROWED = {
	"closed_only": lambda row: row.state == "closed",
	"overdue_only": lambda row: row.timeliness == "overdue",
	"recurred_only": lambda row: bool(row.came_back_from or cint(row.reopened)),
}


def with_states(rows: Sequence[frappe._dict]) -> Sequence[frappe._dict]:
	"""Each row with the code of its state, and whether it is done in time."""
	today = getdate(nowdate())
	for row in rows:
		row.state = code(STATE, row.status)
		row.timeliness = _timeliness(row, today)
	return rows


def _timeliness(row: frappe._dict, today: datetime.date) -> str:
	done_on = None if row.state == "withdrawn" else row.reported_on
	return timeliness(row.deadline, today, done_on, waiting=row.state in WAITING)


def get_rows(rows: Sequence[frappe._dict]) -> list[dict]:
	names = Names(rows, units=("unit", "responsible_unit"), people=("responsible_person",))
	kept = [
		"document_no", "title", "problem", "demand", "ordered_on", "deadline", "extensions", "evidence", "reported_on",
		"closed_on", "reopened", "came_back_from", "timeliness",
	]  # fmt: skip
	return [
		{
			**{name: row[name] for name in kept},
			"rectification": row.name,
			"unit_name": names.unit(row.unit),
			"source": row.source_note or (_(row.source_doctype) if row.source_doctype else None),
			"responsible_unit_name": names.unit(row.responsible_unit),
			"responsible_name": names.person(row.responsible_person),
			"state_label": word(STATE, row.status),
			"timeliness_label": shown(TIMELINESS.by_code[row.timeliness].text),
		}
		for row in rows
	]


def get_summary(rows: Sequence[frappe._dict]) -> list[dict]:
	counted = [row for row in rows if row.state != "withdrawn"]
	closed = sum(row.state == "closed" for row in counted)
	recurred = sum(map(_NARROWED["recurred_only"], counted))
	share = f"{round(closed * 100 / len(counted), 1)}%" if counted else "—"
	return [
		figure(_ALL, len(counted)),
		figure(_SHARE, share, "green", "Data"),
		figure(_RECURRED, recurred, "red" if recurred else "green"),
		*figures_of_time([row.timeliness for row in rows]),
	]
