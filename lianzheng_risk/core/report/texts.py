"""The words of the report in Chinese and English. Terms of the field come from the vocabularies, not from here."""

from __future__ import annotations

from collections.abc import Iterable

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.bilingual import Lang, Text
from lianzheng_risk.core.register import TABLES

NOTHING = "—"

TEXTS: dict[str, Text] = {
	# Head
	"title": Text("廉政风险防控评估报告", "Integrity Risk Assessment"),
	"as_of": Text("数据截至{date}", "Figures as of {date}"),
	"scheme": Text("定级方案", "Grading scheme"),
	"no_unit": Text("登记簿中尚无单位", "No unit in the register"),
	"several_units": Text("{name}等{count}个单位", "{name} and others ({count} in all)"),
	"contents": Text("目录", "Contents"),
	"pair": Text("{name}：{value}", "{name}: {value}"),
	"stop": Text("。", "."),
	# Sections
	"key_figures": Text("主要数据", "Key Figures"),
	"by_grade": Text("风险等级分布", "Risk Points by Grade"),
	"heat_map": Text("风险热力图", "Heat Map"),
	"by_kind": Text("风险类别与权力类别", "Risk Points by Category and Power"),
	"by_category": Text("按风险类别", "By risk category"),
	"by_power": Text("按权力类别", "By category of power"),
	"measures_section": Text("防控措施", "Control Measures"),
	"by_status": Text("按落实情况", "By status"),
	"by_layer": Text("按防控层次", "By layer"),
	"by_phase": Text("按防控阶段", "By phase"),
	"indicators": Text("评估指标", "Indicators"),
	"structure": Text("结构指标（{count}项）", "Structure ({count} indicators)"),
	"weak_links": Text("薄弱环节", "Weak Links"),
	"ranking": Text("单位排序", "Ranking of Units"),
	"units_section": Text("分单位情况", "Unit by Unit"),
	"matrix": Text("风险类别与权力类别交叉分布", "Risk Categories across Powers"),
	"matrix_sheet": Text("类别与权力", "Category and Power"),
	"no_power": Text("未对应职权", "No power"),
	"sum": Text("合计", "Total"),
	"unit_map": Text("单位薄弱程度", "Where Units Are Weak"),
	"weakness": Text("薄弱程度", "Weakness"),
	"off_of_judged": Text("未达目标／可评价", "Off target / judged"),
	"which_off": Text("未达目标的指标", "Indicators off target"),
	"unit_map_note": Text(
		"左边是上级，右边是下级；颜色越深，未达目标的指标越多。“3/12”表示12项可评价的指标中有3项未达目标，均含全部下级。"
		"单位很多时只画到看得清的一级。",
		"Above on the left, below on the right; the darker, the more indicators are off target. “3/12” says that 3 of 12 "
		"indicators judged are, everything below included. Of very many units only the upper levels are drawn.",
	),
	"overdue": Text("逾期漏斗", "Overdue Funnel"),
	"there": Text("总数", "In all"),
	"due": Text("应按期完成", "Bound to a date"),
	"overdue_now": Text("已逾期", "Overdue"),
	"overdue_share": Text("逾期率", "Share overdue"),
	"matter": Text("事项", "Matter"),
	"overdue_row": Text(
		"{kind}：总数{there}，应按期完成{due}，已逾期{overdue}，逾期率{share}",
		"{kind}: {there} in all, {due} bound to a date, {overdue} overdue, {share}",
	),
	"overdue_note": Text(
		"每条的全长为该事项的总数，依次覆盖应按期完成的和已逾期的；逾期率以应按期完成的为分母。",
		"Each bar is as long as all there are of a kind; over it what is bound to a date and what is overdue. The share is "
		"taken of what is bound to a date.",
	),
	"trend": Text("与往期对比", "Compared with Earlier Times"),
	"change_in_points": Text("较上期（百分点）", "Change (points)"),
	"trend_note": Text(
		"往期数值取自当时的评估结果，不随登记簿事后的修改变动；“—”或空白表示当时没有可比的数据。",
		"Earlier values are those of the assessments made at the time; later changes of the register do not touch them. “—” or "
		"nothing: there was nothing to compare with.",
	),
	"campaigns": Text("排查工作进度", "Screening Campaigns"),
	"campaign_meta": Text("{unit}组织 · {start}开始 · {state}", "by {unit} · begun on {start} · {state}"),
	"under_way_now": Text("评估时进行中", "under way when assessed"),
	"closed_on": Text("{day}结束", "ended on {day}"),
	"done_share": Text("完成率", "Done"),
	"late_posts": Text("逾期", "Late"),
	"posts_in_phase": Text("各阶段岗位数", "Posts in each phase"),
	"phase_due": Text("{day}截止", "due {day}"),
	"campaign_note": Text(
		"按评估时的情况统计，事后的办理不改变这些数字；各单位均含全部下级。完成率为已确认岗位占应排查岗位的比例，"
		"已确认的岗位不再计入任何阶段，逾期为已超过所处阶段截止日期的岗位。",
		"As of the assessment; what was done afterwards does not change these figures, and each unit includes everything "
		"below it. Done is the share of posts confirmed, which are in no phase any more; late are posts past the day on "
		"which their phase was due.",
	),
	"campaign_units_bounded": Text("仅列出上面的几级，全部单位见Excel。", "Only the upper levels are listed; the workbook has all units."),
	"changes": Text("与上期相比", "Compared with the Previous Register"),
	"method": Text("方法说明", "Method"),
	"overview": Text("概览", "Overview"),
	"units_sheet": Text("单位", "Units"),
	"changes_sheet": Text("变化", "Changes"),
	"notes_sheet": Text("说明", "Notes"),
	# Key figures
	"in_units": Text("分布在{units}个单位和内设机构", "units and departments: {units}"),
	"of_risk_points": Text("占风险点 {share}", "{share} of risk points"),
	# Columns and units of count
	"count": Text("数量", "Count"),
	"share": Text("占比", "Share"),
	"risk_points": Text("风险点", "Risk points"),
	"measures": Text("防控措施", "Measures"),
	"units": Text("单位", "Units"),
	"posts": Text("岗位", "Posts"),
	"posts_screened": Text("已排查岗位", "Posts screened"),
	"coverage": Text("岗位覆盖率", "Post coverage"),
	"probability": Text("发生机率", "Probability"),
	"harm": Text("危害程度", "Harm"),
	"grade": Text("风险等级", "Grade"),
	"indicator": Text("指标", "Indicator"),
	"numerator": Text("分子", "Numerator"),
	"denominator": Text("分母", "Denominator"),
	"value": Text("数值", "Value"),
	"aim": Text("目标", "Target"),
	"up": Text("越高越好", "The higher the better"),
	"down": Text("越低越好", "The lower the better"),
	"neutral": Text("仅反映结构", "Describes only"),
	"judgement": Text("评价", "Judgement"),
	"off_target": Text("未达目标", "Off target"),
	"on_target": Text("达到目标", "On target"),
	"at_least": Text("不低于 {value}", "at least {value}"),
	"at_most": Text("不高于 {value}", "at most {value}"),
	"place": Text("位次", "Place"),
	"unit": Text("单位", "Unit"),
	"unit_code": Text("单位编码", "Unit code"),
	"unit_type": Text("单位类型", "Unit type"),
	"serious_share": Text("一、二级占比", "Grades I and II"),
	"total_group": Text("合计（含下级）", "Total (with units below)"),
	"own_group": Text("本级", "Own"),
	"own_row": Text("其中：本级", "Of which its own"),
	"kind": Text("类型", "Kind"),
	"problem": Text("问题", "Problem"),
	"remark": Text("说明", "Remark"),
	"parent": Text("上级", "Belongs to"),
	"subjects": Text("涉及对象", "Concerned"),
	"item": Text("项目", "Item"),
	"table": Text("表", "Table"),
	"code": Text("编号", "Code"),
	"name": Text("名称", "Name"),
	"field": Text("字段", "Field"),
	"old": Text("上期", "Before"),
	"new_value": Text("本期", "Now"),
	"move": Text("变动", "Move"),
	# Sentences
	"grade_desc": Text("共{count}个风险点：{parts}。", "{count} risk points: {parts}."),
	"heat_desc": Text(
		"行为发生机率，列为危害程度，每格写明等级和风险点数。{cells}",
		"Rows are probability, columns harm; every cell gives its grade and its number of risk points. {cells}",
	),
	"heat_cell": Text("{probability}、{harm}：{grade}，{count}个", "{probability}, {harm}: {grade}, {count}"),
	"heat_note": Text(
		"格中等级按机率和危害确定；有提级情形或等级下限的风险点，最终等级可能更高，以等级分布为准。",
		"The grade in a cell follows from probability and harm. Aggravating circumstances and floors may raise a risk "
		"point further; the distribution by grade counts final grades.",
	),
	"bars_desc": Text("{parts}。", "{parts}."),
	"more_subjects": Text("等", ", …"),
	"weak_count": Text("{count}项", "{count}"),
	"weak_rest": Text("其余{count}条", "{count} more"),
	"no_weak_links": Text("未发现薄弱环节。", "No weak link was found."),
	"no_units": Text("登记簿中尚无单位，请先填写“单位”表。", "There are no units yet; please fill in the sheet Units."),
	"no_risk_points": Text("尚无风险点，请先组织排查并登记。", "There are no risk points yet; please screen and record them."),
	"ranking_note": Text(
		"按各单位、内设机构本级（不含下级）的风险点排序，每个风险点只计一次；一、二级占比高的在前，占比相同的，岗位覆盖率低的在前。"
		"共{ranked}个参与排序，没有风险点的不参与。",
		"Every unit and department is ranked by its own risk points, without those below it, so each counts once: the "
		"larger the share of grades I and II the higher, then the lower the post coverage. Ranked: {ranked}; those "
		"without risk points are not.",
	),
	"ranking_chart": Text("风险等级构成（前{count}名）", "Grades of the first {count}"),
	"ranking_hidden": Text("中间{count}个未显示", "{count} in between are not shown"),
	"units_note": Text(
		"合计数含全部下级；点开单位可看本级和下级。打印时只印已展开的部分。",
		"Figures include everything below. Open a unit to see its own figures and the units under it. "
		"What is open is what gets printed.",
	),
	"expand": Text("全部展开", "Expand all"),
	"collapse": Text("全部收起", "Collapse all"),
	"list_bounded": Text("共{count}项，列出前{shown}项。", "{count} in all, the first {shown} listed."),
	"same_as_before": Text("与上期相比没有变化。", "Nothing has changed since the previous register."),
	"raised": Text("上调", "Raised"),
	"lowered": Text("下调", "Lowered"),
	"new": Text("新增", "New"),
	"changed": Text("修改", "Changed"),
	"removed": Text("删除", "Removed"),
	"regraded": Text("等级变动", "Regraded"),
	"made_from": Text("根据廉政风险登记簿自动生成", "Made from the integrity risk register"),
	# Definitions for the method note
	"def_screened": Text(
		"已排查岗位：至少登记了一个风险点的岗位。", "Posts screened: posts with at least one risk point on record."
	),
	"def_own": Text(
		"本级：直接属于该单位的；合计：本级加全部下级。", "Own: directly in the unit. Total: own and everything below."
	),
	"def_share": Text(
		"分母为零时数值记为“—”，不按零处理。", "Where the denominator is zero the value is “—”, which is not zero."
	),
	"def_power": Text(
		"风险点按其对应职权归入权力类别；没有对应职权的不归入任何类别，各类之和可能少于风险点总数，占比以风险点总数为分母。",
		"A risk point counts under the category of the power it belongs to. Those without a power count under none, so "
		"the categories may add up to less than all risk points, of which the shares are taken.",
	),
}  # fmt: skip

# The definitions that close the report, in the order in which they are read.
NOTES = ("def_screened", "def_own", "def_power", "heat_note", "def_share")

# Which vocabulary names the terms behind each prefix of a count, as in grade_I or status_planned.
VOCABULARY_OF = {
	"grade": v.GRADE,
	"category": v.RISK_CATEGORY,
	"power": v.POWER_CATEGORY,
	"layer": v.MEASURE_LAYER,
	"phase": v.MEASURE_PHASE,
	"status": v.MEASURE_STATUS,
}


class Words:
	"""The report's words in one language: `words("as_of", date="…")`, `words.term("grade", "I")`."""

	def __init__(self, lang: Lang):
		self.lang = lang

	def __call__(self, key: str, **values) -> str:
		return TEXTS[key].format(self.lang, **values) if values else TEXTS[key].label(self.lang)

	def term(self, group: str, code: str) -> str:
		return VOCABULARY_OF[group].label(code, self.lang)

	def table(self, name: str) -> str:
		return TABLES[name].text.label(self.lang)

	def join(self, parts: Iterable[str]) -> str:
		return ("；" if self.lang == "zh" else "; ").join(parts)

	def enumerate(self, parts: Iterable[str]) -> str:
		return ("、" if self.lang == "zh" else ", ").join(parts)


def percent(share: float | None) -> str:
	return NOTHING if share is None else f"{share:.1%}"


def points(change: float | None) -> str:
	"""Percentage points, with their sign."""
	return NOTHING if change is None else f"{change:+.1f}" if change else "0.0"


def number(count: int) -> str:
	return f"{count:,}"
