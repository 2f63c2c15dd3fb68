"""The words in a diagram."""

from __future__ import annotations

from lianzheng_risk.core.bilingual import Text

START = Text("开始", "Start")
END = Text("结束", "End")
EXTERNAL = Text("外部", "External")
NO_POST = Text("未明确岗位", "No Post Given")

STEP = Text("环节{number}", "Step {number}")
UNNUMBERED_STEP = Text("环节？", "Step ?")
DAYS = Text("{days}个工作日", "{days} working days")
DISCRETION = Text("裁量：{text}", "Discretion: {text}")
ONWARD = Text("去向：{numbers}", "On to: {numbers}")
BACK_TO = Text("返回{number}", "back to {number}")
NOT_GRADED = Text("未定级", "Not Graded")
COUNTED = Text("{label}×{count}", "{label} ×{count}")

SEVERAL_WAYS = Text("有多个去向", "Several ways on")
EXTERNAL_STEP = Text("外部环节", "External step")
WAY_BACK = Text("返回", "Way back")
CONTINUES = Text("（第{page}页，共{pages}页）", " (page {page} of {pages})")

DESCRIPTION = Text("共{steps}个环节，涉及{lanes}。{each}", "{steps} steps, handled by {lanes}. {each}")
STEP_TOLD = Text("{step} {name}（{facts}）", "{step} {name} ({facts})")
ENDS = Text("到结束", "to the end")
LISTED = Text("、", ", ")
SENTENCES = Text("；", "; ")

CHECK = Text("请核对：", "Please check:")
NO_STEPS = Text("尚未填写环节，填写后自动成图。", "No steps yet; the diagram is drawn from them.")
UNNUMBERED = Text("“{name}”没有环节序号，单独列在最后。", "“{name}” has no step number and stands apart at the end.")
DUPLICATE = Text(
	"环节序号{number}用了不止一次，箭头只连到第一个。",
	"Step number {number} is used more than once; arrows lead to the first.",
)
UNREADABLE = Text(
	"环节{number}的下一环节“{value}”无法识别，请填序号，用逗号分开。",
	"Step {number}: “{value}” cannot be read as next steps; give numbers, comma-separated.",
)
NOWHERE = Text("环节{number}指向的环节{next}不存在。", "Step {number} leads to step {next}, which does not exist.")
UNREACHED = Text("没有箭头通到环节{number}。", "No arrow leads to step {number}.")
MORE = Text("另有{count}处。", "And {count} more.")
