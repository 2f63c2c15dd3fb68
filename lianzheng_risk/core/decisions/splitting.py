"""Splitting below the threshold (化整为零): documents that are each below it and together are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from lianzheng_risk.core.bilingual import Text

COMMON = {
	"party": Text("同一对方单位", "the same party"),
	"requester": Text("同一经办人", "the same requester"),
	"item": Text("同一物料或服务", "the same item"),
}


@dataclass(frozen=True)
class Bill:
	"""A document with its amount, and the amounts of its items."""

	name: str
	amount: Decimal
	party: str = ""
	requester: str = ""
	items: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class Split:
	"""What the documents have in common (a key of COMMON) and their sum, the one at hand included."""

	common: str
	value: str
	total: Decimal
	documents: tuple[str, ...]


def split_of(bill: Bill, earlier: Iterable[Bill], threshold: Decimal) -> Split | None:
	"""The largest sum that reaches the threshold, of this document and earlier ones with something in common.

	`earlier` are those of the window that no decision covers: what was decided collectively was not split.
	"""
	sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
	named: dict[tuple[str, str], list[str]] = defaultdict(list)
	for other in earlier:
		for key, amount in _shares(bill, other):
			sums[key] += amount
			named[key].append(other.name)
	found = []
	for (common, value), total in sums.items():
		total += bill.items[value] if common == "item" else bill.amount
		if total >= threshold:
			found.append(Split(common, value, total, tuple(sorted(named[common, value]))))
	order = tuple(COMMON)
	return max(found, key=lambda split: (split.total, -order.index(split.common), split.value), default=None)


def _shares(bill: Bill, other: Bill) -> Iterable[tuple[tuple[str, str], Decimal]]:
	if bill.party and bill.party == other.party:
		yield ("party", bill.party), other.amount
	if bill.requester and bill.requester == other.requester:
		yield ("requester", bill.requester), other.amount
	for item, amount in other.items.items():
		if item in bill.items:
			yield ("item", item), amount
