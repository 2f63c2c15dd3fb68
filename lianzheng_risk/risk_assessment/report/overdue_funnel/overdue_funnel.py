"""逾期漏斗: of measures, rectifications, warnings, rotation and activities, how much is bound to a date and overdue."""

from __future__ import annotations

import frappe

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.frozen.rows import percent
from lianzheng_risk.core.overdue import Stage, funnel
from lianzheng_risk.core.report import palette
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.store.tallies import current

_KIND = Text("事项", "Matter")
_STAGES = {
	"there": Text("总数", "In All"),
	"due": Text("应按期完成", "Bound to a Date"),
	"overdue": Text("已逾期", "Overdue"),
}
_SHARE = Text("逾期率", "Share Overdue")


def execute(filters: dict | None = None) -> tuple:
	stages = funnel(current(frappe._dict(filters or {}).unit).own.sum())
	return _columns(), [_row(stage) for stage in stages], None, _chart(stages)


def _columns() -> list[dict]:
	counts = [
		{"fieldname": name, "label": shown(text), "fieldtype": "Int", "width": 140} for name, text in _STAGES.items()
	]
	return [
		{"fieldname": "kind", "label": shown(_KIND), "fieldtype": "Data", "width": 200},
		*counts,
		{"fieldname": "share", "label": shown(_SHARE), "fieldtype": "Data", "align": "right", "width": 200},
	]


def _row(stage: Stage) -> dict:
	counts = {name: getattr(stage, name) for name in _STAGES}
	# What leads from each cell to its documents.
	figures = {name: getattr(stage.kind, name) for name in _STAGES}
	share = {"share": percent(stage.share)}
	return {"kind": shown(stage.kind.text), **counts, **share, "figures": figures | {"share": stage.kind.overdue}}


def _chart(stages: list[Stage]) -> dict | None:
	if not any(stage.there for stage in stages):
		return None
	datasets = [
		{"name": shown(text), "values": [getattr(stage, name) for stage in stages]} for name, text in _STAGES.items()
	]
	# From light to dark, so that print in grey keeps them apart.
	colours = [palette.GRADE_FILL["III"], palette.GRADE_FILL["II"], palette.GRADE_FILL["I"]]
	return {
		"data": {"labels": [shown(stage.kind.text) for stage in stages], "datasets": datasets},
		"type": "bar",
		"colors": colours,
	}
