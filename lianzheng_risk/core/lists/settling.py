"""What a person has to settle in one list: each question once, with the place and the words in question."""

from __future__ import annotations

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.lists.model import ToSettle
from lianzheng_risk.core.lists.rows import Value


class Settling:
	"""The questions about one list, in the order of its rows."""

	def __init__(self, already: list[ToSettle]) -> None:
		self._asked = {(one.row, one.field, one.value): one for one in already}

	def ask(self, row: int, field: str, value: Value | str, reason: Text, /, **values) -> None:
		"""Ask once about a field of a row; a value from a merged cell is asked about where it stands."""
		text = value if isinstance(value, str) else value.text
		if isinstance(value, Value):
			row = value.row
		reason = (
			Text(reason.zh.format(**values), reason.en.format(**values), quoted=reason.quoted) if values else reason
		)
		self._asked.setdefault((row, field, text), ToSettle(row, field, text, reason))

	def all(self) -> list[ToSettle]:
		return sorted(self._asked.values(), key=lambda one: one.row)
