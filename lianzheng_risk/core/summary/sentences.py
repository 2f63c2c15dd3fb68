"""The sentences of the summary. Only Chinese: it becomes part of an official document."""

from __future__ import annotations

from lianzheng_risk.core.bilingual import Text


def say(template: str, **values: object) -> str:
	"""In the words of the organisation; what is filled in stays as it stands."""
	return Text(template, "").label("zh").format(**values)


SCOPE = "截至{day}，{unit}{below}登记岗位{posts}个、人员{people}名、职权{powers}项，排查廉政风险点{risks}个。"
BELOW = "及所属单位、内设机构共{count}个，"
ALONE = "共"
NO_RISKS = "截至{day}，{unit}{below}登记岗位{posts}个、人员{people}名、职权{powers}项，尚未排查廉政风险点。"
GRADES = "其中，{grades}。"
GRADE = "{grade}风险{count}个（占{share}）"
UNGRADED = "尚未定级{count}个"
COVERAGE = "{shares}。"
SHARE = "{name}{share}"

APPROVALS = "已审定风险点{approved}个，其中已公示{publicised}个"
FILINGS = "；应备案{due}个，已备案{done}个，风险备案率{share}"
STOP = "。"

MEASURES = "现有有效防控措施{effective}条，已落实到位{in_place}条，措施落实率{share}；"
NO_MEASURES = "尚无有效的防控措施。"
DUE = "已到期{due}条，按期落实{on_time}条，按期落实率{share}；逾期未落实{overdue}条。"
NOTHING_DUE = "目前没有到期措施。"

INSPECTIONS = "近一年开展监督检查{held}次，发现问题{findings}个，已下达整改{ordered}个。"
RECTIFICATIONS = "整改事项{all}项，已销号{closed}项，逾期未整改{overdue}项{recurring}。"
RECURRING = "，整改后重复发生{count}项"
WARNINGS = (
	"预警{all}次（红色{red}次、橙色{orange}次、黄色{yellow}次），按期处置率{share}，尚未解除{open}次{escalated}。"
)
NONE_JUDGED = "预警{all}次（红色{red}次、橙色{orange}次、黄色{yellow}次），尚未解除{open}次{escalated}。"
ESCALATED = "，因逾期未处置升级{count}次"
DECISIONS = "近一年作出三重一大决策{all}项，其中集体决策{collective}项{urgent}{due}。"
URGENT = "、紧急处置{count}项{unratified}"
UNRATIFIED = "（逾期未追认{count}项）"
DECISIONS_DUE = "；到期应执行{due}项，逾期未执行{overdue}项"
ROTATION = "岗位任职超期未轮岗{posts}个。"
ACTIVITIES = "规定的廉政活动应开展{required}项次，本期已开展{done}项次，逾期{overdue}项次。"

FIRST = "本期为首次评估，暂无上期数据可供比较。"
MOVES = "与上期（{period}）相比，{moves}。"
NO_MOVES = "与上期（{period}）相比，风险点没有增减，等级没有变化。"
MOVE = {
	"new": "新增风险点{count}个",
	"raised": "调高等级{count}个",
	"lowered": "调低等级{count}个",
	"removed": "移除风险点{count}个",
}
NAMED_NEW = "新增的一级风险点有：{names}。"
NAMED_RAISED = "调高等级的风险点有：{names}。"
RAISED = "“{title}”（由{before}调为{after}）"
QUOTED = "“{title}”"
ET_CETERA = "等"
FELL = "{name}由{before}降至{after}"
ROSE = "{name}由{before}升至{after}"
IMPROVED = "较上期改善的指标：{names}。"
DECLINED = "较上期变差的指标：{names}。"
YEAR_AGO = "与上年同期（{period}）相比，{names}。"
SAME_AS_YEAR_AGO = "与上年同期（{period}）相比，主要指标持平。"

OFF_TARGET = "未达目标的指标有{count}项：{names}。"
ON_TARGET = "设有目标的指标均已达到目标。"
WEAK = "存在以下薄弱环节：{links}。"
WEAK_LINK = "（{number}）{kind}，共{count}项，涉及{units}"
NO_WEAK = "未发现薄弱环节。"

DEMANDS = "下一步工作：{demands}。"
DEMAND = {
	"grade_I_without_measure": "立即为一级风险点制定防控措施，明确责任人和完成时限",
	"high_risk_overdue": "督促逾期的一、二级风险防控措施限期落实",
	"grade_I_phase_missing": "补齐一级风险点前期预防、中期监控、后期处置三个阶段的措施",
	"grade_II_without_measure": "为二级风险点制定防控措施",
	"grade_I_not_filed": "对审定后逾期未备案的一级风险点及时备案",
	"rectification_overdue": "督促逾期整改事项限期完成并复查销号",
	"warning_overdue": "督促逾期预警立即处置",
	"ratification_overdue": "督促逾期未追认的紧急处置尽快提请会议研究",
	"decision_overdue": "督促逾期的三重一大决定抓紧执行",
	"finding_came_back": "对整改后重复发生的问题查找原因、完善制度",
	"measure_without_person": "逐条明确一、二级风险防控措施的责任人",
	"key_post_not_screened": "对尚未排查的重点岗位组织排查",
	"unit_not_screened": "对尚无风险点的单位和内设机构组织排查",
	"power_not_mapped": "补编职权运行流程图",
	"rotation_overdue": "对任职期满的岗位安排交流轮岗",
	"activity_overdue": "补开逾期的廉政谈话、述职述廉等廉政活动",
}
