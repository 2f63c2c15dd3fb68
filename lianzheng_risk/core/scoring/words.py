"""The vocabularies of score schemes. How a score is rated is worded as for inspections."""

from lianzheng_risk.core.vocabulary import vocabulary_of

ITEM_KIND = vocabulary_of(
	"score_item_kind", "计分方式", "Kind of Score Item",
	("automatic", "自动计分", "Scored From an Indicator"),
	("manual", "人工评分", "Scored by People"),
	("bonus", "加分", "Points Added"),
	("deduction", "扣分", "Points Taken Off"),
	("veto", "一票否决", "Vetoes Everything"),
)  # fmt: skip

# What makes up the hundred points; the others come on top of them.
WEIGHED = ("automatic", "manual")
# What people give points for.
BY_PEOPLE = ("manual", "bonus", "deduction")

DIRECTION = vocabulary_of(
	"score_direction", "指标方向", "Which Way Is Better",
	("up", "越高越好", "Higher Is Better"),
	("down", "越低越好", "Lower Is Better"),
)  # fmt: skip
