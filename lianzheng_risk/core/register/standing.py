"""Who is there, what powers they have, what could go wrong and what is done against it: the register proper."""

from __future__ import annotations

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.register.fields import (
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

_RECURRENCE_NOTE = Text(
	"定期重复的措施才填，完成时限为本期的时限",
	"Only for a measure that recurs; its due date is that of the present round",
)
_BASIS_NOTE = Text("留空为按固定日期", "Empty means fixed dates")
_FIRST_DUE_NOTE = Text(
	"按固定日期重复的，从这一天推算各期；留空同完成时限",
	"The dates of a series are counted from it; empty means the due date",
)
_VALID_UNTIL_NOTE = Text(
	"过了这一天措施自动失效；长期有效的留空", "The day after it the measure lapses; empty means no end"
)
_OF_THE_APPROVAL = Text(
	"手工登记的照实填写，尚未审定的留空；系统中的按审定流程记载，导入时不写入",
	"Filled in by hand, empty until it is approved; a site keeps it by its own approvals and takes none from a file",
)
REFERENCE_NOTE = Text("填编码；名称唯一时也可填名称", "The code; the name will do where it is unique")

UNITS = Table(
	"units",
	Text("单位", "Units"),
	(
		key_field("unit", "单位编码", "Unit Code", "NJ"),
		text_field("unit_name", "单位名称", "Unit Name", required=True, width=24, example="宁江县示例局", aliases=("单位/内设机构",)),
		term_field("unit_type", "单位类型", "Unit Type", v.UNIT_TYPE, required=True, example="单位"),
		reference_field("parent_unit", "上级单位", "Parent Unit", "units", note=REFERENCE_NOTE),
		reference_field("responsible_leader", "责任领导", "Responsible Leader", "people", note=REFERENCE_NOTE),
		reference_field("head", "负责人", "Head", "people", note=REFERENCE_NOTE),
		reference_field("liaison", "联络员", "Liaison", "people", note=REFERENCE_NOTE),
	),
	key=("unit",),
	title="unit_name",
	note=Text("本级单位和内设机构，按上下级排成一棵树", "Units and internal departments, one tree"),
)  # fmt: skip

PEOPLE = Table(
	"people",
	Text("人员", "People"),
	(
		key_field("person", "人员编号", "Person Code", "NJ-R001"),
		text_field("person_name", "姓名", "Name", required=True, example="张示例"),
		reference_field("unit", "所在单位", "Unit", "units", required=True, example="NJ", note=REFERENCE_NOTE, aliases=("单位",)),
		term_field("rank", "职务层次", "Rank", v.RANK, required=True, width=16, example="主要领导"),
		text_field("job_title", "职务", "Job Title", width=18, example="局长"),
	),
	key=("person",),
	title="person_name",
	note=Text("担任岗位或承担责任的人员，不要求都有系统账号", "People who hold posts or answer for something"),
)  # fmt: skip

POSTS = Table(
	"posts",
	Text("岗位", "Posts"),
	(
		key_field("post", "岗位编码", "Post Code", "NJ-G001"),
		text_field("post_name", "岗位名称", "Post Name", required=True, width=20, example="局长岗", aliases=("岗位",)),
		reference_field("unit", "所属单位", "Unit", "units", required=True, example="NJ", note=REFERENCE_NOTE, aliases=("单位", "内设机构")),
		term_field("rank", "岗位层次", "Post Rank", v.RANK, required=True, width=16, example="主要领导"),
		flag_field("key_post", "重点岗位", "Key Post", example="是"),
		longtext_field("duties", "岗位职责", "Duties", example="主持全面工作"),
	),
	key=("post",),
	title="post_name",
	note=Text("每个岗位一行，包括领导岗位（一岗双责）", "One row per post, leadership posts included"),
)  # fmt: skip

TENURES = Table(
	"tenures",
	Text("任职", "Tenures"),
	(
		reference_field("post", "岗位", "Post", "posts", required=True, example="NJ-G001", note=REFERENCE_NOTE, aliases=("岗位编码",)),
		reference_field("person", "任职人员", "Holder", "people", required=True, example="NJ-R001", note=REFERENCE_NOTE, aliases=("人员编号",)),
		date_field("start_date", "任职日期", "From Date", required=True, example="2023-03-01", aliases=("任现岗时间",)),
		date_field("end_date", "离任日期", "To Date", note=Text("在任的留空", "Empty while in office")),
	),
	key=("post", "person", "start_date"),
	title="post",
	note=Text("谁在什么时间担任哪个岗位", "Who held which post when"),
)  # fmt: skip

POWERS = Table(
	"powers",
	Text("职权", "Powers"),
	(
		key_field("power", "职权编码", "Power Code", "NJ-Q001"),
		text_field("power_name", "职权名称", "Power Name", required=True, width=26, example="大额资金使用审批"),
		reference_field("unit", "承办单位", "Unit", "units", required=True, example="NJ", note=REFERENCE_NOTE, aliases=("承办机构", "单位")),
		term_field("category", "职权类别", "Power Category", v.POWER_CATEGORY, required=True, example="决策权"),
		term_field("business_area", "业务领域", "Business Area", v.BUSINESS_AREA, example="财务"),
		reference_field("post", "承办岗位", "Handling Post", "posts", example="NJ-G001", note=REFERENCE_NOTE),
		text_field("exercised_by", "行使主体", "Exercised By", width=18, example="局党组"),
		longtext_field("legal_basis", "法定依据", "Legal Basis", width=30, example="本局财务管理办法"),
		integer_field("time_limit_days", "办理时限（工作日）", "Time Limit (Working Days)", example=10, aliases=("办理时限",)),
		text_field("openness", "公开范围和方式", "Scope and Way of Openness", width=18, example="局务公开栏", aliases=("公开范围/方式",)),
		longtext_field("remarks", "备注", "Remarks", width=24),
	),
	key=("power",),
	title="power_name",
	note=Text("职权目录：每项职权一行", "The catalogue of powers"),
)  # fmt: skip

POWER_STEPS = Table(
	"power_steps",
	Text("职权环节", "Power Steps"),
	(
		reference_field("power", "职权", "Power", "powers", required=True, example="NJ-Q001", note=REFERENCE_NOTE, aliases=("职权编码",)),
		integer_field("step_no", "环节序号", "Step No", required=True, example=1),
		text_field("step_name", "环节名称", "Step Name", required=True, width=24, example="用款申请", aliases=("环节",)),
		reference_field("post", "经办岗位", "Handling Post", "posts", example="NJ-G001", note=REFERENCE_NOTE),
		flag_field("external", "外部环节", "External Step", note=Text("由本单位以外的人办理", "Done by somebody outside")),
		longtext_field("discretion", "自由裁量", "Discretion", width=26),
		integer_field("time_limit_days", "办理时限（工作日）", "Time Limit (Working Days)", aliases=("办理时限",)),
		text_field("next_steps", "下一环节", "Next Steps", note=Text("序号，用逗号分开；留空为顺序下一个", "Numbers, comma-separated; empty means the next in order")),
	),
	key=("power", "step_no"),
	title="step_name",
	note=Text("权力运行流程：每项职权的各个环节", "The flow of each power"),
)  # fmt: skip

RISK_POINTS = Table(
	"risk_points",
	Text("风险点", "Risk Points"),
	(
		key_field("risk", "风险点编号", "Risk Code", "NJ-F0001", aliases=("风险编号", "编号")),
		reference_field("unit", "所属单位", "Unit", "units", required=True, example="NJ", note=REFERENCE_NOTE, aliases=("单位",)),
		reference_field("post", "岗位", "Post", "posts", example="NJ-G001", note=REFERENCE_NOTE),
		reference_field("power", "对应职权", "Power", "powers", example="NJ-Q001", note=REFERENCE_NOTE),
		integer_field("step_no", "环节序号", "Step No", example=1),
		term_field("category", "风险类别", "Risk Category", v.RISK_CATEGORY, required=True, example="岗位职责"),
		text_field("title", "风险点", "Risk Point", required=True, width=28, example="大额资金使用未经集体研究"),
		longtext_field("manifestation", "表现形式", "Manifestation", example="以传阅、会签代替会议决定"),
		term_field("probability", "发生机率", "Probability", v.PROBABILITY, required=True, example="较高"),
		term_field("harm", "危害程度", "Harm", v.HARM, required=True, example="严重"),
		flag_field("decisive_influence", "有决定性影响", "Decisive Influence"),
		flag_field("unlimited_discretion", "裁量无合理限制", "Unlimited Discretion"),
		flag_field("prior_misconduct", "曾发生问题", "Prior Misconduct"),
		term_field("stated_grade", "自评等级", "Stated Grade", v.GRADE, example="一级", aliases=("风险等级", "等级")),
		longtext_field("grade_basis", "定级依据", "Grade Basis", width=26),
		date_field("approved_on", "审定日期", "Approved On", example="2026-03-20", note=_OF_THE_APPROVAL, decided_on_site=True),
		date_field("publicised_until", "公示截止日期", "Publicised Until", example="2026-03-27", note=_OF_THE_APPROVAL, aliases=("公示截止",), decided_on_site=True),
		text_field("filing", "备案文号", "Filing Number", width=20, example="宁示纪备〔2026〕1号", note=_OF_THE_APPROVAL, aliases=("备案号",), decided_on_site=True),
		date_field("filed_on", "备案日期", "Filed On", example="2026-03-31", note=_OF_THE_APPROVAL, decided_on_site=True),
	),
	key=("risk",),
	title="title",
	note=Text("每个廉政风险点一行，等级由系统按定级方案计算", "One row per risk point; the grade is computed"),
)  # fmt: skip

MEASURES = Table(
	"measures",
	Text("防控措施", "Control Measures"),
	(
		key_field("measure", "措施编号", "Measure Code", "NJ-C0001"),
		reference_field("risk", "对应风险点", "Risk Point", "risk_points", required=True, example="NJ-F0001", note=REFERENCE_NOTE, aliases=("风险点编号", "风险编号")),
		term_field("layer", "防控层次", "Measure Layer", v.MEASURE_LAYER, required=True, example="单位", aliases=("层次",)),
		term_field("phase", "防控阶段", "Measure Phase", v.MEASURE_PHASE, required=True, example="前期预防", aliases=("措施类型",)),
		term_field("kind", "措施种类", "Measure Kind", v.MEASURE_KIND, example="集体决策"),
		longtext_field("description", "防控措施", "Measure Description", required=True, example="大额资金使用提交党组会集体研究", aliases=("措施",)),
		text_field("basis", "制度依据", "Rule It Rests On", width=24, example="“三重一大”决策制度"),
		reference_field("responsible_leader", "责任领导", "Responsible Leader", "people", example="NJ-R001", note=REFERENCE_NOTE),
		reference_field("responsible_unit", "责任单位", "Responsible Unit", "units", example="NJ", note=REFERENCE_NOTE, aliases=("责任部门",)),
		reference_field("responsible_person", "责任人", "Responsible Person", "people", example="NJ-R001", note=REFERENCE_NOTE),
		date_field("due_date", "完成时限", "Due Date", example="2026-06-30"),
		term_field("status", "落实情况", "Measure Status", v.MEASURE_STATUS, required=True, example="落实中"),
		date_field("completed_on", "完成日期", "Completed On"),
		longtext_field("evidence", "佐证", "Evidence", width=26),
		term_field("recurrence", "重复周期", "Recurrence", v.RECURRENCE, note=_RECURRENCE_NOTE, aliases=("周期", "频次")),
		term_field("recurrence_basis", "周期起算", "Recurrence Basis", v.RECURRENCE_BASIS, width=16, note=_BASIS_NOTE),
		date_field("recurs_from", "首期时限", "First Due Date", note=_FIRST_DUE_NOTE),
		date_field("valid_until", "有效期至", "Valid Until", note=_VALID_UNTIL_NOTE),
		date_field("verified_on", "核实日期", "Verified On", note=Text("由核实人以外的人报告，核实后填写", "When somebody other than who reported it verified it")),
	),
	key=("measure",),
	title="description",
	note=Text("每条防控措施一行，写明层次、阶段和三类责任人", "One row per measure"),
)  # fmt: skip
