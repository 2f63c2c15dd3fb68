"""What channels there are and how a delivery stands."""

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.vocabulary import vocabulary_of

KIND = vocabulary_of(
	"notice_channel_kind", "渠道类型", "Kind of Channel",
	("webhook", "通用网络接口", "Webhook"),
	("wecom", "企业微信", "WeCom"),
	("dingtalk", "钉钉", "DingTalk"),
)  # fmt: skip

STATE = vocabulary_of(
	"notice_delivery_state", "发送状态", "Delivery State",
	("waiting", "待发送", "Waiting"),
	("sent", "已发送", "Sent"),
	("failed", "发送失败", "Failed"),
)  # fmt: skip

DEADLINE = Text("办理期限：{deadline}", "Deadline: {deadline}")
LINK = Text("查看：{link}", "Open: {link}")
# What people who cannot be known to see the document are told about one that is hidden from most.
VEILED = Text(
	"有一条廉政风险防控通知，请有关人员登录系统查看",
	"There is a notice on integrity risks. Whoever it concerns, please log in to read it.",
)
CONFIDENTIAL = Text(
	"为保密，正文请登录系统查看。", "For reasons of confidentiality the text is to be read on the site."
)
OPEN_IT = Text("登录系统查看", "Read It on the Site")
