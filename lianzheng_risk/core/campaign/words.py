"""The vocabularies of a campaign, its phases, and whose turn it is in each of them."""

from __future__ import annotations

from lianzheng_risk.core.approval.path import REVIEWED_BY, STATE
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.vocabulary import Vocabulary, vocabulary_of

CAMPAIGN_STATUS = vocabulary_of(
	"campaign_status", "工作状态", "Campaign Status",
	("planned", "未启动", "Planned"),
	("running", "进行中", "Running"),
	("closed", "已结束", "Closed"),
)  # fmt: skip

SCREENING_STATUS = vocabulary_of(
	"screening_status", "排查状态", "Screening Status",
	("not_begun", "未开始", "Not Begun"),
	("under_way", "排查中", "Under Way"),
	("reported", "已上报", "Reported"),
	("confirmed", "已确认", "Confirmed"),
)  # fmt: skip

RESULT = vocabulary_of(
	"screening_result", "排查结果", "Screening Result",
	("risks", "已登记风险点", "Risk Points on Record"),
	("none", "未发现风险点", "None Found"),
)  # fmt: skip

ACTION = vocabulary_of(
	"screening_action", "排查操作", "Screening Action",
	("report_risks", "上报已登记的风险点", "Report Risk Points"),
	("report_none", "上报未发现风险点", "Report None Found"),
	("confirm", "确认", "Confirm"),
	("send_back", "退回", "Send Back"),
)  # fmt: skip
REPORT_OF = {"risks": "report_risks", "none": "report_none"}

# The phases in their order, and the setting that holds the working days of each.
DAYS_SETTING: dict[str, str] = {
	"screening": "self_screening_days",
	"peer_review": "peer_review_days",
	"department_review": "department_review_days",
	"leader_approval": "leader_approval_days",
	"collective_approval": "collective_approval_days",
	"publicity": "publicity_days",
	"filing": "filing_days",
}
PHASES = tuple(DAYS_SETTING)
PHASE = Vocabulary("campaign_phase", Text("阶段", "Phase"), tuple(STATE.by_code[code] for code in PHASES))

# An objection is decided while the publicity period lasts.
PHASE_OF_STATE: dict[str, str] = {**dict(zip(PHASES, PHASES, strict=True)), "objection": "publicity"}

# Whose turn it is, of those that can be named; a post's own screening waits for its holder.
WAITS_FOR: dict[str, tuple[str, ...]] = {
	"screening": ("holder",),
	"peer_review": ("liaison", "head"),
	**REVIEWED_BY,
	"department_review": ("head",),
	"publicity": ("liaison", "head"),
	"filing": ("supervisor",),
}
