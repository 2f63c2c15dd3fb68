"""The closed vocabularies of monitoring."""

from lianzheng_risk.core.vocabulary import vocabulary_of

EVENT = vocabulary_of(
	"monitoring_event", "监测时点", "Monitoring Event",
	("save", "保存时", "When Saved"),
	("submit", "提交时", "When Submitted"),
	("cancel", "取消时", "When Cancelled"),
	("daily", "每日扫描", "Daily Scan"),
)  # fmt: skip

CONSEQUENCE = vocabulary_of(
	"monitoring_consequence", "命中后", "What Follows",
	("record", "仅作记录", "Record Only"),
	("warn", "发出预警", "Issue a Warning"),
	("decide", "须经集体决策", "Require a Collective Decision"),
)  # fmt: skip

MEASURE = vocabulary_of(
	"monitoring_measure", "统计方式", "Figure",
	("count", "单据数", "Number of Documents"),
	("sum", "合计", "Sum"),
	("distinct", "不同值个数", "Different Values"),
	("share", "占比（%）", "Share in Percent"),
)  # fmt: skip

# What can be asked of other documents that neither filters nor figures can say; each is a function of the site's.
PROBE = vocabulary_of(
	"monitoring_probe", "专项检查", "Probe",
	("shared_details", "供应商之间或与员工共用账户、电话、地址", "Bank account, phone or address shared between suppliers or with an employee"),
	("self_approval", "申请与审批为同一人", "Requested and approved by the same person"),
	("new_supplier", "新供应商随即获得大额订单", "A new supplier soon has a large order"),
	("price_jump", "单价高于近期均价", "Price above the average of recent purchases"),
	("paid_before_receipt", "未收货先付款", "Paid before anything was received"),
	("paid_above_order", "付款超过订单金额", "Paid more than was ordered"),
	("bank_changed", "付款前变更收款账户", "Bank account changed shortly before the payment"),
	("resubmitted", "多次取消后重新提交", "Cancelled and submitted again and again"),
)  # fmt: skip

OPERATORS = (">=", ">", "<=", "<")
