"""措施落实: of each unit, how many measures are in place, in time, proven and verified."""

from __future__ import annotations

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.risk_assessment.pictures.by_unit import Counted, UnitReport

REPORT = UnitReport(
	counts=(
		Counted("measures_effective", Text("有效措施", "Effective Measures")),
		Counted("measures_due", Text("已到期", "Measures Due")),
		Counted("measures_overdue", Text("逾期", "Overdue")),
	),
	shares=(
		"in_place_share",
		"measure_coverage",
		"three_phases_share",
		"on_time_share",
		"overdue_share",
		"evidenced_share",
		"verified_share",
		"parties_named_share",
	),
)

execute = REPORT.execute
