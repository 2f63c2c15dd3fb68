"""What became of it: activities, inspections, rectifications, warnings and waivers, a ledger of each (台账).

Source: regulation §2(3) and §3(3). What a unit does not keep, its workbook may lack.
"""

from __future__ import annotations

from lianzheng_risk.core.activities.conduct import ACTIVITY_STATUS
from lianzheng_risk.core.activities.coverage import ACTIVITY_KIND
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.inspection.words import INSPECTION_TYPE
from lianzheng_risk.core.rectification import path as rectification
from lianzheng_risk.core.register.fields import (
	Field,
	Table,
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
from lianzheng_risk.core.warnings import path as warning
from lianzheng_risk.core.warnings.causes import SOURCE
from lianzheng_risk.core.warnings.colours import COLOUR

_OF_THE_SITE = Text(
	"系统导出时填写，手工登记的留空", "Filled in by an export; leave it empty in a register kept by hand"
)


def _about() -> tuple[Field, ...]:
	return (
		reference_field(
			"measure", "防控措施", "Control Measure", "measures", note=REFERENCE_NOTE, aliases=("措施编号",)
		),
		reference_field("risk", "风险点", "Risk Point", "risk_points", note=REFERENCE_NOTE, aliases=("风险点编号",)),
		reference_field("post", "岗位", "Post", "posts", note=REFERENCE_NOTE, aliases=("岗位编码",)),
	)


def _source() -> tuple[Field, ...]:
	return (
		text_field("source_doctype", "来源类别", "Kind of Source", width=18, note=_OF_THE_SITE),
		text_field("source_name", "来源文件", "Source Document", width=18, note=_OF_THE_SITE),
	)


ACTIVITIES = Table(
	"activities",
	Text("廉政活动", "Integrity Activities"),
	(
		key_field("activity", "活动编号", "Activity Code", "NJ-H001"),
		term_field("kind", "活动种类", "Kind of Activity", ACTIVITY_KIND, required=True, width=16, example="廉政谈话"),
		text_field("title", "活动名称", "Title", required=True, width=28, example="中层干部任前廉政谈话"),
		reference_field("unit", "开展单位", "Unit", "units", required=True, example="NJ", note=REFERENCE_NOTE, aliases=("单位", "所属单位",)),
		term_field("status", "活动状态", "Activity Status", ACTIVITY_STATUS, required=True, example="已开展"),
		date_field("held_on", "活动日期", "Date of the Activity", required=True, example="2026-03-18", aliases=("日期", "开展日期", "活动日期")),
		reference_field("conducted_by", "主持人/谈话人", "Conducted By", "people", example="NJ-R001", note=REFERENCE_NOTE, aliases=("主持人", "谈话人",)),
		longtext_field("content", "内容", "Content", example="提醒廉洁用权的重点事项"),
		longtext_field("remarks", "备注", "Remarks", width=24),
	),
	key=("activity",),
	title="title",
	note=Text("廉政谈话、述职述廉、民主生活会、宣传教育等，每次一行", "Talks, reports, meetings, education: one row each"),
	may_lack=True,
)  # fmt: skip

ACTIVITY_POSTS = Table(
	"activity_posts",
	Text("参加岗位", "Participants"),
	(
		reference_field("activity", "活动", "Activity", "activities", required=True, example="NJ-H001", note=REFERENCE_NOTE, aliases=("活动编号",)),
		reference_field("post", "岗位", "Post", "posts", required=True, example="NJ-G001", note=REFERENCE_NOTE, aliases=("岗位编码",)),
		reference_field("person", "当日任职人员", "Holder on That Day", "people", example="NJ-R001", note=REFERENCE_NOTE, aliases=("参加人员", "人员编号",)),
		flag_field("attended", "参加", "Attended", example="是", aliases=("已参加",)),
		longtext_field("remark", "备注", "Remark", width=24, aliases=("说明",)),
	),
	key=("activity", "post", "person"),
	title="activity",
	note=Text("每次活动有哪些岗位参加", "Which posts took part in each activity"),
	may_lack=True,
)  # fmt: skip

RECTIFICATIONS = Table(
	"rectifications",
	Text("整改", "Rectifications"),
	(
		key_field("rectification", "整改编号", "Rectification Code", "NJ-Z001"),
		text_field("title", "整改事项", "Title", required=True, width=28, example="大额支出缺少会议记录"),
		reference_field("unit", "被整改单位", "Unit", "units", required=True, example="NJ", note=REFERENCE_NOTE, aliases=("单位", "整改单位",)),
		text_field("document_no", "文号", "Number of the Notice", width=18, example="宁示纪整〔2026〕1号"),
		term_field("status", "整改状态", "Rectification State", rectification.STATE, required=True, example="已销号"),
		date_field("ordered_on", "下达日期", "Ordered On", required=True, example="2026-04-02"),
		integer_field("days", "整改时限（工作日）", "Working Days to Rectify", width=20, example=15, aliases=("期限（工作日）",)),
		date_field("deadline", "整改期限", "Rectification Deadline", example="2026-04-24"),
		longtext_field("problem", "发现的问题", "Problem Found", required=True, example="第一季度两笔大额支出没有集体研究的记录", aliases=("存在问题",)),
		longtext_field("basis", "依据", "Rule Broken", width=24, example="“三重一大”决策制度第五条"),
		longtext_field("demand", "整改要求", "What Is to Be Put Right", width=30, example="补齐记录，逐笔复核"),
		*_about(),
		reference_field("responsible_unit", "责任单位", "Responsible Unit", "units", example="NJ", note=REFERENCE_NOTE),
		reference_field("responsible_person", "责任人", "Responsible Person", "people", example="NJ-R001", note=REFERENCE_NOTE),
		*_source(),
		text_field("source_note", "其他来源", "Other Source", width=24, example="专项检查", aliases=("来源说明",)),
		reference_field("came_back_from", "重复发生于", "Came Back From", "rectifications", note=Text("同一问题上次整改的编号", "The earlier rectification of the same finding")),
		longtext_field("evidence", "整改佐证", "Evidence", width=26, example="补充会议记录2份"),
		longtext_field("remarks", "备注", "Remarks", width=24),
		date_field("reported_on", "报告整改日期", "Reported On", example="2026-04-20", aliases=("报告日期",)),
		date_field("closed_on", "销号日期", "Closed Off On", example="2026-04-23"),
		date_field("asked_until", "申请延期至", "Extension Asked Until"),
		integer_field("extensions", "延期次数", "Times Extended"),
		integer_field("reopened", "重新整改次数", "Times Taken Up Again"),
	),
	key=("rectification",),
	title="title",
	note=Text("整改台账：每份整改通知一行，直到销号", "The ledger of rectifications, each until it is closed off"),
	may_lack=True,
)  # fmt: skip

INSPECTIONS = Table(
	"inspections",
	Text("监督检查", "Inspections"),
	(
		key_field("inspection", "检查编号", "Inspection Code", "NJ-J001"),
		text_field("title", "名称", "Title", required=True, width=28, example="大额资金使用专项检查", aliases=("检查名称",)),
		reference_field("unit", "单位", "Unit", "units", required=True, example="NJ", note=REFERENCE_NOTE, aliases=("被检查单位", "单位",)),
		term_field("inspection_type", "检查类型", "Inspection Type", INSPECTION_TYPE, required=True, width=16, example="专项检查"),
		date_field("planned_on", "计划检查日期", "Planned On", example="2026-03-30", aliases=("计划日期",)),
		date_field("held_on", "检查日期", "Held On", example="2026-03-31"),
		longtext_field("conclusion", "检查结论", "Conclusion", example="总体规范，发现问题1个"),
		reference_field("signed_by", "签字人", "Signed By", "people", example="NJ-R001", note=REFERENCE_NOTE),
		date_field("signed_on", "签字日期", "Signed On", example="2026-04-01"),
		longtext_field("remarks", "备注", "Remarks", width=24),
		flag_field("concluded", "已办结", "Concluded", example="是"),
	),
	key=("inspection",),
	title="title",
	note=Text("信息监测、定期自查、上级检查、社会评议和专项检查，每次一行", "Monitoring, self-checks, inspections, appraisals: one row each"),
	may_lack=True,
)  # fmt: skip

INSPECTION_INSPECTORS = Table(
	"inspection_inspectors",
	Text("检查人员", "Inspectors"),
	(
		reference_field("inspection", "检查", "Inspection", "inspections", required=True, example="NJ-J001", note=REFERENCE_NOTE, aliases=("检查编号",)),
		reference_field("person", "检查人员", "Inspector", "people", required=True, example="NJ-R001", note=REFERENCE_NOTE, aliases=("人员编号",)),
	),
	key=("inspection", "person"),
	title="inspection",
	note=Text("每次检查由谁实施", "Who carried out each inspection"),
	may_lack=True,
)  # fmt: skip

INSPECTION_FINDINGS = Table(
	"inspection_findings",
	Text("检查发现问题", "Inspection Findings"),
	(
		reference_field("inspection", "检查", "Inspection", "inspections", required=True, example="NJ-J001", note=REFERENCE_NOTE, aliases=("检查编号",)),
		integer_field("finding_no", "序号", "No.", required=True, example=1),
		longtext_field("problem", "发现的问题", "Problem Found", required=True, example="第一季度两笔大额支出没有集体研究的记录", aliases=("发现问题",)),
		longtext_field("demand", "整改要求", "What Is to Be Put Right", width=30, example="补齐记录，逐笔复核"),
		longtext_field("basis", "依据", "Rule Broken", width=24),
		longtext_field("evidence", "佐证", "Evidence", width=26, aliases=("检查佐证",)),
		reference_field("unit", "整改单位", "Unit to Put It Right", "units", note=Text("留空为被检查单位", "Empty means the inspected unit"), aliases=("问题单位",)),
		*_about(),
		integer_field("days", "整改时限（工作日）", "Working Days to Rectify", width=20, example=15, aliases=("期限（工作日）",)),
		date_field("deadline", "整改期限", "Rectification Deadline"),
		reference_field("responsible_unit", "责任单位", "Responsible Unit", "units", note=REFERENCE_NOTE),
		reference_field("responsible_person", "责任人", "Responsible Person", "people", note=REFERENCE_NOTE),
		reference_field("rectification", "下达的整改", "Rectification Raised", "rectifications", example="NJ-Z001", note=Text("由本问题下达的整改", "The rectification that was ordered because of it"), aliases=("整改编号",)),
	),
	key=("inspection", "finding_no"),
	title="problem",
	note=Text("每个问题一行，并写明下达的整改", "One row per finding, with the rectification it led to"),
	may_lack=True,
)  # fmt: skip

WARNINGS = Table(
	"warnings",
	Text("预警", "Warnings"),
	(
		key_field("warning", "预警编号", "Warning Code", "NJ-W001"),
		text_field("title", "预警事项", "Title", required=True, width=28, example="措施逾期未落实"),
		reference_field("unit", "单位", "Unit", "units", required=True, example="NJ", note=REFERENCE_NOTE, aliases=("预警单位",)),
		term_field("colour", "预警等级", "Warning Colour", COLOUR, required=True, example="黄色预警"),
		term_field("status", "预警状态", "Warning State", warning.STATE, required=True, example="已解除"),
		date_field("issued_on", "发出日期", "Issued On", required=True, example="2026-05-06"),
		date_field("deadline", "处置期限", "Handling Deadline", example="2026-05-13"),
		term_field("source", "预警来源", "Warning Source", SOURCE, required=True, width=18, example="审计"),
		longtext_field("facts", "事实", "Facts", required=True, example="审计指出一项措施逾期未落实", aliases=("预警事实",)),
		*_about(),
		reference_field("person", "涉及人员", "Person Concerned", "people", note=REFERENCE_NOTE),
		*_source(),
		reference_field("addressee", "预警对象", "Addressee", "people", example="NJ-R001", note=REFERENCE_NOTE),
		integer_field("level", "已上报级数", "Levels Climbed", aliases=("升级次数",)),
		longtext_field("evidence", "处置情况", "Handling", width=26, example="措施已落实，附会议记录"),
		longtext_field("remarks", "备注", "Remarks", width=24),
		date_field("received_on", "签收日期", "Received On", example="2026-05-07"),
		date_field("handled_on", "处置日期", "Handled On", example="2026-05-11"),
		date_field("lifted_on", "解除日期", "Lifted On", example="2026-05-12"),
		flag_field("withdrawn", "已撤销", "Withdrawn", aliases=("系撤销",)),
		date_field("muted_until", "暂缓至", "Muted Until"),
		text_field("cause_key", "事由编号", "Cause", width=18, note=_OF_THE_SITE, aliases=("事由标识",)),
	),
	key=("warning",),
	title="title",
	note=Text("预警台账：每次预警一行，直到解除", "The ledger of warnings, each until it is lifted"),
	may_lack=True,
)  # fmt: skip

WAIVERS = Table(
	"waivers",
	Text("暂缓轮岗", "Rotation Waivers"),
	(
		key_field("waiver", "批准编号", "Waiver Code", "NJ-L001"),
		reference_field("post", "岗位", "Post", "posts", required=True, example="NJ-G001", note=REFERENCE_NOTE, aliases=("岗位编码",)),
		reference_field("person", "任职人员", "Holder", "people", required=True, example="NJ-R001", note=REFERENCE_NOTE, aliases=("人员编号",)),
		date_field("until", "暂不轮岗至", "Waived Until", required=True, example="2027-06-30", aliases=("暂缓至",)),
		longtext_field("reason", "理由", "Reason for the Waiver", required=True, example="承担的专项工作尚未结束"),
		text_field("document", "批准文号", "Document of the Decision", width=18, example="宁示党纪要〔2026〕5号"),
	),
	key=("waiver",),
	title="reason",
	note=Text("经批准暂缓交流轮岗的人员", "Who may stay in a post beyond the years allowed"),
	may_lack=True,
)  # fmt: skip
