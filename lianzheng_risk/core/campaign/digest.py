"""What one person is reminded of in one notice, in both languages."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from lianzheng_risk.core.bilingual import Lang, Text
from lianzheng_risk.core.campaign.words import PHASE

NAMED_AT_MOST = 5


class Waiting(NamedTuple):
	"""Posts of one campaign that wait for the person in one phase. `late` counts working days, 0 before the day."""

	campaign: str
	phase: str
	posts: tuple[str, ...]
	due: datetime.date
	late: int


class Overdue(NamedTuple):
	"""How many risk points of one campaign's posts are past the deadline of their step."""

	campaign: str
	points: int


SUBJECT = Text("廉政风险排查：有{count}项工作待您办理", "Integrity risk screening: {count} items wait for you")
TO_DO = Text("{campaign}：请完成“{post}”岗位的自查并上报结果", "{campaign}: please screen the post “{post}” and report")
_OWN = Text(
	"{campaign}：{count}个岗位尚未完成自查（{posts}），{when}",
	"{campaign}: {count} posts not screened yet ({posts}), {when}",
)
_REVIEW = Text(
	"{campaign}：{count}个岗位待“{phase}”（{posts}），{when}",
	"{campaign}: {count} posts wait for {phase} ({posts}), {when}",
)
_OVERDUE = Text(
	"{campaign}：{count}个风险点已超过审定环节办理期限",
	"{campaign}: {count} risk points are past the deadline of their step",
)
_AHEAD = Text("请于{due}前办结", "due on {due}")
_LATE = Text("应于{due}前办结，已逾期{late}个工作日", "due on {due}, {late} working days late")


def subject(items: Sequence[Waiting | Overdue], lang: Lang = "zh") -> str:
	count = sum(len(item.posts) if isinstance(item, Waiting) else item.points for item in items)
	return SUBJECT.format(lang, count=count)


def line(item: Waiting | Overdue, lang: Lang = "zh") -> str:
	"""One line of the notice, as plain text."""
	if isinstance(item, Overdue):
		return _OVERDUE.format(lang, campaign=item.campaign, count=item.points)
	text = _OWN if item.phase == "screening" else _REVIEW
	when = (_LATE if item.late > 0 else _AHEAD).format(lang, due=item.due.isoformat(), late=item.late)
	return text.format(
		lang,
		campaign=item.campaign,
		count=len(item.posts),
		posts=_named(item.posts, lang),
		phase=PHASE.label(item.phase, lang),
		when=when,
	)


def _named(posts: Sequence[str], lang: Lang) -> str:
	separator, more = ("、", "等") if lang == "zh" else (", ", " …")
	return separator.join(posts[:NAMED_AT_MOST]) + (more if len(posts) > NAMED_AT_MOST else "")
