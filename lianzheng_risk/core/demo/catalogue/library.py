"""The library of risks of the invented bureau: entries that any unit may start from, with measures that have proved themselves.

Levels, areas and kinds are codes of the vocabularies; nothing here names a unit, a post or a person.
"""

from __future__ import annotations

from typing import NamedTuple


class Suggested(NamedTuple):
	layer: str
	phase: str
	kind: str
	description: str


class Entry(NamedTuple):
	"""One entry; `rank` is the rank of the posts where the risk is usual, None where it goes with the power."""

	title: str
	category: str
	manifestation: str
	probability: str
	harm: str
	power_category: str | None
	business_area: str | None
	rank: str | None
	measures: tuple[Suggested, ...] = ()


LIBRARY = (
	Entry("采购需求指向特定供应商", "process", "编写采购需求时照抄意向供应商的型号、参数和服务条款，使其他供应商无法响应", "fairly_high", "serious", "assets", "procurement", None, (
		Suggested("department", "prevention", "rules", "采购需求附三家以上市场调查记录，由使用、采购、财务三方会签"),
		Suggested("department", "monitoring", "technical_control", "采购公告前随机抽取专家审查需求的排他性条款，意见随公告公开"),
	)),
	Entry("拆分项目规避招标", "process", "把同一预算年度内同类采购拆成几个限额以下的合同，分别直接委托给同一供应商", "fairly_high", "serious", "assets", "procurement", None, (
		Suggested("department", "monitoring", "technical_control", "财务按月汇总同一供应商、同类品目的支付金额，接近限额的退回合并采购"),
	)),
	Entry("采购验收由一人完成", "post_duty", "经办人既采购又验收，不清点数量、不核对规格即在验收单上签字", "high", "limited", "assets", "procurement", "staff", (
		Suggested("post", "prevention", "rules", "验收由采购以外的两人共同进行，验收单附实物照片"),
	)),
	Entry("招标信息提前透露", "process", "公告发布前把控制价、评标办法或潜在投标人名单告诉个别企业", "small", "serious", "assets", "engineering", None, (
		Suggested("department", "prevention", "rules", "招标文件编制人员签订保密承诺，文件按环节授权查看并留痕"),
	)),
	Entry("现场签证事后补签", "process", "未到现场核实即签认工程量，隐蔽工程完工后凭施工方资料补签", "fairly_high", "fairly_serious", "assets", "engineering", None, (
		Suggested("post", "monitoring", "technical_control", "签证当日上传带时间和位置的影像，由两人签字，逾期不予计量"),
	)),
	Entry("插手工程分包和材料采购", "post_duty", "通过打招呼、开协调会向施工单位推荐分包队伍或材料供应商", "small", "serious", None, "engineering", "leader_in_charge", (
		Suggested("unit", "monitoring", "duty_report", "述职述廉时报告有无插手工程的情况，记录在案的打招呼事项一并说明"),
	)),
	Entry("受理时反复要求补正", "process", "不一次性告知所缺材料，让申请人多次往返，暗示通过指定中介代办", "fairly_high", "limited", "approval", "approval", "staff", (
		Suggested("department", "prevention", "openness", "材料清单、样表和办理时限上墙上网，补正告知书一次出具并编号"),
		Suggested("department", "monitoring", "technical_control", "系统统计退件率和补正次数，超过两次的自动转负责人复核"),
	)),
	Entry("审查标准因人而异", "process", "对熟人介绍的申请放宽条件，对其他申请人从严掌握，同样情形作出不同结论", "fairly_high", "fairly_serious", "approval", "approval", None, (
		Suggested("department", "prevention", "rules", "把审查要点细化到每项材料，裁量情形附案例，结论须写明所依据的条款"),
	)),
	Entry("现场勘验走过场", "post_duty", "不到现场或只看一处就出具勘验结论，收受申请人宴请后隐去不符合条件的事实", "small", "fairly_serious", "approval", "approval", "staff", (
		Suggested("post", "monitoring", "technical_control", "勘验由两人进行，影像当日上传，每月抽取一成由他人复勘"),
	)),
	Entry("接到线索不登记不立案", "process", "对举报和检查中发现的违法线索不登记，以口头提醒代替立案", "small", "fairly_serious", "enforcement", "enforcement", None, (
		Suggested("department", "prevention", "rules", "线索统一编号登记，不予立案的由负责人书面说明理由"),
	)),
	Entry("同案不同罚", "process", "不适用裁量基准，对情节相近的案件给予相差悬殊的处罚，且不说明理由", "small", "serious", "enforcement", "enforcement", None, (
		Suggested("unit", "monitoring", "collective_decision", "减轻处罚和拟处罚额偏离基准两成以上的，提交集体讨论并记录各人意见"),
	)),
	Entry("检查前通风报信", "post_duty", "把检查时间、对象和重点提前告诉被检查单位，使问题得以掩盖", "small", "fairly_serious", "enforcement", "enforcement", "staff", (
		Suggested("department", "prevention", "technical_control", "检查对象和人员当日随机抽取，名单抽取后直接出发"),
	)),
	Entry("按特定人选设定招聘条件", "process", "依照意向人选的专业、经历和年龄设定资格条件，缩小竞争范围", "small", "serious", "personnel", "personnel", None, (
		Suggested("unit", "prevention", "openness", "招聘条件与岗位说明书逐项对应，偏离的写明理由并随公告公开"),
	)),
	Entry("考察材料不如实反映", "post_duty", "谈话时只记优点，对反映的问题不核实、不写入考察材料", "small", "fairly_serious", "personnel", "personnel", None, (
		Suggested("unit", "prevention", "rules", "考察组两人以上记录并交叉核对，被反映的问题逐条写明核实结果"),
	)),
	Entry("个别沟通代替会议决定", "institution", "重要人事、大额支出先分头打招呼，会上不讨论即通过，不同意见不记录", "small", "serious", "decision", None, "principal_leader", (
		Suggested("unit", "prevention", "collective_decision", "议题和材料会前三日送达，主要领导末位表态，逐人发言如实记录"),
	)),
	Entry("超标准超范围报销", "post_duty", "对超标准、附件不全、事由含糊的票据不退回，照单签字付款", "fairly_high", "limited", "assets", "finance", None, (
		Suggested("department", "monitoring", "technical_control", "报销系统按标准自动校验，超出的须附书面说明并由上一级审批"),
	)),
	Entry("出纳一人保管全部印鉴", "institution", "财务专用章、法人名章和网银密钥由一人保管，付款没有第二人复核", "high", "serious", "assets", "finance", "staff", (
		Suggested("department", "prevention", "rules", "印鉴、密钥分人保管，付款须经制单、复核两人操作"),
		Suggested("unit", "monitoring", "correction", "每季度由不经手资金的人员核对银行对账单，差异当日报告"),
	)),
	Entry("资金滞留挪用", "process", "收到的专项资金不按批复时限拨付，留在账上周转或改作他用", "small", "serious", "assets", "finance", None, (
		Suggested("department", "monitoring", "technical_control", "按月公布专项资金到账、拨付日期和余额，超过三十日未拨的书面说明"),
	)),
	Entry("低价出租公有房屋", "process", "不评估、不公开竞价，以明显低于市场的租金租给特定关系人，到期自动续租", "fairly_high", "fairly_serious", "assets", "assets", None, (
		Suggested("department", "prevention", "openness", "房屋出租一律评估后公开竞价，租户、面积、租金和期限每年公示"),
	)),
	Entry("固定资产账实不符", "institution", "多年不盘点，报废资产不下账、在用资产不入账，被个人长期占用", "fairly_high", "limited", "assets", "assets", None, (
		Suggested("department", "monitoring", "rules", "每年由使用、保管、财务三方盘点，盘亏的查明原因后再下账"),
	)),
	Entry("节日收受服务对象礼品", "environment", "以人情往来为名收受服务对象的礼品、购物卡，处理其事项时予以关照", "fairly_high", "limited", None, None, "department_head", (
		Suggested("post", "prevention", "education", "重要节日前逐人提醒，公布礼品登记上交办法和举报方式"),
		Suggested("unit", "monitoring", "integrity_talk", "分管领导每半年与重点岗位人员谈话一次，了解其与服务对象的往来"),
	)),
	Entry("一人连续办理互不相容事项", "institution", "人员请假或空缺时由同一人代办申请与审核，没有交接手续和事后复核", "fairly_high", "limited", None, None, "staff", (
		Suggested("department", "prevention", "rules", "为每个岗位指定不经手前一环节的代办人，代办事项事后由负责人复核"),
	)),
)  # fmt: skip
