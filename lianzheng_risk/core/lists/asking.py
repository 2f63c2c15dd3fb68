"""What is to be settled in a list, as findings at its cells: so that a marked copy of the list asks it, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.findings import Finding, Place, Rule
from lianzheng_risk.core.lists.fields import LIST_FIELDS
from lianzheng_risk.core.lists.model import Account
from lianzheng_risk.core.lists.writing import WHAT_IS_ASKED

TO_SETTLE = Rule("to_settle", "warning", Text("待确定“{what}”：{reason}", "To settle, {what}: {reason}"))


def questions(accounts: Iterable[Account]) -> Iterator[Finding]:
	"""A finding for each question, its place the sheet, row and column letter of the list."""
	for account in accounts:
		letters = {name: letter for letter, _heading, name in account.table.columns if name}
		for asked in account.to_settle:
			what = WHAT_IS_ASKED.get(asked.field) or LIST_FIELDS[asked.field]
			place = Place(account.table.sheet, asked.row, letters.get(asked.field, "A"))
			yield Finding(TO_SETTLE, place, {"what": what, "reason": asked.reason})
