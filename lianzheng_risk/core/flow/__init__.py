"""权力运行流程图: the flow of a power as a swim-lane diagram, drawn from its steps (regulation §2(1))."""

from lianzheng_risk.core.flow.drawing import A4_LANDSCAPE, A4_PORTRAIT, Paper, draw, draw_pages, is_wide
from lianzheng_risk.core.flow.model import Flow, GradeLook, Looks, Step, post_labels, report_looks

__all__ = [
	"A4_LANDSCAPE",
	"A4_PORTRAIT",
	"Flow",
	"GradeLook",
	"Looks",
	"Paper",
	"Step",
	"draw",
	"draw_pages",
	"is_wide",
	"post_labels",
	"report_looks",
]
