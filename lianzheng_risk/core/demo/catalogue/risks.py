"""Risk descriptions: typical integrity risks where powers run, in posts, in rules and from outside.

Written for this product after the kinds of risk that units publish in their own lists. `weight` says how grave the risk
usually is: light, middle or heavy.
"""

from __future__ import annotations

from typing import NamedTuple


class FlowRisk(NamedTuple):
	"""A risk of the powers in one business area, at the steps of one stage (see `flows.py`)."""

	area: str
	stage: str
	category: str
	weight: str
	title: str
	manifestation: str


class PostRisk(NamedTuple):
	"""A risk that comes with a post of the given rank."""

	rank: str
	category: str
	weight: str
	title: str
	manifestation: str


class PowerRisk(NamedTuple):
	"""A risk of a whole power of the given category, at no particular step."""

	power_category: str
	category: str
	weight: str
	title: str
	manifestation: str


FLOW_RISKS = (
	FlowRisk("procurement", "start", "process", "heavy", "采购需求量身定制", "{power}未作市场调查，按意向供应商的型号、参数编写需求，排斥其他供应商"),
	FlowRisk("procurement", "examine", "process", "heavy", "化整为零规避招标", "把同一预算项目下的{power}拆成若干小额合同，规避公开招标或集中采购"),
	FlowRisk("procurement", "examine", "institution", "middle", "采购方式变更随意", "{power}以时间紧、技术特殊为由改用单一来源，论证意见事后补签"),
	FlowRisk("procurement", "publish", "process", "light", "采购公告不充分", "{power}公告期压缩、内容残缺或只在不常用的媒介发布，潜在供应商无从知晓"),
	FlowRisk("procurement", "outside", "environment", "heavy", "供应商围猎评审专家", "供应商在{power}评审前后接触专家和经办人，以礼金、宴请谋取高分"),
	FlowRisk("procurement", "decide", "process", "middle", "不按评审结果确认成交", "{power}成交确认时以暗示、拖延等方式要求重新评审，改变排序"),
	FlowRisk("procurement", "carry_out", "process", "middle", "合同实质性条款被改动", "{power}签订合同时提高价格、放宽交期或降低配置，与采购文件不一致"),
	FlowRisk("procurement", "verify", "post_duty", "middle", "验收走过场", "{power}由经办人一人签字验收，不清点、不检测，以次充好照单全收"),
	FlowRisk("engineering", "start", "process", "heavy", "设置歧视性资格条件", "{power}为特定企业设定业绩、奖项或地域要求，变相指定中标人"),
	FlowRisk("engineering", "examine", "process", "heavy", "造价审查不实", "{power}对高套定额、重复计量不核减，与编制单位串通抬高价款"),
	FlowRisk("engineering", "publish", "process", "light", "招标信息提前泄露", "{power}公告前向个别企业透露标底、控制价或潜在投标人名单"),
	FlowRisk("engineering", "outside", "environment", "heavy", "围标串标和挂靠投标", "{power}中企业相互串通报价或借用资质，业主代表知情不报"),
	FlowRisk("engineering", "decide", "process", "heavy", "领导干部插手工程项目", "以打招呼、批条子、开协调会等方式影响{power}的结果"),
	FlowRisk("engineering", "carry_out", "process", "middle", "转包和违法分包监管缺失", "{power}后对项目班子不到岗、主体工程分包放任不管，照常拨付进度款"),
	FlowRisk("engineering", "verify", "process", "middle", "现场签证弄虚作假", "{power}未到现场即签认工程量，隐蔽工程事后补签，虚增数量"),
	FlowRisk("approval", "start", "process", "light", "受理环节故意刁难", "{power}不一次性告知，反复要求补正，暗示通过指定中介代办"),
	FlowRisk("approval", "examine", "process", "middle", "审查标准因人而异", "{power}对熟人从宽、对他人从严，同样情形作出不同审查意见"),
	FlowRisk("approval", "verify", "post_duty", "middle", "勘验不到现场或结论失实", "{power}以照片、视频代替到场勘验，收受好处后隐去不符合条件的事实"),
	FlowRisk("approval", "decide", "process", "heavy", "越权审批和违反程序审批", "{power}不经审查直接签批，或者超越权限、不符合条件予以许可"),
	FlowRisk("approval", "publish", "process", "light", "结果公开和送达不及时", "{power}办结后扣留证件、拖延送达或不公示结果，借机谋取便利"),
	FlowRisk("approval", "outside", "environment", "middle", "红顶中介借权牟利", "中介机构与{power}经办人结成利益关系，以代办费变相输送利益"),
	FlowRisk("approval", "carry_out", "institution", "light", "重审批轻监管", "{power}办结后没有检查计划，对承诺事项不核查，失信行为不处理"),
	FlowRisk("enforcement", "start", "process", "middle", "有案不立压案不查", "{power}中接到线索不登记、不立案，或以口头警告代替立案"),
	FlowRisk("enforcement", "verify", "post_duty", "middle", "取证避重就轻", "{power}中有选择地收集证据，提前通风报信，使违法事实无法认定"),
	FlowRisk("enforcement", "examine", "process", "heavy", "自由裁量随意", "{power}不适用裁量基准，同案不同罚，人情案、关系案时有发生"),
	FlowRisk("enforcement", "outside", "environment", "middle", "说情干扰执法办案", "当事人托关系说情打招呼，{power}的经办人不记录、不报告"),
	FlowRisk("enforcement", "decide", "process", "heavy", "以罚代管以罚代刑", "{power}对应当移送的案件以罚款了结，或降格处理换取好处"),
	FlowRisk("enforcement", "publish", "process", "light", "执法结果选择性公示", "{power}结果不公示或延迟公示，逃避社会监督"),
	FlowRisk("enforcement", "carry_out", "process", "middle", "罚款执行打折扣", "{power}决定作出后私自减免、分期，罚没收入不及时足额入库"),
	FlowRisk("personnel", "start", "process", "heavy", "因人设岗量身定条件", "{power}方案按特定人选的经历设定资格条件，缩小竞争范围"),
	FlowRisk("personnel", "examine", "process", "middle", "推荐测评走形式", "{power}中以暗示、拉票影响推荐结果，参加人员范围随意变动"),
	FlowRisk("personnel", "verify", "post_duty", "middle", "考察失真档案造假", "{power}时不听取不同意见，对年龄、学历、经历疑点不核实"),
	FlowRisk("personnel", "outside", "environment", "middle", "请托说情影响选人用人", "外部人员就{power}打招呼、递条子，参与人员不按规定登记报告"),
	FlowRisk("personnel", "decide", "institution", "heavy", "临时动议个人决定用人", "{power}未经充分酝酿即上会，以传阅会签代替会议讨论，个人说了算"),
	FlowRisk("personnel", "publish", "process", "light", "公示流于形式", "{power}公示时间不足、范围过小，对反映的问题不核查"),
	FlowRisk("personnel", "carry_out", "process", "light", "回避和交流规定落空", "{power}后亲属在同一部门任职，关键岗位到期不轮岗"),
	FlowRisk("finance", "start", "process", "middle", "虚报冒领套取资金", "{power}中以虚假人员、虚假项目或虚开发票申报，套取财政资金"),
	FlowRisk("finance", "examine", "post_duty", "middle", "审核把关不严", "{power}中对超标准、超范围和附件不全的单据不退回，照单签字"),
	FlowRisk("finance", "outside", "environment", "light", "服务对象请客送礼争取资金", "申报单位围绕{power}以会务、考察等名义输送利益"),
	FlowRisk("finance", "decide", "institution", "heavy", "大额资金未经集体研究", "{power}以个别沟通代替会议决定，或拆分金额规避集体决策标准"),
	FlowRisk("finance", "publish", "process", "light", "资金使用结果不公开", "{power}结果只在内部传阅，受益对象和金额不公示"),
	FlowRisk("finance", "carry_out", "process", "heavy", "截留挪用和违规拨付", "{power}未按批复拨付，滞留、挤占、挪作他用或存入账外账户"),
	FlowRisk("finance", "verify", "process", "light", "绩效评价走过场", "{power}后自评打高分，不核实产出和受益情况，问题不整改"),
	FlowRisk("assets", "start", "process", "middle", "低估底价贱卖贱租", "{power}方案有意漏报附属资产、压低底价，向特定对象让利"),
	FlowRisk("assets", "examine", "post_duty", "light", "账实不符长期不处理", "{power}前不盘点、不核权属，账外资产被个人占用"),
	FlowRisk("assets", "outside", "environment", "middle", "评估机构迎合委托方", "{power}中评估机构按授意出具报告，价格严重偏离市场"),
	FlowRisk("assets", "decide", "process", "middle", "越权审批规避公开", "{power}化大为小、拆分审批，不进场交易而直接协议转让"),
	FlowRisk("assets", "carry_out", "process", "middle", "处置收益坐收坐支", "{power}所得不上缴国库，设立小金库，用于发放补贴和接待"),
	FlowRisk("other", "start", "process", "light", "以急事为由先办后批", "{power}中以工作急为由事后补办手续，为不合规事项打开方便之门"),
	FlowRisk("other", "examine", "process", "light", "审查意见流于形式", "{power}中不提出实质性意见，对明显违规内容予以通过"),
	FlowRisk("other", "outside", "environment", "light", "外部顾问与利害方有关联", "为{power}提供意见的顾问与利害方有往来而未回避"),
	FlowRisk("other", "decide", "institution", "heavy", "主要负责人一言堂", "{power}讨论时率先定调，末位表态和票决制度形同虚设"),
	FlowRisk("other", "publish", "process", "light", "会议决定记录不全", "{power}的不同意见未如实记录，纪要与讨论情况不一致"),
	FlowRisk("other", "carry_out", "process", "light", "执行不力督办缺位", "{power}后随意变更执行内容，无人督办、无台账可查"),
)  # fmt: skip

POST_RISKS = (
	PostRisk("principal_leader", "post_duty", "heavy", "权力过于集中缺乏制约", "{holder}直接分管人、财、物和工程，重大问题以个人意见代替集体意见"),
	PostRisk("principal_leader", "post_duty", "middle", "第一责任人职责落实不到位", "{holder}对班子成员和下级的苗头性问题不提醒、不批评、不报告"),
	PostRisk("principal_leader", "environment", "middle", "家属和身边人借影响力牟利", "{holder}的亲属、身边工作人员在其管辖范围内经商办企业、承揽业务"),
	PostRisk("principal_leader", "institution", "light", "班子内部监督缺位", "{holder}听不进不同意见，班子成员之间不愿监督、不敢监督"),
	PostRisk("leader_in_charge", "post_duty", "heavy", "插手分管领域具体业务", "{holder}越过承办岗位直接指定合作方、经办人或处理结果"),
	PostRisk("leader_in_charge", "post_duty", "middle", "一岗双责履行不到位", "{holder}只抓业务不抓廉政，对分管范围的风险点不研判、不检查"),
	PostRisk("leader_in_charge", "environment", "middle", "与管理服务对象交往失范", "{holder}接受管理服务对象安排的宴请、旅游，收受礼品礼金"),
	PostRisk("leader_in_charge", "institution", "light", "分工长期不调整", "{holder}分管同一领域时间过长，形成固定的利益圈子"),
	PostRisk("department_head", "post_duty", "middle", "初核把关失守", "{holder}对下级报送的意见不复核即签字，审核责任层层落空"),
	PostRisk("department_head", "institution", "light", "内部分工不制衡", "{holder}安排一人办理互不相容的事项，关键环节没有复核"),
	PostRisk("department_head", "post_duty", "light", "内部管理失之于宽", "{holder}对办事拖延、吃拿卡要的反映不调查、不处理"),
	PostRisk("department_head", "environment", "light", "服务对象以节礼联络感情", "{holder}在节日收受服务对象赠送的礼品、卡券，处理其事项时失之公允"),
	PostRisk("staff", "post_duty", "light", "吃拿卡要效率低下", "{holder}利用经办便利拖延办理，暗示服务对象给予好处"),
	PostRisk("staff", "post_duty", "middle", "泄露工作秘密谋利", "{holder}把尚未公开的信息提供给利害关系人，换取利益"),
	PostRisk("staff", "post_duty", "light", "台账登记弄虚作假", "{holder}不按时登记、事后补记，资料缺失而无从追溯"),
	PostRisk("staff", "institution", "light", "一人多岗缺少复核", "{holder}请假或空缺时由他人代办，没有交接和复核，互不相容的事项集于一人"),
)  # fmt: skip

POWER_RISKS = (
	PowerRisk("decision", "institution", "middle", "议事规则缺失或不执行", "{power}没有明确的议题范围、到会人数和表决方式，决策过程无法追溯"),
	PowerRisk("decision", "environment", "light", "上级和外部压力影响决策", "{power}受打招呼、定调子影响，论证意见迎合既定结论"),
	PowerRisk("approval", "institution", "light", "办理标准和时限未公开", "{power}的条件、材料、时限没有细化和公开，申请人无从监督"),
	PowerRisk("approval", "environment", "light", "申请人以便利相诱", "{power}的申请人以安排食宿、报销费用等方式影响办理进度和结果"),
	PowerRisk("enforcement", "environment", "light", "执法对象拉拢腐蚀", "{power}的相对人通过亲友、同学长期联络经办人，换取关照"),
	PowerRisk("enforcement", "institution", "middle", "裁量基准不健全", "{power}的裁量阶次过粗，没有案例指导和集体审核要求"),
	PowerRisk("personnel", "institution", "middle", "干部监督制度不落实", "{power}全程纪实和倒查制度没有执行，责任无从追究"),
	PowerRisk("assets", "institution", "middle", "不相容岗位未分离", "{power}的申请、审核、保管由同一人经手，定期盘点制度没有执行"),
	PowerRisk("assets", "environment", "light", "商家以返利拉拢经办人", "往来企业围绕{power}以回扣、购物卡、节日礼品拉拢经办人"),
	PowerRisk("other", "institution", "light", "工作规则滞后", "{power}的规定多年未修订，与现行要求不一致，执行中各行其是"),
)  # fmt: skip

# Risks that stood in last year's register and have been removed since.
RETIRED_RISKS = (
	("纸质台账易被改动", "登记仍用纸质台账，事后可以改动而不留痕迹"),
	("现金收取费用", "服务费用以现金收取，票款不同步"),
	("人工抽取专家", "评审专家由经办人电话邀请，抽取过程没有记录"),
	("介绍信代替书面审批", "以介绍信、便条代替书面审批手续"),
	("窗口与后台混岗", "受理人员同时承担审查职责，缺少制约"),
)
