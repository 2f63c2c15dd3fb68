"""What a column of a unit's own list may be, and by which headings it goes.

The headings are those of DOMAIN §6 (forms, layouts 1–10) and what units make of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.profile import spellings
from lianzheng_risk.core.vocabulary import normalise

LIST_FIELDS: dict[str, Text] = {
	"number": Text("序号", "No."),
	"unit": Text("单位", "Unit"),
	"department": Text("内设机构", "Internal Department"),
	"post": Text("岗位", "Post"),
	"key_post": Text("重点岗位", "Key Post"),
	"power": Text("职权", "Power"),
	"power_category": Text("职权类别", "Power Category"),
	"legal_basis": Text("法定依据", "Legal Basis"),
	"step": Text("环节", "Step"),
	"duties": Text("岗位职责", "Duties"),
	"category": Text("风险类别", "Risk Category"),
	"title": Text("风险点", "Risk Point"),
	"manifestation": Text("表现形式", "Manifestation"),
	"count": Text("风险点数量", "Number of Risk Points"),
	"probability": Text("发生机率", "Probability"),
	"harm": Text("危害程度", "Harm"),
	"grade": Text("风险等级", "Risk Grade"),
	"grade_basis": Text("定级依据", "Grade Basis"),
	"measures": Text("防控措施", "Control Measures"),
	"prevention": Text("前期预防措施", "Early Prevention"),
	"monitoring": Text("中期监控措施", "Interim Monitoring"),
	"disposal": Text("后期处置措施", "Late Disposal"),
	"layer": Text("防控层次", "Measure Layer"),
	"phase": Text("防控阶段", "Measure Phase"),
	"basis": Text("制度依据", "Rule It Rests On"),
	"responsible_person": Text("责任人", "Responsible Person"),
	"head": Text("部门负责人", "Head of Department"),
	"responsible_leader": Text("责任领导", "Responsible Leader"),
	"unit_leader": Text("主管领导", "Leader of the Unit"),
	"responsible_unit": Text("责任部门", "Responsible Department"),
	"due_date": Text("完成时限", "Due Date"),
	"status": Text("落实情况", "Measure Status"),
	"evidence": Text("佐证", "Evidence"),
}

# Headings by field, the usual one first. What stands in parentheses behind a heading does not count.
_HEADINGS: dict[str, str] = {
	"number": "序号 编号 号码 顺序号 风险编号 no no.",
	"unit": "单位 单位名称 所属单位 填报单位 责任单位名称 下属单位",
	"department": (
		"内设机构 科室 部门 处室 单位/科室 单位/部门 单位/内设机构 部门/科室 部门(科室) 科室名称 部门名称 处室名称 责任主体 机构 "
		"内设机构名称 所属部门 所在部门 所属科室 所在科室 股室 承办机构 承办部门 承办科室 单位(科室) 单位(部门) 科(室) 科室/单位 部门/单位"
	),
	"post": "岗位 岗位名称 岗位类别 风险点涉及的岗位 涉及岗位 风险岗位 所在岗位 责任岗位 承办岗位 涉及的岗位 职务岗位",
	"key_post": "重点岗位 关键岗位 重要岗位 重点岗位名称",
	"power": (
		"职权 职权名称 权力事项 职权内容 业务事项 对应职权 权力名称 职权事项 权力 权力类型及名称 业务名称 事项 事项名称 工作事项 业务流程名称 "
		"行政职权 重点领域 业务 业务流程 三重一大/重点领域 权力内容 主要职权"
	),
	"power_category": "职权类别 权力类别 权力类型 职权类型",
	"legal_basis": "法定依据 权力依据 职权依据 法律依据",
	"step": "环节 重要环节 关键环节 重点环节 运行环节 风险环节 环节名称 权力运行环节 业务环节 工作环节 流程环节 廉政风险环节",
	"duties": "岗位职责 主要职责 工作职责 职责",
	"category": "风险类别 风险类型 风险种类 风险点类别 风险分类 类别 廉政风险类别 廉政风险类型 风险点类型",
	"title": (
		"风险点 廉政风险点 风险名称 风险点名称 廉政风险点名称 风险事项 廉政风险 主要风险点 存在的风险点 具体风险点 风险源点 廉政风险源点 "
		"廉政风险名称 风险点内容 存在风险点"
	),
	"manifestation": (
		"表现形式 风险描述 风险情况描述 廉政风险主要内容及表现形式 主要内容及表现形式 廉政风险点表现形式 风险表现 风险表现形式 风险点描述 "
		"廉政风险表现形式 风险内容 风险点表现形式 具体表现 具体表现形式 主要表现形式 廉政风险内容及表现形式 风险内容及表现形式 主要表现 "
		"廉政风险描述 风险点及表现形式 廉政风险点及表现形式 风险具体表现 风险说明 廉政风险内容 描述"
	),
	"count": "风险点数量 风险点个数 风险点数 风险数量 廉政风险点数量 廉政风险点个数 数量 个数",
	"probability": "发生机率 机率 发生概率 概率 可能性 发生可能性 风险发生机率 风险发生概率",
	"harm": "危害程度 危害 危害性 影响程度 危害后果程度 风险危害程度",
	"grade": (
		"风险等级 等级 风险级别 自评等级 预警等级 级别 廉政风险等级 风险点等级 风险度 风险评级 评定等级 审定等级 风险点级别 廉政风险级别 "
		"评估等级 领导小组审定等级 风险程度"
	),
	"grade_basis": "定级依据 评定依据 定级理由",
	"measures": (
		"防控措施 措施 防范措施 防控措施建议 防控要点及防控措施 廉政风险防控措施 防范控制措施 控制措施 防控办法 主要防控措施 具体措施 "
		"风险防控措施 防控措施及要求 具体防控措施 整改措施 预防措施 风险防范措施 防范化解措施 防控对策"
	),
	"prevention": "前期预防 前期预防措施 前期预防防线 事前预防 事前防控 事前预防措施 前期防控措施 事前措施",
	"monitoring": "中期监控 中期监控措施 中期监控机制 事中监控 事中控制 事中监督 事中监控措施 事中措施",
	"disposal": "后期处置 后期处置措施 后期处置办法 事后处置 事后监督 事后查处 事后处置措施 事后措施",
	"layer": "防控层次 层次 措施层次",
	"phase": "防控阶段 措施类型 措施阶段 阶段",
	"basis": "制度依据 措施依据 制度名称",
	"responsible_person": "责任人 直接责任人 责任人员 具体责任人 经办人 岗位责任人 承办人 责任人姓名 防控责任人 第一责任人",
	"head": "部门负责人 部门责任人 科室负责人 负责人 处室负责人 内设机构负责人 科室责任人 机构负责人 单位负责人",
	"responsible_leader": "责任领导 分管领导 分管负责人 分管责任人 分管责任领导 管理责任领导 分管局领导 分管院领导 分管校领导",
	"unit_leader": "主管领导 主要领导 主要负责人 主要责任人 主管负责人",
	"responsible_unit": "责任部门 责任单位 责任科室 责任处室 防控责任部门 责任机构 责任单位(部门) 责任部门(单位)",
	"due_date": "完成时限 完成时间 整改时限 期限 时限 完成期限 落实时限 完成日期",
	"status": "落实情况 措施落实情况 进展情况",
	"evidence": "佐证 佐证材料",
}
# The ten layouts of DOMAIN §6: what each has, besides the number, in any order.
LAYOUTS: dict[str, frozenset[str]] = {
	"1": frozenset(
		["department", "category", "title", "manifestation", "grade", "measures", "head", "responsible_leader"]
	),
	"2": frozenset(["power", "category", "title", "manifestation", "grade", "responsible_unit", "measures"]),
	"3": frozenset(["power", "count", "manifestation", "grade", "measures", "responsible_person"]),
	"4": frozenset(["department", "power", "title", "grade", "measures", "responsible_person"]),
	"5": frozenset(
		[
			"department",
			"step",
			"manifestation",
			"post",
			"grade",
			"measures",
			"responsible_person",
			"head",
			"responsible_leader",
		]
	),
	"6": frozenset(["title", "grade", "unit_leader", "responsible_leader", "measures"]),
	"7": frozenset(["category", "title", "manifestation", "measures", "grade"]),
	"8": frozenset(["post", "title", "manifestation", "measures"]),
	"9": frozenset(["power", "step", "title", "grade"]),
	"10": frozenset(["power", "key_post", "title", "measures", "grade"]),
}
# Columns of measures, and the phase that one stands for.
OF_MEASURES: dict[str, str | None] = {
	"measures": None,
	"prevention": "前期预防",
	"monitoring": "中期监控",
	"disposal": "后期处置",
}
# One of these makes a row of headings that of a list of risk points.
RISK_FIELDS = frozenset(("title", "manifestation"))
FEWEST_HEADINGS = 2

_LONGEST_HEADING = 40
_REMARK = re.compile(r"\([^()]*\)$")
# Words around a heading that change nothing of what it says.
_AROUND = re.compile(
	r"^(?:廉政|廉洁|本?岗位(?=廉|风险)|主要|具体|可能|(?:可能)?存在的?|对应的?|涉及的?)+|(?:内容|名称|情况)$"
)


def field_of(heading: object) -> str | None:
	"""The field that a heading names, None where it names none that is known."""
	if not isinstance(heading, str) or len(heading) > _LONGEST_HEADING:
		return None
	return _field_of(heading)


@cache
def _by_heading() -> dict[str, str]:
	return {
		normalise(spelling): name
		for name, headings in _HEADINGS.items()
		for heading in headings.split()
		for spelling in (heading, *spellings(heading))
	} | {normalise(text.en): name for name, text in LIST_FIELDS.items()}


@lru_cache(maxsize=8192)
def _field_of(heading: str) -> str | None:
	spelling = normalise(heading).strip("*:、")
	known = _by_heading()
	bare = _REMARK.sub("", spelling)
	return known.get(spelling) or known.get(bare) or known.get(_AROUND.sub("", bare))


# What headings that are not known word for word speak of, the surest first.
_SPEAKING: tuple[tuple[re.Pattern, str], ...] = tuple(
	(re.compile(pattern), name)
	for pattern, name in (
		("措施|对策", "measures"),
		("表现|描述|风险.*(?:内容|情况|说明)", "manifestation"),
		("等级|级别|评级", "grade"),
		("风险.*(?:类别|类型|种类|分类)", "category"),
		("风险点|风险名称|风险事项", "title"),
		("分管|责任领导", "responsible_leader"),
		("负责人", "head"),
		("责任人", "responsible_person"),
		("岗位", "post"),
		("职权|权力|事项", "power"),
		("科室|部门|处室|机构", "department"),
	)
)


def fields_spoken_of(heading: str) -> Iterator[str]:
	"""The fields that a heading may speak of in words of its own; only for a row that has known headings beside it."""
	spelling = normalise(heading)
	if len(spelling) <= _LONGEST_HEADING:
		yield from (name for pattern, name in _SPEAKING if pattern.search(spelling))


def layout_of(fields: frozenset[str]) -> str:
	"""The number of the layout with exactly these fields, the number aside; "" for a mixture."""
	return next((name for name, known in LAYOUTS.items() if known == fields - {"number"}), "")
