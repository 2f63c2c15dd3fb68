"""The posts of each kind of unit. The first post of a kind is its head; `headcount` is how many hold the post."""

from __future__ import annotations

from typing import NamedTuple


class Post(NamedTuple):
	kind: str
	role: str
	name: str
	rank: str
	key_post: bool
	headcount: int
	duties: str


POSTS = (
	Post("bureau", "head", "局长（党组书记）", "principal_leader", True, 1, "主持局党组和行政全面工作，履行全面从严治党第一责任人职责"),
	Post("bureau", "deputy_affairs", "副局长（分管综合财务）", "leader_in_charge", True, 1, "分管综合、财务、资产和后勤工作，履行分管领域一岗双责"),
	Post("bureau", "deputy_works", "副局长（分管工程采购）", "leader_in_charge", True, 1, "分管工程建设、采购、规划统计工作，履行分管领域一岗双责"),
	Post("bureau", "deputy_law", "副局长（分管审批执法）", "leader_in_charge", True, 1, "分管行政审批、综合执法、法治工作，履行分管领域一岗双责"),
	Post("bureau", "engineer", "总工程师", "leader_in_charge", False, 1, "负责重大技术方案把关，协助分管工程质量"),
	Post("office", "head", "办公室主任", "department_head", True, 1, "主持办公室工作，负责会议、文电、督办和后勤保障"),
	Post("office", "clerk", "公务接待与用车管理岗", "staff", True, 1, "办理公务接待、公务用车调度和费用登记"),
	Post("office", "seal", "印章文书岗", "staff", True, 1, "保管印章，办理公文收发、用印登记"),
	Post("office", "archive", "信息公开与档案岗", "staff", False, 1, "办理政务公开、档案整理和查阅"),
	Post("personnel", "head", "组织人事科科长", "department_head", True, 1, "主持组织人事工作，负责干部选拔任用方案的拟订"),
	Post("personnel", "clerk", "干部管理岗", "staff", True, 1, "办理干部考察、任免、交流和监督"),
	Post("personnel", "review", "考核工资岗", "staff", False, 1, "办理年度考核、工资核定和职称评审"),
	Post("personnel", "archive", "人事档案岗", "staff", True, 1, "管理干部人事档案，办理档案审核和转递"),
	Post("finance", "head", "财务科科长", "department_head", True, 1, "主持财务工作，负责预算、决算和资金管理"),
	Post("finance", "clerk", "会计岗", "staff", True, 1, "审核原始凭证，办理会计核算和报表"),
	Post("finance", "cashier", "出纳岗", "staff", True, 1, "办理资金收付，保管票据和银行印鉴之一"),
	Post("finance", "review", "预算绩效岗", "staff", False, 1, "编制部门预算，办理专项资金绩效评价"),
	Post("approval", "head", "行政审批科科长", "department_head", True, 1, "主持行政审批工作，负责许可事项审核"),
	Post("approval", "clerk", "窗口受理岗", "staff", False, 2, "受理申请、一次性告知、出具受理凭证"),
	Post("approval", "review", "审查勘验岗", "staff", True, 2, "审查申请材料，组织现场勘验和专家评审"),
	Post("approval", "issue", "制证归档岗", "staff", False, 1, "制作、送达许可证件，整理审批档案"),
	Post("enforcement", "head", "综合执法大队大队长", "department_head", True, 1, "主持综合执法工作，负责案件办理的组织和审核"),
	Post("enforcement", "clerk", "执法办案岗", "staff", True, 3, "开展行政检查、调查取证和文书送达"),
	Post("enforcement", "review", "案件审核岗", "staff", True, 1, "审核案件事实、证据、程序和裁量"),
	Post("enforcement", "custody", "罚没物品管理岗", "staff", True, 1, "保管罚没和先行登记保存的物品，办理移交"),
	Post("procurement", "head", "采购中心主任", "department_head", True, 1, "主持集中采购工作，负责采购计划和方式的审核"),
	Post("procurement", "clerk", "采购实施岗", "staff", True, 1, "编制采购文件，发布公告，组织评审"),
	Post("procurement", "review", "采购需求论证岗", "staff", True, 1, "组织需求调查和论证，核对预算和配置标准"),
	Post("procurement", "verify", "合同验收岗", "staff", True, 1, "办理合同签订备案，组织履约验收"),
	Post("engineering", "head", "工程建设科科长", "department_head", True, 1, "主持工程建设管理工作，负责项目实施的组织"),
	Post("engineering", "clerk", "现场管理岗", "staff", True, 2, "负责施工现场管理，核实工程量和签证"),
	Post("engineering", "review", "招标合约岗", "staff", True, 1, "办理招标备案、合同谈判和变更审核"),
	Post("engineering", "verify", "计量验收岗", "staff", True, 1, "办理计量支付初审，组织分部和竣工验收"),
	Post("assets", "head", "资产管理科科长", "department_head", True, 1, "主持国有资产管理工作，负责出租处置方案的审核"),
	Post("assets", "clerk", "出租处置岗", "staff", True, 1, "办理资产出租、出借、处置的申报和实施"),
	Post("assets", "review", "资产台账岗", "staff", False, 1, "登记资产台账，组织清查盘点"),
	Post("legal", "head", "法规科科长", "department_head", False, 1, "主持法治工作，负责合法性审查"),
	Post("legal", "clerk", "合法性审查岗", "staff", True, 1, "审查规范性文件、合同和重大执法决定"),
	Post("legal", "review", "复议应诉岗", "staff", False, 1, "办理行政复议答复和行政应诉"),
	Post("planning", "head", "规划统计科科长", "department_head", True, 1, "主持规划统计工作，负责年度项目计划编报"),
	Post("planning", "clerk", "项目储备岗", "staff", True, 1, "办理项目申报、论证和入库"),
	Post("planning", "review", "统计信息岗", "staff", False, 1, "办理统计报表、项目进度和资金执行通报"),
	Post("party", "head", "机关党委专职副书记", "department_head", False, 1, "主持机关党建日常工作，落实党风廉政建设任务"),
	Post("party", "clerk", "党务岗", "staff", False, 1, "办理组织生活、党费收缴和评先评优推荐"),
	Post("party", "review", "纪检岗", "staff", True, 1, "开展日常监督、廉政教育和风险点动态管理"),
	Post("institution", "head", "中心主任", "principal_leader", True, 1, "主持本单位全面工作，履行全面从严治党第一责任人职责"),
	Post("institution", "clerk", "中心副主任（业务）", "leader_in_charge", True, 1, "分管{field}业务，履行分管领域一岗双责"),
	Post("institution", "review", "中心副主任（综合）", "leader_in_charge", True, 1, "分管综合、财务和资产，履行分管领域一岗双责"),
	Post("inst_general", "head", "综合股股长", "department_head", False, 1, "主持综合股工作，负责人事和后勤保障"),
	Post("inst_general", "clerk", "后勤采购岗", "staff", True, 1, "办理零星采购、物资领用和办公保障"),
	Post("inst_general", "review", "文秘人事岗", "staff", False, 1, "办理公文、人员聘用和考勤"),
	Post("inst_business", "head", "业务股股长", "department_head", True, 1, "主持{field}业务，负责审核意见的复核"),
	Post("inst_business", "clerk", "业务受理岗", "staff", False, 2, "受理{field}申请，核对资料并登记"),
	Post("inst_business", "review", "技术审核岗", "staff", True, 1, "审核{field}资料，提出技术意见"),
	Post("inst_business", "site", "现场核查岗", "staff", True, 2, "开展{field}现场核查，出具核查记录"),
	Post("inst_finance", "head", "财务资产股股长", "department_head", True, 1, "主持财务资产工作，负责收支审核"),
	Post("inst_finance", "clerk", "会计岗", "staff", True, 1, "办理会计核算，审核报销凭证"),
	Post("inst_finance", "cashier", "出纳岗", "staff", True, 1, "办理资金收付和票据保管"),
	Post("inst_finance", "review", "资产管理岗", "staff", False, 1, "登记资产台账，办理清查和报废申报"),
	Post("station", "head", "建设管理所所长", "principal_leader", True, 1, "主持本所全面工作，履行全面从严治党第一责任人职责"),
	Post("station", "clerk", "窗口经办岗", "staff", False, 1, "受理村镇建设事项，办理补助资金申报"),
	Post("station", "review", "巡查监管岗", "staff", True, 2, "开展村镇建设巡查，制止和上报违法建设"),
	Post("station", "cashier", "报账员岗", "staff", True, 1, "办理本所经费报账和小额物资采购"),
)  # fmt: skip
