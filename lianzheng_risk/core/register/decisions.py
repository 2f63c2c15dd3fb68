"""What was decided collectively: the ledger of 三重一大, and who took part in each decision.

Source: regulation §2(2), which leaves these matters to the leadership as a body.
"""

from __future__ import annotations

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.decisions.words import ATTENDANCE, CATEGORY, EXECUTION, OPINION, RESULT, SHARE
from lianzheng_risk.core.register.fields import (
	Table,
	amount_field,
	date_field,
	flag_field,
	integer_field,
	key_field,
	longtext_field,
	reference_field,
	term_field,
	text_field,
)
from lianzheng_risk.core.register.standing import REFERENCE_NOTE

_URGENT = Text(
	"只有紧急处置填写：先由有权人员单独决定、事后须由会议追认的",
	"Only of what one person decided because it could not wait, to be ratified by a meeting",
)
_DECIDED = Text("会议记录定稿后填“是”，此前不计入", "Say yes once the record is final; until then it counts nowhere")
_SPEAKING = Text("按表态先后从1编号，主要负责人末位表态", "From 1 in the order of speaking; the chief speaks last")
_AMOUNT = Text(
	"以元为单位，也可以写作“48万元”；没有金额的留空", "In units of its currency; empty where no money is involved"
)
_CURRENCY = Text(
	"币种代码，如 CNY；留空为本单位所用的币种",
	"The code of a currency, as in CNY; empty means the one that the unit uses",
)
_COMPANY = Text(
	"只对某一公司有效的填写该公司在平台上的名称", "Only where it holds for one company of the platform alone"
)
_SHARE = Text("留空为过半数", "Empty means more than half")

DECISIONS = Table(
	"decisions",
	Text("三重一大决策", "Collective Decisions"),
	(
		key_field("decision", "决策编号", "Decision Code", "NJ-S001"),
		text_field("matter", "议题", "Matter", required=True, width=28, example="购置防汛抢险设备", aliases=("事项", "决策事项")),
		reference_field("unit", "决策单位", "Deciding Unit", "units", required=True, example="NJ", note=REFERENCE_NOTE, aliases=("单位",)),
		term_field("category", "三重一大类别", "Category", CATEGORY, required=True, width=16, example="大额资金使用", aliases=("类别", "决策类别")),
		flag_field("decided", "已作出决定", "Decided", example="是", note=_DECIDED),
		term_field("result", "决定结果", "Result", RESULT, width=12, example="通过", aliases=("结果", "表决结果")),
		date_field("meeting_date", "会议日期", "Meeting Date", example="2026-02-26", aliases=("决策日期", "会议时间")),
		date_field("valid_until", "有效期至", "Valid Until"),
		longtext_field("urgent_reason", "紧急处置理由", "Why It Could Not Wait", width=24, note=_URGENT),
		date_field("ratify_by", "追认期限", "To Be Ratified By", note=_URGENT, aliases=("补办期限",)),
		date_field("ratified_on", "追认日期", "Ratified On", note=_URGENT),
		longtext_field("proposal", "提请事项", "Proposal", width=30, example="购置抽水泵等设备，列入年度预算"),
		amount_field("amount", "金额", "Amount", width=16, note=_AMOUNT, example=480000, aliases=("金额（元）", "决策金额", "涉及金额")),
		text_field("currency", "币种", "Currency", width=10, note=_CURRENCY, example="CNY", aliases=("货币",)),
		text_field("company", "公司", "Company", width=20, note=_COMPANY),
		text_field("party", "对方单位", "Other Party", width=24, aliases=("对方", "合同相对人", "收款单位")),
		text_field("meeting_name", "会议名称", "Meeting Name", width=20, example="局党组会议"),
		text_field("place", "会议地点", "Place"),
		reference_field("chair", "主持人", "Chair", "people", example="NJ-R001", note=REFERENCE_NOTE),
		reference_field("recorder", "记录人", "Recorder", "people", note=REFERENCE_NOTE),
		longtext_field("observers", "列席人员", "Others Present", width=20),
		term_field("quorum", "到会比例", "Share That Has to Be Present", SHARE, note=_SHARE),
		term_field("majority", "赞成比例", "Share That Has to Agree", SHARE, note=_SHARE),
		longtext_field("minutes", "会议记录", "Minutes", width=30),
		longtext_field("resolution", "决定内容", "What Was Decided", example="同意按预算购置，由办公室组织采购", aliases=("决策内容", "决议")),
		term_field("execution_status", "执行情况", "Execution", EXECUTION, width=12, example="执行中", aliases=("落实情况",)),
		date_field("execution_due", "完成期限", "Carry Out By", example="2026-06-15", aliases=("完成时限", "执行期限")),
		longtext_field("execution_note", "执行说明", "How It Went", width=24),
		reference_field("responsible_unit", "责任单位", "Responsible Unit", "units", example="NJ", note=REFERENCE_NOTE, aliases=("责任部门",)),
		reference_field("responsible_person", "责任人", "Responsible Person", "people", example="NJ-R001", note=REFERENCE_NOTE),
		longtext_field("remarks", "备注", "Remarks", width=24),
	),
	key=("decision",),
	title="matter",
	note=Text("三重一大台账：集体决策每个事项一行", "The ledger of what the leadership decides as a body: one row per matter"),
	may_lack=True,
)  # fmt: skip

DECISION_MEMBERS = Table(
	"decision_members",
	Text("参加决策成员", "Deciding Members"),
	(
		reference_field("decision", "决策", "Decision", "decisions", required=True, example="NJ-S001", note=REFERENCE_NOTE, aliases=("决策编号",)),
		integer_field("speaking_no", "表态次序", "Order of Speaking", required=True, example=1, note=_SPEAKING, aliases=("序号",)),
		reference_field("person", "成员", "Member", "people", required=True, example="NJ-R001", note=REFERENCE_NOTE, aliases=("人员编号", "参加人员")),
		flag_field("is_chief", "主要负责人", "Chief", example="是"),
		term_field("attendance", "到会情况", "Attendance", ATTENDANCE, required=True, example="到会"),
		term_field("opinion", "表态", "Opinion", OPINION, example="同意", aliases=("意见",)),
		longtext_field("remarks", "发言要点", "What Was Said", width=24),
		text_field("reason", "缺席、回避理由", "Reason for Absence or Recusal", width=24),
	),
	key=("decision", "speaking_no"),
	title="decision",
	note=Text("每个事项由哪些成员参加决策、怎样表态", "Who took part in each decision, and what each said"),
	may_lack=True,
)  # fmt: skip
