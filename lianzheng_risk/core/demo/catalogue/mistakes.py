"""What goes wrong when people fill in the workbook by hand: the mistakes of the demonstration's second file."""

from __future__ import annotations

from typing import NamedTuple


class Typed(NamedTuple):
	"""Somebody typed this into a field: of the row with this key, or of any row."""

	table: str
	field: str
	value: str | int | None
	key: str | None = None


class Copied(NamedTuple):
	"""Somebody copied a field of the first of so many rows to the others."""

	table: str
	field: str
	rows: int


TYPED = (
	# Small departments with nothing below them, so that little goes along when --skip-bad leaves them out.
	Typed("units", "parent_unit", "NJ-11", key="NJ-09"),
	Typed("units", "parent_unit", "NJ-09", key="NJ-11"),
	Typed("units", "parent_unit", "NJ-08", key="NJ-08"),
	Typed("risk_points", "stated_grade", "1中2低"),
	Typed("risk_points", "stated_grade", "D级"),
	Typed("risk_points", "probability", "经常"),
	Typed("risk_points", "harm", None),
	Typed("risk_points", "title", None),
	Typed("risk_points", "post", "NJ-99-G01"),
	Typed("risk_points", "step_no", "第三步"),
	Typed("risk_points", "unlimited_discretion", "大概有"),
	Typed("posts", "post_name", "XX岗位"),
	Typed("posts", "unit", "后勤服务公司"),
	Typed("people", "rank", "领导"),
	Typed("people", "person_name", None),
	Typed("tenures", "start_date", "2025年13月1日"),
	Typed("tenures", "end_date", "1998-01-01"),
	Typed("powers", "time_limit_days", "十五天"),
	Typed("powers", "category", "监督权"),
	Typed("power_steps", "step_name", "采购与验收"),
	Typed("power_steps", "next_steps", "3，19"),
	Typed("measures", "risk", "NJ-F9999"),
	Typed("measures", "status", "落实了一半"),
	Typed("measures", "due_date", "年底前"),
	Typed("measures", "responsible_person", None),
	Typed("measures", "description", None),
)

COPIED = (
	Copied("risk_points", "risk", rows=2),
	Copied("risk_points", "manifestation", rows=8),
	Copied("measures", "measure", rows=2),
)
