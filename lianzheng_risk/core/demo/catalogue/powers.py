"""The powers of each kind of unit, each running through one of the flows in `flows.py`.

`handler` and `reviewer` are roles of posts in the same kind of unit; `field` fills the placeholder in a name.
"""

from __future__ import annotations

from typing import NamedTuple


class Power(NamedTuple):
	kind: str
	name: str
	category: str
	area: str
	flow: str
	handler: str
	reviewer: str
	days: int | None


POWERS = (
	Power("bureau", "重大事项决策", "decision", "other", "collective", "deputy_affairs", "deputy_law", None),
	Power("bureau", "重大项目安排", "decision", "engineering", "collective", "deputy_works", "engineer", None),
	Power("bureau", "大额资金使用", "decision", "finance", "collective", "deputy_affairs", "deputy_works", None),
	Power("bureau", "内设机构负责人选拔任用", "personnel", "personnel", "appointment", "deputy_affairs", "deputy_law", 60),
	Power("bureau", "重要行政许可审定", "approval", "approval", "collective", "deputy_law", "engineer", 20),
	Power("bureau", "重大行政处罚集体讨论", "enforcement", "enforcement", "collective", "deputy_law", "deputy_works", 30),
	Power("bureau", "国有资产重大处置审定", "assets", "assets", "collective", "deputy_affairs", "deputy_law", 30),
	Power("office", "公务接待审批", "assets", "finance", "expense", "clerk", "archive", 3),
	Power("office", "公务用车调度", "assets", "assets", "service", "clerk", "seal", 1),
	Power("office", "印章使用管理", "other", "other", "service", "seal", "archive", 1),
	Power("personnel", "科级以下干部调配", "personnel", "personnel", "appointment", "clerk", "review", 45),
	Power("personnel", "年度考核等次评定", "personnel", "personnel", "appraisal", "review", "clerk", 30),
	Power("personnel", "事业人员公开招聘", "personnel", "personnel", "recruitment", "clerk", "archive", 90),
	Power("finance", "部门预算编制与调整", "decision", "finance", "funds", "review", "clerk", 30),
	Power("finance", "经费报销审核", "assets", "finance", "expense", "clerk", "review", 5),
	Power("finance", "专项资金拨付", "assets", "finance", "funds", "clerk", "review", 15),
	Power("approval", "建筑工程施工许可", "approval", "approval", "license", "clerk", "review", 7),
	Power("approval", "占用挖掘道路许可", "approval", "approval", "license", "clerk", "review", 10),
	Power("approval", "企业资质核准", "approval", "approval", "license", "clerk", "review", 20),
	Power("enforcement", "建设领域行政处罚", "enforcement", "enforcement", "penalty", "clerk", "review", 90),
	Power("enforcement", "双随机行政检查", "enforcement", "enforcement", "inspection", "clerk", "review", 20),
	Power("enforcement", "罚没物品处置", "assets", "assets", "disposal", "custody", "review", 30),
	Power("procurement", "货物集中采购", "assets", "procurement", "procurement", "clerk", "review", 45),
	Power("procurement", "服务项目采购", "assets", "procurement", "procurement", "clerk", "review", 45),
	Power("engineering", "工程招标组织", "assets", "engineering", "tender", "review", "clerk", 60),
	Power("engineering", "工程变更签证", "assets", "engineering", "variation", "clerk", "review", 15),
	Power("engineering", "工程竣工验收", "assets", "engineering", "acceptance", "verify", "review", 20),
	Power("assets", "国有资产出租", "assets", "assets", "disposal", "clerk", "review", 40),
	Power("assets", "国有资产报废处置", "assets", "assets", "disposal", "clerk", "review", 40),
	Power("legal", "规范性文件和合同合法性审查", "other", "other", "service", "clerk", "review", 5),
	Power("legal", "行政处罚裁量基准制定", "enforcement", "enforcement", "collective", "clerk", "review", 60),
	Power("planning", "年度项目计划编报", "decision", "engineering", "funds", "clerk", "review", 45),
	Power("planning", "行业补助资金分配", "decision", "finance", "funds", "clerk", "review", 30),
	Power("party", "评先评优推荐", "personnel", "personnel", "appraisal", "clerk", "review", 20),
	Power("party", "党费使用管理", "assets", "finance", "expense", "clerk", "review", 5),
	Power("institution", "本单位重大事项决策", "decision", "other", "collective", "review", "clerk", None),
	Power("institution", "本单位大额资金使用", "decision", "finance", "collective", "review", "clerk", None),
	Power("inst_general", "编外人员聘用", "personnel", "personnel", "recruitment", "review", "clerk", 45),
	Power("inst_general", "零星物资采购", "assets", "procurement", "purchase", "clerk", "review", 10),
	Power("inst_business", "{field}业务审核", "approval", "approval", "license", "clerk", "review", 15),
	Power("inst_business", "{field}现场核查", "enforcement", "enforcement", "inspection", "site", "review", 10),
	Power("inst_finance", "单位经费报销", "assets", "finance", "expense", "clerk", "review", 5),
	Power("inst_finance", "单位资产处置", "assets", "assets", "disposal", "review", "clerk", 30),
	Power("station", "农村住房建设审核上报", "approval", "approval", "license", "clerk", "review", 15),
	Power("station", "违法建设巡查处置", "enforcement", "enforcement", "inspection", "review", "clerk", 10),
	Power("station", "惠民补助资金发放", "assets", "finance", "funds", "clerk", "cashier", 20),
	Power("station", "小额工程和物资采购", "assets", "procurement", "purchase", "cashier", "review", 10),
)  # fmt: skip

LEGAL_BASIS: dict[str, str] = {
	"personnel": "《党政领导干部选拔任用工作条例》《事业单位人事管理条例》及本局干部管理制度",
	"finance": "《中华人民共和国预算法》《行政事业单位内部控制规范（试行）》及本局财务管理办法",
	"assets": "《行政事业性国有资产管理条例》及本局资产管理办法",
	"procurement": "《中华人民共和国政府采购法》及其实施条例、本局采购内控制度",
	"engineering": "《中华人民共和国招标投标法》《建设工程质量管理条例》及本局工程管理办法",
	"approval": "《中华人民共和国行政许可法》及本行业许可管理规定",
	"enforcement": "《中华人民共和国行政处罚法》及本行业行政执法规定",
	"other": "“三重一大”决策制度及本局工作规则",
}

OPENNESS: dict[str, str] = {
	"decision": "局务公开栏、会议纪要印发",
	"approval": "政务服务网、办事大厅",
	"enforcement": "执法信息公示平台",
	"personnel": "机关公示栏、内网公示",
	"assets": "政府采购网、单位内部公示",
	"other": "单位内部公开",
}

EXERCISED_BY: dict[str, str] = {"bureau": "局党组", "institution": "中心党支部委员会"}
