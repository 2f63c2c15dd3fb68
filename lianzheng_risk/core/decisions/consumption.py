"""What a decision covers: for whom, how much is left of it, and why it does not cover what a document demands."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from lianzheng_risk.core.bilingual import Text

# Results that documents may rest on.
COVERING = ("approved", "urgent")
_CENT = Decimal("0.01")


def money(value: object) -> Decimal:
	"""An amount to the cent: the database and forms bring along the dust of floating point."""
	return Decimal(str(value or 0)).quantize(_CENT)


@dataclass(frozen=True)
class Decided:
	"""A decision as it stands. `party` and `company` are empty where it holds for all; `ratifies` where it only confirms.

	`names_document` says that it was taken for the document at hand, or was named for it by somebody.
	"""

	unit: str
	category: str
	result: str
	amount: Decimal
	drawn: Decimal = Decimal(0)
	currency: str = ""
	company: str = ""
	party: str = ""
	valid_until: datetime.date | None = None
	is_submitted: bool = True
	ratifies: str = ""
	names_document: bool = False

	@property
	def left(self) -> Decimal:
		return self.amount - self.drawn


@dataclass(frozen=True)
class Demand:
	"""What a document asks of a decision. `amount` is nothing where it is bound by its kind and not by its amount."""

	unit: str
	category: str
	amount: Decimal
	today: datetime.date
	currency: str = ""
	company: str = ""
	party: str = ""
	same_party: bool = False


Forbids = Callable[[Decided, Demand], bool]
_OBJECTIONS: tuple[tuple[Forbids, Text], ...] = (
	(
		lambda decided, demand: not decided.is_submitted or decided.result not in COVERING,
		Text("该决定没有通过，或尚未提交、已取消", "The decision was not carried, or is not submitted."),
	),
	(
		lambda decided, demand: bool(decided.ratifies),
		Text("该决定只是追认另一项紧急处置，不另给额度", "The decision only ratifies another one and covers nothing more."),
	),
	(
		lambda decided, demand: (decided.unit, decided.category) != (demand.unit, demand.category),
		Text("该决定的决策单位或类别与本单据不符", "The decision is of another unit or category."),
	),
	(
		lambda decided, demand: bool(decided.company) and decided.company != demand.company,
		Text("该决定是另一家公司的", "The decision is about another company."),
	),
	(
		lambda decided, demand: bool(decided.party) and decided.party != demand.party,
		Text("该决定的对方单位与本单据不符", "The decision is about another party."),
	),
	(
		lambda decided, demand: demand.same_party and not decided.party,
		Text("按规定须写明对方单位，该决定没有写明", "The rule wants the decision to name the party, and it names none."),
	),
	(
		lambda decided, demand: bool(demand.amount) and decided.currency != demand.currency,
		Text("该决定的币种与本单据不符", "The decision is in another currency."),
	),
	(
		lambda decided, demand: bool(decided.valid_until) and decided.valid_until < demand.today,
		Text("该决定已过有效期", "The decision is no longer valid."),
	),
)  # fmt: skip
NOT_ENOUGH = Text("该决定还剩{left}，本单据需要{amount}", "The decision has {left} left; the document needs {amount}.")


def objection(decided: Decided, demand: Demand) -> Text | None:
	"""Why the decision does not cover what is demanded, or None."""
	for forbids, text in _OBJECTIONS:
		if forbids(decided, demand):
			return text
	if demand.amount > max(decided.left, Decimal(0)):
		values = {"left": f"{decided.left:,}", "amount": f"{demand.amount:,}"}
		return Text(NOT_ENOUGH.format("zh", **values), NOT_ENOUGH.format("en", **values))
	return None
