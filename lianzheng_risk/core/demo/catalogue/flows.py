"""How powers run: the steps of each flow, with branches and loops.

`by` says who handles a step: handler or reviewer of the power, the head of the unit, the leader in charge, or nobody
of the organisation (outside). `stage` ties a step to the risks that are typical there. `next_steps` is empty where the
next step in order follows.
"""

from __future__ import annotations

from typing import NamedTuple


class Step(NamedTuple):
	flow: str
	step_no: int
	name: str
	by: str
	stage: str
	days: int | None
	next_steps: str
	discretion: str


STEPS = (
	Step("collective", 1, "提出议题", "handler", "start", 3, "", "可决定是否提出、何时提出"),
	Step("collective", 2, "调研论证和征求意见", "reviewer", "examine", 5, "", ""),
	Step("collective", 3, "法律顾问出具意见", "outside", "outside", 3, "4,2", ""),
	Step("collective", 4, "班子会议集体研究", "head", "decide", 1, "5,1", "主要负责人末位表态，按多数意见决定"),
	Step("collective", 5, "印发纪要并公开", "reviewer", "publish", 3, "", ""),
	Step("collective", 6, "组织实施和督办", "handler", "carry_out", None, "", ""),
	Step("appointment", 1, "分析研判和动议", "handler", "start", 5, "", "可提出职位、条件和范围的建议"),
	Step("appointment", 2, "民主推荐", "reviewer", "examine", 3, "", ""),
	Step("appointment", 3, "考察和档案审核", "handler", "verify", 10, "", "考察材料的文字归纳"),
	Step("appointment", 4, "纪检监察机构出具廉洁意见", "outside", "outside", 5, "5,1", ""),
	Step("appointment", 5, "党组讨论决定", "leader", "decide", 1, "6,1", "无记名表决，超过应到成员半数同意"),
	Step("appointment", 6, "任前公示", "reviewer", "publish", 5, "7,3", ""),
	Step("appointment", 7, "办理任职手续", "handler", "carry_out", 5, "", ""),
	Step("appraisal", 1, "个人述职和民主测评", "handler", "start", 5, "", ""),
	Step("appraisal", 2, "提出等次建议", "reviewer", "examine", 3, "", "优秀比例内的取舍"),
	Step("appraisal", 3, "集体审定等次", "head", "decide", 1, "4,2", ""),
	Step("appraisal", 4, "公示并反馈", "handler", "publish", 5, "", ""),
	Step("recruitment", 1, "编制招聘方案", "handler", "start", 10, "", "可设置岗位条件"),
	Step("recruitment", 2, "主管部门核准方案", "outside", "outside", 10, "3,1", ""),
	Step("recruitment", 3, "资格审查", "reviewer", "examine", 5, "", ""),
	Step("recruitment", 4, "委托第三方笔试面试", "outside", "outside", 20, "", "面试评分"),
	Step("recruitment", 5, "体检考察和集体研究", "head", "decide", 10, "", ""),
	Step("recruitment", 6, "公示聘用", "handler", "publish", 7, "", ""),
	Step("funds", 1, "接收资金指标", "outside", "outside", None, "", ""),
	Step("funds", 2, "受理申报资料", "handler", "start", 5, "", ""),
	Step("funds", 3, "核实资料和条件", "reviewer", "examine", 5, "4,2", "对附件完整性的把握"),
	Step("funds", 4, "集体审定分配方案", "leader", "decide", 3, "5,3", "因素法以外的调剂"),
	Step("funds", 5, "公示并拨付", "handler", "carry_out", 5, "", ""),
	Step("funds", 6, "绩效评价和监督检查", "reviewer", "verify", 20, "", ""),
	Step("expense", 1, "提出事前申请", "handler", "start", 1, "", ""),
	Step("expense", 2, "核对标准和票据", "reviewer", "examine", 2, "3,1", "对特殊情况的说明是否采信"),
	Step("expense", 3, "按权限签批", "leader", "decide", 1, "4,1", ""),
	Step("expense", 4, "公务卡结算和归档", "handler", "carry_out", 1, "", ""),
	Step("service", 1, "登记申请事由", "handler", "start", 1, "", ""),
	Step("service", 2, "核对事由和依据", "reviewer", "examine", 1, "3,1", "紧急事项可先办后补"),
	Step("service", 3, "负责人签批", "head", "decide", 1, "", ""),
	Step("service", 4, "办理并登记台账", "handler", "carry_out", 1, "", ""),
	Step("license", 1, "申请人提交或补正材料", "outside", "outside", None, "", ""),
	Step("license", 2, "受理和一次性告知", "handler", "start", 1, "3,1", "材料是否齐全的判断"),
	Step("license", 3, "材料审查", "reviewer", "examine", 3, "4,1", ""),
	Step("license", 4, "现场勘验", "reviewer", "verify", 3, "", "勘验结论的尺度"),
	Step("license", 5, "作出决定", "leader", "decide", 2, "6,7", "准予或者不予许可"),
	Step("license", 6, "制证送达并公示", "handler", "publish", 1, "8", ""),
	Step("license", 7, "书面说明不予许可理由", "handler", "publish", 1, "", ""),
	Step("license", 8, "事中事后监管", "head", "carry_out", None, "", "检查对象和频次"),
	Step("penalty", 1, "线索登记和立案", "handler", "start", 7, "", "是否立案"),
	Step("penalty", 2, "调查取证", "handler", "verify", 30, "", "证据范围和先行登记保存"),
	Step("penalty", 3, "案件审核", "reviewer", "examine", 10, "4,2", "裁量基准内的幅度"),
	Step("penalty", 4, "当事人陈述申辩和听证", "outside", "outside", 5, "5,2", ""),
	Step("penalty", 5, "负责人集体讨论决定", "leader", "decide", 3, "", "从轻、减轻、从重情节的认定"),
	Step("penalty", 6, "公示并送达决定", "handler", "publish", 7, "", ""),
	Step("penalty", 7, "执行和结案归档", "head", "carry_out", 15, "", "分期、延期缴纳"),
	Step("inspection", 1, "抽取检查对象和人员", "handler", "start", 1, "", ""),
	Step("inspection", 2, "现场检查和记录", "handler", "verify", 5, "", "问题性质的认定"),
	Step("inspection", 3, "复核检查结论", "reviewer", "examine", 3, "4,2", ""),
	Step("inspection", 4, "责令改正或移送立案", "head", "decide", 3, "5,2", "限期改正的期限"),
	Step("inspection", 5, "公示结果和复查", "handler", "publish", 10, "", ""),
	Step("procurement", 1, "需求调查和论证", "reviewer", "start", 10, "", "技术参数和商务条件的设定"),
	Step("procurement", 2, "确定采购方式", "head", "examine", 3, "", "单一来源、竞争性磋商的适用"),
	Step("procurement", 3, "编制采购文件", "handler", "examine", 5, "4,1", "评分办法的设定"),
	Step("procurement", 4, "公告和接受响应", "handler", "publish", 10, "", ""),
	Step("procurement", 5, "专家评审", "outside", "outside", 1, "6,3", "主观分评分"),
	Step("procurement", 6, "确认成交结果", "leader", "decide", 2, "", ""),
	Step("procurement", 7, "签订和履行合同", "handler", "carry_out", 30, "", ""),
	Step("procurement", 8, "履约验收", "reviewer", "verify", 5, "7", "让步接收"),
	Step("purchase", 1, "提出物资需求", "reviewer", "start", 2, "", ""),
	Step("purchase", 2, "比价询价", "handler", "examine", 3, "3,1", "询价对象的选择"),
	Step("purchase", 3, "负责人审定", "head", "decide", 1, "", ""),
	Step("purchase", 4, "入库验收", "reviewer", "verify", 2, "", ""),
	Step("tender", 1, "编制招标方案", "handler", "start", 10, "", "标段划分和资格条件"),
	Step("tender", 2, "审查招标文件", "reviewer", "examine", 5, "3,1", ""),
	Step("tender", 3, "发布公告", "handler", "publish", 20, "", ""),
	Step("tender", 4, "开标评标", "outside", "outside", 1, "5,1", "技术标主观分"),
	Step("tender", 5, "确定中标人", "leader", "decide", 5, "", ""),
	Step("tender", 6, "签订合同并备案", "handler", "carry_out", 20, "", ""),
	Step("variation", 1, "施工单位提出变更", "outside", "outside", None, "", ""),
	Step("variation", 2, "现场核实工程量", "handler", "verify", 3, "", "隐蔽工程的认定"),
	Step("variation", 3, "审查变更理由和造价", "reviewer", "examine", 5, "4,1", "新增单价的确定"),
	Step("variation", 4, "分级审批变更", "leader", "decide", 3, "5,1", ""),
	Step("variation", 5, "签发变更并计量支付", "head", "carry_out", 5, "", ""),
	Step("acceptance", 1, "接收验收申请", "handler", "start", 2, "", ""),
	Step("acceptance", 2, "核查质量资料", "reviewer", "examine", 5, "3,1", ""),
	Step("acceptance", 3, "参建各方现场验收", "handler", "verify", 3, "4,1", "缺陷等级的认定"),
	Step("acceptance", 4, "签署验收意见", "leader", "decide", 3, "", ""),
	Step("acceptance", 5, "备案公示和结算送审", "head", "carry_out", 10, "", ""),
	Step("disposal", 1, "提出处置方案", "handler", "start", 5, "", "底价和方式的建议"),
	Step("disposal", 2, "第三方评估", "outside", "outside", 10, "3,1", "评估方法的选用"),
	Step("disposal", 3, "核对台账和权属", "reviewer", "examine", 3, "", ""),
	Step("disposal", 4, "按权限审批", "leader", "decide", 5, "5,1", ""),
	Step("disposal", 5, "公开竞价", "outside", "outside", 10, "6,4", ""),
	Step("disposal", 6, "收缴收入并核销", "handler", "carry_out", 5, "", ""),
)  # fmt: skip
