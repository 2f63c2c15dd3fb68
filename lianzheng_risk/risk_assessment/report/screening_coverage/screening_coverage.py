"""排查覆盖率: how much of each unit has been screened, by unit, post, key post, person and power."""

from __future__ import annotations

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.risk_assessment.pictures.by_unit import Counted, UnitReport

REPORT = UnitReport(
	counts=(
		Counted("posts", Text("岗位数", "Posts")),
		Counted("posts_screened", Text("已排查岗位", "Posts Screened")),
		Counted("risk_points", Text("风险点数", "Risk Points")),
	),
	shares=(
		"post_coverage",
		"key_post_coverage",
		"unit_coverage",
		"person_coverage",
		"power_coverage",
		"powers_mapped_share",
	),
)

execute = REPORT.execute
