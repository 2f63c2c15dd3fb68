"""What the cell of next steps says: where a step of a power may lead."""

from __future__ import annotations

import re

_NUMBERS = re.compile(r"\s*\d{1,9}\s*(?:[,，、;；]\s*\d{1,9}\s*)*")
_NUMBER = re.compile(r"\d+")


def next_numbers(text: str) -> list[int] | None:
	"""The step numbers in `text`, None where it holds anything else. Any comma and any width of digits will do."""
	return [int(number) for number in _NUMBER.findall(text)] if _NUMBERS.fullmatch(text) else None
