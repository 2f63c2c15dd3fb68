"""Where a synchronisation stands."""

from lianzheng_risk.core.vocabulary import vocabulary_of

STATUS = vocabulary_of(
	"organisation_sync_status", "同步状态", "Status",
	("previewed", "待确认", "Previewed"),
	("queued", "执行中", "Under Way"),
	("done", "已完成", "Done"),
	("failed", "未成功", "Failed"),
)  # fmt: skip
