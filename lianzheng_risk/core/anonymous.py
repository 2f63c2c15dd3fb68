"""Texts without names: what could be a name in a text, and the text with the names taken out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

# What no name holds. Brackets, dots and hyphens do stand within names: 副主任（综合）, 买买提·艾力.
_BETWEEN_NAMES = re.compile(r"[\s，,。；;：:！!？?、“”\"《》]+")


def possible_names(texts: Sequence[str], shortest: int, longest: int) -> list[str]:
	"""Every stretch of `shortest` to `longest` characters in the texts that could be a name, each once, sorted."""
	runs = {run for text in texts for run in _BETWEEN_NAMES.split(text)}
	return sorted(
		{
			run[start : start + length]
			for run in runs
			for length in range(shortest, min(longest, len(run)) + 1)
			for start in range(len(run) - length + 1)
		}
	)


def without_names(text: str, stand_ins: Mapping[str, str]) -> str:
	"""The text with every name replaced by what stands in for it, the longest name first."""
	names = sorted(filter(None, stand_ins), key=len, reverse=True)
	if not names:
		return text
	return re.sub("|".join(map(re.escape, names)), lambda match: stand_ins[match[0]], text)
