"""What is required where a site has not said otherwise.

Source: regulation §2(3) names the activities, not how often; the periods follow common practice (DOMAIN: activities).
"""

from __future__ import annotations

from lianzheng_risk.core.activities.coverage import Requirement
from lianzheng_risk.core.bilingual import Lang, Text
from lianzheng_risk.core.vocabulary import GRADE, RANK, RECURRENCE

LEADERS = ("principal_leader", "leader_in_charge")

DEFAULT_REQUIREMENTS = (
	Requirement("integrity_talk", "half_yearly", grade="I"),
	Requirement("integrity_talk", "yearly", key_posts_only=True),
	Requirement("duty_report", "yearly", ranks=LEADERS),
	Requirement("personal_matters", "yearly", ranks=LEADERS),
	Requirement("pledge", "yearly"),
	Requirement("education", "half_yearly"),
)

_OR = Text("、", " or ")
_AND = Text("，", ", ")
_KEY_POSTS = Text("重点岗位", "key posts")
_WORSE_OR_LIKE = Text("风险为{grade}及以上", "{grade} or worse")
_WORST = Text("风险为{grade}", "{grade}")
_WITH_WHOM = Text("{every}（{whom}）", "{every} ({whom})")


def told(requirement: Requirement, lang: Lang = "zh") -> str:
	"""How often and of whom, as people say it: 每半年（一级风险）."""
	every = RECURRENCE.by_code[requirement.every].text
	ranks = [RANK.label(rank, lang) for rank in requirement.ranks]
	parts = [_OR.label(lang).join(ranks)] if ranks else []
	if requirement.grade:
		template = _WORST if requirement.grade == GRADE.codes[0] else _WORSE_OR_LIKE
		parts.append(template.format(lang, grade=GRADE.label(requirement.grade, lang)))
	if requirement.key_posts_only:
		parts.append(_KEY_POSTS.label(lang))
	if not parts:
		return every.label(lang)
	return _WITH_WHOM.format(lang, every=every.label(lang), whom=_AND.label(lang).join(parts))
