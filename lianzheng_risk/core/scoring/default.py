"""The score scheme that comes with the product: the weights of practice, indicators where there is one.

DOMAIN §5: 组织领导 10, 职权与流程图 10, 排查 20, 定级 10, 措施 20, 监控与预警处置 15, 整改 10, 公开备案 5, ±5; a veto for
concealment, a case, refusing rectification; from 90 优秀, from 80 达标, below 不达标.
"""

from __future__ import annotations

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.indicators import Direction
from lianzheng_risk.core.scoring.scheme import Band, Item, RatingLine, ScoreScheme

# Shares from which on an item gives all, four fifths and three fifths of its marks.
_LADDER = ((1.0, 1.0), (0.95, 0.8), (0.9, 0.6), (0.8, 0.4))
_LADDER_OF_DOING = ((0.98, 1.0), (0.9, 0.8), (0.8, 0.6), (0.7, 0.4))
# Where little is better: up to which share.
_LADDER_OF_LACKING = ((0.0, 1.0), (0.05, 0.8), (0.1, 0.6), (0.2, 0.4))


def _automatic(code: str, section: str, name: str, marks: float, indicator: str, ladder=_LADDER) -> Item:
	return _banded(code, section, name, marks, indicator, "up", ladder, "及以上")


def _low(code: str, section: str, name: str, marks: float, indicator: str) -> Item:
	return _banded(code, section, name, marks, indicator, "down", _LADDER_OF_LACKING, "及以下")


def _banded(code, section, name, marks, indicator, direction: Direction, ladder, side: str) -> Item:
	bands = tuple(Band(limit, round(marks * share, 2)) for limit, share in ladder)
	standard = "；".join(f"{band.limit:.0%}{side}得{band.points:g}分" for band in bands) + "；其余不得分"
	return Item(code, "automatic", section, name, marks, standard, indicator, direction, bands)


def _manual(code: str, section: str, name: str, marks: float, standard: str) -> Item:
	return Item(code, "manual", section, name, marks, standard)


ITEMS: tuple[Item, ...] = (
	_manual("leadership", "组织领导", "领导班子研究部署、责任分解落实", 10, "有部署、有分工、有检查、有记录；缺一项扣2分"),
	_automatic("powers_based", "职权与流程图", "职权法定依据明确", 4, "powers_based_share"),
	_automatic("powers_mapped", "职权与流程图", "职权运行流程图编制", 6, "powers_mapped_share"),
	_automatic("units_screened", "排查", "单位、内设机构排查全覆盖", 4, "unit_coverage"),
	_automatic("posts_screened", "排查", "岗位排查全覆盖", 10, "post_coverage"),
	_automatic("key_posts_screened", "排查", "重点岗位排查全覆盖", 6, "key_post_coverage"),
	_manual("grading", "定级", "定级准确、分级管理落实", 10, "定级依据充分、程序完备、管理责任到人；发现一处不当扣1分"),
	_automatic("measures_there", "措施", "风险点均有有效防控措施", 6, "measure_coverage"),
	_automatic("three_phases", "措施", "一级风险三阶段均有防控措施", 4, "three_phases_share"),
	_automatic("parties_named", "措施", "措施责任主体明确", 4, "parties_named_share"),
	_automatic("on_time", "措施", "措施按期落实", 6, "on_time_share", _LADDER_OF_DOING),
	_automatic("warnings", "监控与预警处置", "预警按期处置", 6, "warning_in_time_share", _LADDER_OF_DOING),
	_automatic("inspections", "监控与预警处置", "监督检查按计划开展", 3, "inspection_plan_share"),
	_low("activities", "监控与预警处置", "规定的廉政活动按期开展", 3, "activity_overdue_share"),
	_low("rotation", "监控与预警处置", "任职期满及时交流轮岗", 3, "rotation_overdue_share"),
	_automatic("rectified", "整改", "检查发现的问题按期整改", 6, "rectification_in_time_share", _LADDER_OF_DOING),
	_low("recurring", "整改", "整改后的问题不重复发生", 4, "rectification_recurring_share"),
	_automatic("powers_open", "公开备案", "职权明确公开范围和方式", 2, "powers_open_share"),
	_automatic("publicised", "公开备案", "风险点审定后公示", 1, "publicised_share"),
	_automatic("filed", "公开备案", "一级风险审定后按期备案", 2, "filed_share"),
	Item("bonus", "bonus", "加分", "经验做法被上级推广等", 5, "据实加分，最多5分"),
	Item("deduction", "deduction", "扣分", "报送不及时、不准确等", 5, "据实扣分，最多5分"),
	Item("veto_concealment", "veto", "一票否决", "隐瞒不报、弄虚作假"),
	Item("veto_case", "veto", "一票否决", "发生违纪违法案件"),
	Item("veto_refusal", "veto", "一票否决", "拒不整改"),
)  # fmt: skip

DEFAULT = ScoreScheme(
	name="default",
	text=Text("廉政风险防控考核方案", "Appraisal of Integrity Risk Control"),
	items=ITEMS,
	ratings=(RatingLine("excellent", 90), RatingLine("up_to_standard", 80), RatingLine("below_standard", 0)),
	warning_line=80,
	periods=("half_year", "year"),
)
