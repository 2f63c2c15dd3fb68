"""The e-mail about a notice: its subject, its deadline and a link. The text stays on the site."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from lianzheng_risk.core.bilingual import Lang
from lianzheng_risk.core.notices.words import CONFIDENTIAL, DEADLINE, OPEN_IT


class Item(NamedTuple):
	"""One thing that the e-mail is about."""

	subject: str
	link: str
	deadline: datetime.date | None = None


def html_of(items: Sequence[Item], lang: Lang = "zh") -> str:
	"""The body, as HTML."""
	listed = "".join(f"<p>{_line(item, lang)}</p>" for item in items)
	return f"{listed}<p>{escape(CONFIDENTIAL.label(lang))}</p>"


def _line(item: Item, lang: Lang) -> str:
	lines = [f"<b>{escape(item.subject)}</b>"]
	if item.deadline:
		lines.append(escape(DEADLINE.format(lang, deadline=item.deadline.isoformat())))
	lines.append(f'<a href="{escape(item.link)}">{escape(OPEN_IT.label(lang))}</a>')
	return "<br>".join(lines)
