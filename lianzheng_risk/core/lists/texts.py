"""Texts of a list put into fields that hold less than a cell does."""

from __future__ import annotations

import re

from lianzheng_risk.core.checks.values import LONGEST_TEXT
from lianzheng_risk.core.lists.splitting import joined

_END_OF_CLAUSE = re.compile(r"[。；;！!？?\n，,]")
_SHORTEST, _SHORT = 8, 60


def one_line(text: str) -> tuple[str, str]:
	"""A name on one line, and the whole text where the field cannot hold it: then the name is the beginning of it."""
	name = joined(text)
	if len(name) <= LONGEST_TEXT:
		return name, ""
	ends = [match.start() for match in _END_OF_CLAUSE.finditer(name, _SHORTEST, _SHORT)]
	return name[: ends[-1] if ends else _SHORT].rstrip(), text


def together(*texts: str | None) -> str | None:
	"""Texts one below the other, what is empty left out; None where all are."""
	return "\n".join(text for text in texts if text) or None
