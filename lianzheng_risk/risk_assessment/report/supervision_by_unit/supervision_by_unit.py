"""监督情况: of each unit, inspections, rectification, warnings, decisions, rotation and activities of the last year."""

from __future__ import annotations

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.risk_assessment.pictures.by_unit import Counted, UnitReport

REPORT = UnitReport(
	counts=(
		Counted("inspections_held", Text("监督检查次数", "Inspections Held")),
		Counted("rectifications", Text("整改事项", "Rectifications")),
		Counted("rectifications_overdue", Text("逾期整改", "Overdue Rectifications")),
		Counted("warnings", Text("预警次数", "Warnings")),
		Counted("warnings_open", Text("未解除预警", "Open Warnings")),
		Counted("decisions", Text("三重一大决策", "Collective Decisions")),
	),
	shares=(
		"rectification_in_time_share",
		"rectification_recurring_share",
		"warning_in_time_share",
		"warning_escalated_share",
		"inspection_plan_share",
		"ratification_in_time_share",
		"decision_carried_out_share",
		"activity_overdue_share",
		"rotation_overdue_share",
	),
)

execute = REPORT.execute
