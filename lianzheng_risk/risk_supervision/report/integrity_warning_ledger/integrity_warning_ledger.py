"""预警处置台账: every warning from its issue to its lifting, as the slips of handling have it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import frappe
from frappe.utils import cint, getdate, nowdate

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.timeliness import TIMELINESS, timeliness
from lianzheng_risk.core.warnings.causes import SOURCE
from lianzheng_risk.core.warnings.colours import COLOUR, HANDLING
from lianzheng_risk.core.warnings.path import OPEN, STATE, WAITING
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

WARNING = "Integrity Warning"
COLUMNS = (
	Column("warning", Text("编号", "Number"), 170, "Link", WARNING),
	Column("unit_name", Text("单位", "Unit"), 150),
	Column("post_name", Text("岗位", "Post"), 120),
	Column("person_name", Text("涉及人员", "Person Concerned"), 90),
	Column("source", Text("信息来源", "Source"), 130),
	Column("title", Text("预警事项", "Title"), 220),
	Column("facts", Text("事实", "Facts"), 260),
	Column("colour_label", Text("预警等级", "Colour"), 110),
	Column("manner", Text("处置方式", "Manner of Handling"), 170),
	Column("addressee_name", Text("处置责任人", "Addressee"), 100),
	Column("issued_on", Text("发出日期", "Issued On"), kind="Date"),
	Column("received_on", Text("签收日期", "Received On"), kind="Date"),
	Column("deadline", Text("回告期限", "Deadline"), kind="Date"),
	Column("level", Text("升级次数", "Levels Climbed"), 90, "Int"),
	Column("state_label", Text("状态", "State"), 100),
	Column("timeliness_label", TIMELINESS.text, 100),
	Column("evidence", Text("处置情况", "Handling"), 260),
	Column("handled_on", Text("处置日期", "Handled On"), kind="Date"),
	Column("lifted_on", Text("解除日期", "Lifted On"), kind="Date"),
)  # fmt: skip
_FIELDS = (
	"unit", "post", "person", "source", "title", "facts", "colour", "addressee", "issued_on", "received_on", "deadline",
	"level", "status", "evidence", "handled_on", "lifted_on", "withdrawn",
)  # fmt: skip
_OPEN, _RED = Text("未解除的预警", "Warnings Not Lifted"), Text("红色预警（未解除）", "Red Ones Not Lifted")
_ALL = Text("预警", "Warnings")


def execute(filters: dict | None = None) -> tuple:
	filters = frappe._dict(filters or {})
	rows = with_states(read(WARNING, _FIELDS, filters, "issued_on", ("colour", "source", "status")))
	if filters.open_only:
		rows = [row for row in rows if row.state in OPEN]
	if filters.overdue_only:
		rows = [row for row in rows if row.timeliness == "overdue"]
	return columns_of(COLUMNS), get_rows(rows[:AT_MOST]), message(len(rows)), drawn_by_unit(rows), get_summary(rows)


def with_states(rows: Sequence[frappe._dict]) -> Sequence[frappe._dict]:
	"""Each row with the codes of its state and colour, and whether it is handled in time."""
	today = getdate(nowdate())
	for row in rows:
		row.state, row.colour_code = code(STATE, row.status), code(COLOUR, row.colour)
		row.timeliness = _timeliness(row, today)
	return rows


def _timeliness(row: frappe._dict, today: datetime.date) -> str:
	"""One that has climbed was not handled in its first time. What was withdrawn or waits muted is not counted."""
	done_on = None if row.withdrawn or row.state == "muted" else row.handled_on
	return timeliness(row.deadline, today, done_on, waiting=row.state in WAITING, overran=cint(row.level) > 0)


def get_rows(rows: Sequence[frappe._dict]) -> list[dict]:
	names = Names(rows, people=("person", "addressee"), posts=("post",))
	return [
		{
			**{name: row[name] for name in ("title", "facts", "issued_on", "received_on", "deadline", "level")},
			**{name: row[name] for name in ("evidence", "handled_on", "lifted_on", "timeliness")},
			"warning": row.name,
			"colour": row.colour_code,
			"unit_name": names.unit(row.unit),
			"post_name": names.post(row.post),
			"person_name": names.person(row.person),
			"addressee_name": names.person(row.addressee),
			"source": word(SOURCE, row.source),
			"colour_label": word(COLOUR, row.colour),
			"manner": shown(HANDLING[row.colour_code]),
			"state_label": word(STATE, row.status),
			"timeliness_label": shown(TIMELINESS.by_code[row.timeliness].text),
		}
		for row in rows
	]


def get_summary(rows: Sequence[frappe._dict]) -> list[dict]:
	still = [row for row in rows if row.state in OPEN]
	red = sum(row.colour_code == "red" for row in still)
	return [
		figure(_ALL, len(rows)),
		figure(_OPEN, len(still), "orange" if still else "green"),
		figure(_RED, red, "red" if red else "green"),
		*figures_of_time([row.timeliness for row in rows]),
	]
