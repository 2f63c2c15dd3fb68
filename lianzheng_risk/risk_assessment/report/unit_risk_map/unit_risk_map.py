"""单位风险树图: the tree of units, coloured by how many of their indicators are off their target."""

from __future__ import annotations

import frappe

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.report.unit_map import Box, unit_map
from lianzheng_risk.core.tallies import Tallies
from lianzheng_risk.core.weakness import JUDGING, SOUND, STEPS, UNJUDGED, Weakness, weaknesses
from lianzheng_risk.risk_assessment.pictures.by_unit import places
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.store.tallies import current

_TITLE = Text("单位风险树图", "Unit Risk Map")
_COLUMNS = (
	("unit", Text("单位", "Unit"), "Link", 280),
	("risk_points", Text("风险点数", "Risk Points"), "Int", 110),
	("grade_I", Text("一级风险点", "Grade I Risk Points"), "Int", 120),
	("step", Text("薄弱程度", "Weakness"), "Data", 120),
	("weak", Text("未达标指标数", "Indicators off Target"), "Int", 130),
	("judged", Text("可评价指标数", "Indicators Judged"), "Int", 130),
	("which", Text("未达标指标", "Which"), "Data", 520),
)


def execute(filters: dict | None = None) -> tuple:
	tallies = current(frappe._dict(filters or {}).unit)
	total = tallies.tree.rollup(tallies.own)
	found = weaknesses(total)
	return _columns(), _rows(tallies, total, found), _picture(tallies, found)


def _columns() -> list[dict]:
	columns = [
		{"fieldname": name, "label": shown(text), "fieldtype": kind, "width": width}
		for name, text, kind, width in _COLUMNS
	]
	columns[0]["options"] = "Integrity Unit"
	return columns


def _rows(tallies: Tallies, total, found: list[Weakness]) -> list[dict]:
	risks, highest = total["risk_points"].tolist(), total["grade_I"].tolist()
	names = {indicator.code: shown(indicator.text) for indicator in JUDGING}
	steps = {step.code: shown(step.text) for step in (*STEPS, SOUND, UNJUDGED)}
	separator = "、" if (frappe.local.lang or "").startswith("zh") else ", "
	return [
		{
			**place,
			"risk_points": risks[row],
			"grade_I": highest[row],
			"step": steps[one.step.code],
			"weak": len(one.weak),
			"judged": one.judged,
			"which": separator.join(names[indicator.code] for indicator in one.weak),
			"off_target": [{"figure": indicator.code, "label": names[indicator.code]} for indicator in one.weak],
		}
		for row, (place, one) in enumerate(zip(places(tallies), found, strict=True))
	]


def _picture(tallies: Tallies, found: list[Weakness]) -> str | None:
	if not found:
		return None
	tree = tallies.tree
	boxes = [
		Box(name, level, one.step.code, f"{len(one.weak)}/{one.judged}", unit if one.judged else None)
		for unit, name, level, one in zip(
			tree.codes.tolist(), tallies.units["unit_name"].tolist(), tree.level.tolist(), found, strict=True
		)
	]
	legend = [(step.code, shown(step.text)) for step in (*STEPS, SOUND, UNJUDGED)]
	return str(unit_map(boxes, legend, shown(_TITLE)))
