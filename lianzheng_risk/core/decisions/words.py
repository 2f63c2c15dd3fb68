"""The vocabularies of collective decisions."""

from lianzheng_risk.core.vocabulary import vocabulary_of

CATEGORY = vocabulary_of(
	"decision_category", "三重一大类别", "Decision Category",
	("matter", "重大事项决策", "Major Matter", "重大决策", "重大事项"),
	("personnel", "重要人事任免", "Important Personnel", "重要干部任免", "人事任免"),
	("project", "重大项目安排", "Major Project", "重大项目", "重要项目安排"),
	("funds", "大额资金使用", "Large Funds", "大额度资金运作", "大额资金"),
)  # fmt: skip

ATTENDANCE = vocabulary_of(
	"decision_attendance", "到会情况", "Attendance",
	("present", "到会", "Present", "出席"),
	("absent", "缺席", "Absent", "请假"),
	("recused", "回避", "Recused"),
)  # fmt: skip

OPINION = vocabulary_of(
	"decision_opinion", "表态", "Opinion",
	("agree", "同意", "Agree", "赞成"),
	("disagree", "不同意", "Disagree", "反对"),
	("defer", "建议缓议", "Defer", "缓议"),
	("abstain", "弃权", "Abstain"),
)  # fmt: skip

RESULT = vocabulary_of(
	"decision_result", "决定结果", "Result",
	("approved", "通过", "Approved"),
	("not_approved", "未通过", "Not Approved"),
	("deferred", "缓议", "Deferred"),
	("urgent", "紧急处置", "Urgent, to Be Ratified"),
)  # fmt: skip

SHARE = vocabulary_of(
	"decision_share", "所需比例", "Share Needed",
	("more_than_half", "过半数", "More than Half"),
	("two_thirds", "三分之二以上", "Two Thirds or More"),
)  # fmt: skip

EXECUTION = vocabulary_of(
	"decision_execution", "执行情况", "Execution",
	("not_begun", "未开始", "Not Begun"),
	("under_way", "执行中", "Being Carried Out"),
	("done", "已完成", "Carried Out"),
	("stopped", "已终止", "Stopped"),
)  # fmt: skip

DRAW = vocabulary_of(
	"decision_draw", "占用状态", "State of the Draw",
	("named", "已指定", "Named"),
	("drawn", "已占用", "Drawn"),
	("released", "已释放", "Released"),
)  # fmt: skip

# A condition of a threshold on a field of the document.
OPERATORS = ("=", "!=", ">", ">=", "<", "<=", "in", "not in")
