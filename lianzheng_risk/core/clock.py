"""The jobs of the clock, by which their runs are told apart."""

from lianzheng_risk.core.vocabulary import vocabulary_of

JOB = vocabulary_of(
	"clock_job", "定时任务", "Clock Job",
	("measures", "措施到期", "Due Dates of Measures"),
	("inspections", "检查计划", "Planned Inspections"),
	("accountability", "问责建议", "Suggested Accountability"),
	("warnings", "逾期预警", "Overdue Warnings"),
	("assessments", "评估报告", "Assessments Made"),
	("monitoring", "业务监测", "Monitoring of Documents"),
	("notices", "预警提醒", "Notices of Warnings"),
	("organisation", "组织架构同步", "Organisation from ERPNext"),
	("tallies", "统计数字核对", "Check of Tallies"),
	("rescreening", "任职变动复查", "Posts to Be Rescreened"),
)  # fmt: skip
