"""What each column of counts is called where people choose it or read what is behind it: docs/indicators.md says the same."""

from __future__ import annotations

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.counts import SPREADS

# How a column of a spread is called after its term.
_OF_SPREAD = {
	"grade": Text("{}风险点数", "{} Risk Points"),
	"category": Text("{}风险点数", "Risk Points: {}"),
	"power": Text("{}风险点数", "Risk Points of Power: {}"),
	"layer": Text("{}层次措施数", "Measures: {}"),
	"phase": Text("{}措施数", "Measures: {}"),
	"status": Text("{}的措施数", "Measures: {}"),
	"warning": Text("{}数", "{}s"),
	"decision": Text("{}决策数", "Decisions: {}"),
}
_OF_COUNT = {
	"units": Text("单位数", "Units"),
	"units_screened": Text("已排查单位数", "Units Screened"),
	"people": Text("人员数", "People"),
	"people_screened": Text("已排查人员数", "People Screened"),
	"posts": Text("岗位数", "Posts"),
	"key_posts": Text("重点岗位数", "Key Posts"),
	"posts_held": Text("在任岗位数", "Posts Held"),
	"posts_screened": Text("已排查岗位数", "Posts Screened"),
	"key_posts_screened": Text("已排查重点岗位数", "Key Posts Screened"),
	"powers": Text("职权数", "Powers"),
	"powers_mapped": Text("已编流程图职权数", "Powers With a Flow Chart"),
	"powers_screened": Text("已排查职权数", "Powers Screened"),
	"powers_based": Text("有法定依据职权数", "Powers With a Legal Basis"),
	"powers_open": Text("已明确公开职权数", "Powers With Their Openness Settled"),
	"power_steps": Text("职权环节数", "Power Steps"),
	"risk_points": Text("风险点数", "Risk Points"),
	"risks_approved": Text("已审定风险点数", "Risk Points Approved"),
	"risks_to_publicise": Text("应公示风险点数", "Risk Points to Be Publicised"),
	"risks_publicised": Text("已公示风险点数", "Risk Points Publicised"),
	"filings_due": Text("应备案风险点数", "Risk Points to Be Filed"),
	"filings_done": Text("已备案风险点数", "Risk Points Filed"),
	"risks_with_measure": Text("有措施风险点数", "Risk Points With a Measure"),
	"high_risks": Text("一、二级风险点数", "Grade I and II Risk Points"),
	"high_risks_with_measure": Text("有措施一、二级风险点数", "Grade I and II Risk Points With a Measure"),
	"grade_I_three_phases": Text("三阶段齐全一级风险点数", "Grade I Risk Points With Measures in All Three Phases"),
	"measures": Text("措施数", "Measures"),
	"measures_effective": Text("有效措施数", "Effective Measures"),
	"measures_in_place": Text("已落实措施数", "Measures in Place"),
	"measures_verified": Text("已核实措施数", "Measures Verified"),
	"measures_due": Text("到期措施数", "Measures Due"),
	"measures_on_time": Text("按期落实措施数", "Measures in Place on Time"),
	"measures_overdue": Text("逾期措施数", "Measures Overdue"),
	"measures_parties_named": Text("责任主体明确措施数", "Measures With All Three Responsible Parties"),
	"measures_evidenced": Text("有佐证措施数", "Measures With Evidence"),
	"posts_rotating": Text("须轮岗岗位数", "Posts That Have to Rotate"),
	"posts_rotation_overdue": Text("超期未轮岗岗位数", "Posts Overdue for Rotation"),
	"activities_required": Text("应开展廉政活动数", "Required Activities"),
	"activities_done": Text("本期已开展廉政活动数", "Required Activities Held This Period"),
	"activities_overdue": Text("逾期廉政活动数", "Required Activities Overdue"),
	"inspections_held": Text("监督检查次数", "Inspections Held"),
	"inspections_concluded": Text("已办结监督检查次数", "Inspections Concluded"),
	"inspections_planned": Text("到期检查计划数", "Inspections Planned"),
	"inspections_held_to_plan": Text("已实施检查计划数", "Planned Inspections Held"),
	"findings": Text("检查发现问题数", "Findings"),
	"findings_ordered": Text("已下达整改问题数", "Findings With a Rectification"),
	"rectifications": Text("整改数", "Rectifications"),
	"rectifications_closed": Text("已销号整改数", "Rectifications Closed Off"),
	"rectifications_judged": Text("应按期整改数", "Rectifications Bound to a Date"),
	"rectifications_in_time": Text("按期整改数", "Rectified in Time"),
	"rectifications_overdue": Text("逾期整改数", "Rectifications Overdue"),
	"rectifications_recurring": Text("重复发生问题数", "Findings That Came Back"),
	"warnings": Text("预警数", "Warnings"),
	"warnings_open": Text("未解除预警数", "Open Warnings"),
	"warnings_judged": Text("应按期处置预警数", "Warnings Bound to a Date"),
	"warnings_in_time": Text("按期处置预警数", "Warnings Handled in Time"),
	"warnings_overdue": Text("逾期预警数", "Warnings Overdue"),
	"warnings_escalated": Text("升级预警数", "Warnings That Climbed"),
	"decisions": Text("三重一大决策数", "Decisions"),
	"decisions_collective": Text("集体决策数", "Decisions Taken by a Meeting"),
	"decisions_urgent": Text("紧急处置数", "Urgent Actions"),
	"ratifications_judged": Text("应追认紧急处置数", "Urgent Actions Bound to a Date"),
	"ratifications_in_time": Text("按期追认紧急处置数", "Urgent Actions Ratified in Time"),
	"ratifications_overdue": Text("逾期未追认紧急处置数", "Urgent Actions Not Ratified in Time"),
	"decisions_due": Text("到期应执行决策数", "Decisions Due"),
	"decisions_carried_out": Text("到期已执行决策数", "Decisions Due and Carried Out"),
	"decisions_overdue": Text("逾期未执行决策数", "Decisions Overdue"),
}


def _spread_names() -> dict[str, Text]:
	return {
		column: Text(_OF_SPREAD[name].zh.format(term.zh), _OF_SPREAD[name].en.format(term.en))
		for name, spread in SPREADS.items()
		for column, term in zip(spread.columns, spread.vocabulary.terms, strict=True)
	}


COUNT_NAMES: dict[str, Text] = _OF_COUNT | _spread_names()
