"""Whether a post has to be screened again because somebody else holds it (DOMAIN §2: review on change of post or holder).

Nothing is stored: the tenures say who came when, the last confirmed screening or approval who was there to be asked.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from lianzheng_risk.core.bilingual import Lang, Text


class Term(NamedTuple):
	person: str
	start: datetime.date
	end: datetime.date | None = None

	def covers(self, day: datetime.date) -> bool:
		return self.start <= day and (self.end is None or self.end >= day)


class Due(NamedTuple):
	"""`person` holds the post since `since`; it was last screened on `last`, if ever."""

	person: str
	since: datetime.date
	last: datetime.date | None


HEADLINE = {
	True: Text(
		"任职人员有变动：{person}自{since}任职，该岗位最近一次排查或审定在{last}，请重新排查",
		"The holder has changed: {person} holds this post since {since}, and it was last screened on {last}. Please screen it again",
	),
	False: Text(
		"任职人员有变动：{person}自{since}任职，该岗位尚无确认的排查，请组织排查",
		"The holder has changed: {person} holds this post since {since}, and no screening of it was ever confirmed. Please screen it",
	),
}
NOTICE = Text(
	"岗位“{post}”自{since}由{person}任职，请重新排查",
	"{person} holds the post “{post}” since {since}; please screen it again",
)


def due(terms: Sequence[Term], last: datetime.date | None, today: datetime.date) -> Due | None:
	"""Due where somebody holds the post who came after it was last screened, and did not hold it then.

	A post that was never screened is due once it has gone from one person to another; its first holder is not a change.
	"""
	if last:
		known = {term.person for term in terms if term.covers(last)}
		since = last
	else:
		first = min(terms, key=lambda term: term.start, default=None)
		known = {first.person} if first else set()
		since = first.start if first else today
	newest = max(
		(term for term in terms if term.covers(today) and term.start > since and term.person not in known),
		key=lambda term: (term.start, term.person),
		default=None,
	)
	return Due(newest.person, newest.start, last) if newest else None


def headline(found: Due, person: str, lang: Lang) -> str:
	return HEADLINE[found.last is not None].format(lang, person=person, since=found.since, last=found.last)
