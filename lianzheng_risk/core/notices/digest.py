"""Several things that wait for one person, in one notice: the most urgent first, and no more than can be read."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from lianzheng_risk.core.bilingual import Lang, Text

NAMED_AT_MOST = 30


class Line(NamedTuple):
	"""One thing to be told of, and the document it is about."""

	subject: str
	reference_doctype: str
	reference_name: str
	deadline: datetime.date | None = None


class Gathered(NamedTuple):
	"""The `lines` that are named, at least one, and how many `more` there are."""

	lines: tuple[Line, ...]
	more: int


_SUBJECT = Text("廉政风险防控：有{count}项通知", "Integrity risks: {count} notices")
_MORE = Text("另有{count}项，请登录系统查看", "{count} more, please log in to read them")
_UNTIL = Text("{subject}（期限：{deadline}）", "{subject} (deadline: {deadline})")


def gather(lines: Iterable[Line]) -> Gathered | None:
	"""Each thing once, the earliest deadline first and what has none last. None where there is nothing."""
	ordered = sorted(dict.fromkeys(lines), key=lambda line: (line.deadline or datetime.date.max, line))
	if not ordered:
		return None
	return Gathered(tuple(ordered[:NAMED_AT_MOST]), max(len(ordered) - NAMED_AT_MOST, 0))


def subject_of(gathered: Gathered, lang: Lang = "zh") -> str:
	"""Of one thing its own, of several their number."""
	count = len(gathered.lines) + gathered.more
	return gathered.lines[0].subject if count == 1 else _SUBJECT.format(lang, count=count)


def texts_of(gathered: Gathered, lang: Lang = "zh") -> list[str]:
	"""A plain text for each line, and a last one for what is not named."""
	texts = [_text(line, lang) for line in gathered.lines]
	return [*texts, _MORE.format(lang, count=gathered.more)] if gathered.more else texts


def _text(line: Line, lang: Lang) -> str:
	if not line.deadline:
		return line.subject
	return _UNTIL.format(lang, subject=line.subject, deadline=line.deadline.isoformat())
