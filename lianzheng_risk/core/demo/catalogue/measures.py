"""Measures by business area and phase, what proves them done, and how likely each state is."""

from __future__ import annotations

from typing import NamedTuple


class Measure(NamedTuple):
	"""`area` is a business area, or "any" for a measure that suits every risk."""

	area: str
	phase: str
	layer: str
	kind: str
	description: str
	basis: str


MEASURES = (
	Measure("procurement", "prevention", "department", "rules", "修订采购需求管理细则，采购需求须经市场调查、专家论证和公示", "本局采购内控制度"),
	Measure("procurement", "prevention", "unit", "collective_decision", "采购方式变更和单一来源采购提交班子会议集体研究", "“三重一大”决策制度"),
	Measure("procurement", "monitoring", "department", "technical_control", "通过采购系统比对供应商关联关系和拆分采购的预警", "电子监控平台管理办法"),
	Measure("procurement", "disposal", "unit", "correction", "对违反程序的采购责令重新组织，造成损失的予以追偿", "本局采购内控制度"),
	Measure("engineering", "prevention", "unit", "openness", "工程招标、变更、结算信息在项目现场和网站同步公开", "工程项目信息公开规定"),
	Measure("engineering", "prevention", "department", "rules", "制定工程变更分级审批和现场签证双人双签办法", "本局工程管理办法"),
	Measure("engineering", "monitoring", "department", "technical_control", "工程量和签证上传影像资料，系统对超概算自动预警", "电子监控平台管理办法"),
	Measure("engineering", "disposal", "unit", "accountability", "对虚假签证、违规变更倒查各环节责任并予以问责", "责任追究办法"),
	Measure("approval", "prevention", "department", "openness", "公开审批条件、材料、时限和收费标准，实行一次性告知", "政务公开实施细则"),
	Measure("approval", "prevention", "department", "rules", "细化审查要点和勘验标准，受理、审查、决定由不同岗位办理", "行政审批工作规程"),
	Measure("approval", "monitoring", "department", "technical_control", "审批系统对超时、跳环节和退件率异常自动提醒", "电子监控平台管理办法"),
	Measure("approval", "disposal", "department", "correction", "对违规许可依法撤销，倒查受理、审查、决定各环节责任", "行政审批工作规程"),
	Measure("enforcement", "prevention", "department", "rules", "完善裁量基准和典型案例指导，重大案件集体讨论", "行政执法裁量基准"),
	Measure("enforcement", "prevention", "post", "rotation", "执法办案岗位满三年轮岗，固定辖区定期交换", "重点岗位交流轮岗办法"),
	Measure("enforcement", "monitoring", "department", "technical_control", "执法全过程音像记录，按月抽查案卷", "行政执法全过程记录办法"),
	Measure("enforcement", "disposal", "post", "admonition", "对办案不公、说情不报的人员予以训诫并调离执法岗位", "行政执法责任制规定"),
	Measure("personnel", "prevention", "unit", "collective_decision", "干部任免坚持会前酝酿、无记名票决，全程纪实", "干部选拔任用工作纪实办法"),
	Measure("personnel", "prevention", "department", "openness", "任免、招聘、考核结果按规定范围和期限公示", "政务公开实施细则"),
	Measure("personnel", "monitoring", "unit", "democratic_appraisal", "对新任用干部开展民主评议，测评结果与使用挂钩", "干部监督工作制度"),
	Measure("personnel", "disposal", "unit", "accountability", "对违规用人实行倒查，追究动议、考察、决定各环节责任", "责任追究办法"),
	Measure("finance", "prevention", "unit", "collective_decision", "大额资金使用按标准提交班子会议集体研究并形成纪要", "“三重一大”决策制度"),
	Measure("finance", "prevention", "department", "rules", "完善报销审核清单，会计、出纳、审批岗位分设", "本局财务管理办法"),
	Measure("finance", "monitoring", "department", "technical_control", "通过一体化系统监测重复报销、超标准和异常拨付", "电子监控平台管理办法"),
	Measure("finance", "disposal", "department", "correction", "对违规支出限期清退，追究审核和审批责任", "本局财务管理办法"),
	Measure("assets", "prevention", "department", "openness", "出租处置一律进场公开竞价，结果公示", "国有资产管理办法"),
	Measure("assets", "prevention", "post", "rules", "资产台账与实物每半年盘点核对，专人保管、异人复核", "国有资产管理办法"),
	Measure("assets", "monitoring", "department", "technical_control", "资产系统对长期低价出租、超期未缴租金自动预警", "电子监控平台管理办法"),
	Measure("assets", "disposal", "unit", "correction", "对违规处置收回收益，依规处理责任人", "责任追究办法"),
	Measure("other", "prevention", "department", "rules", "修订工作规程，明确各环节标准、时限和留痕要求", "本局工作规则"),
	Measure("other", "monitoring", "department", "technical_control", "办公系统全程留痕，对先办后批、越级签批自动提醒", "电子监控平台管理办法"),
	Measure("other", "disposal", "department", "correction", "对未按程序办理的事项责令补正并通报", "本局工作规则"),
	Measure("any", "prevention", "post", "education", "每季度开展岗位廉政教育和典型案例警示", "廉政教育年度计划"),
	Measure("any", "prevention", "post", "pledge", "签订岗位廉政承诺书并在本单位公开", "廉政承诺制度"),
	Measure("any", "prevention", "post", "rotation", "重点岗位任职满五年交流轮岗", "重点岗位交流轮岗办法"),
	Measure("any", "prevention", "post", "other", "岗位风险清单和防控要求张贴上墙，随岗位变动更新", "廉政风险防控实施办法"),
	Measure("any", "monitoring", "post", "integrity_talk", "责任领导每半年与责任人开展一次廉政谈话", "廉政谈话制度"),
	Measure("any", "monitoring", "unit", "duty_report", "年度述职述廉报告本岗位风险防控情况并接受评议", "述职述廉制度"),
	Measure("any", "monitoring", "unit", "democratic_life", "在民主生活会上对照检查本项风险的防控情况", "民主生活会制度"),
	Measure("any", "monitoring", "unit", "personal_matters", "重点岗位人员按规定报告个人有关事项，抽查核实", "个人有关事项报告制度"),
	Measure("any", "disposal", "post", "admonition", "发现苗头性问题由责任领导及时提醒训诫，限期改正", "廉政风险防控实施办法"),
)  # fmt: skip

EVIDENCE: dict[str, str] = {
	"education": "培训签到表、课件",
	"openness": "公示截图、公开目录",
	"pledge": "承诺书签字件",
	"rules": "制度文件及印发通知",
	"rotation": "轮岗交接记录",
	"democratic_appraisal": "评议结果汇总表",
	"integrity_talk": "谈话记录",
	"personal_matters": "报告登记表",
	"duty_report": "述职述廉报告",
	"democratic_life": "会议记录、对照检查材料",
	"collective_decision": "会议纪要",
	"technical_control": "系统预警处理记录",
	"correction": "整改报告",
	"admonition": "训诫记录",
	"accountability": "问责处理决定",
	"other": "工作台账",
}

# How likely a measure is in each state, by where its due date lies.
STATUS_SHARES: dict[str, dict[str, float]] = {
	"due": {"planned": 0.01, "in_progress": 0.06, "implemented": 0.46, "verified": 0.44, "lapsed": 0.02, "cancelled": 0.01},
	"ahead": {"planned": 0.34, "in_progress": 0.42, "implemented": 0.18, "verified": 0.05, "lapsed": 0.0, "cancelled": 0.01},
}  # fmt: skip
COMPLETED = ("implemented", "verified")

# How many measures a risk has, by its grade.
MEASURE_COUNTS: dict[str, tuple[int, ...]] = {"I": (2, 3, 3), "II": (1, 2, 3), "III": (1, 1, 2)}
PHASES = ("prevention", "monitoring", "disposal")
