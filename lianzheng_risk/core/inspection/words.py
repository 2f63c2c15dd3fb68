"""The vocabularies of inspections."""

from __future__ import annotations

from lianzheng_risk.core.vocabulary import vocabulary_of

INSPECTION_TYPE = vocabulary_of(
	"inspection_type", "检查类型", "Inspection Type",
	("monitoring", "信息监测", "Information Monitoring"),
	("self_check", "定期自查", "Regular Self-Check", "自查"),
	("superior", "上级检查", "Inspection from Above"),
	("social", "社会评议", "Social Appraisal", "群众评议"),
	("special", "专项检查", "Special Inspection"),
)  # fmt: skip

# DOMAIN practice: 90 and more, 80 and more, below 80 of 100.
RATING = vocabulary_of(
	"inspection_rating", "检查评定", "Inspection Rating",
	("excellent", "优秀", "Excellent"),
	("up_to_standard", "达标", "Up to Standard"),
	("below_standard", "不达标", "Below Standard"),
)  # fmt: skip

SELF_CHECK = "self_check"
