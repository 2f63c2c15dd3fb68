"""Titles put into frozen figures afterwards: of all risk points and measures they name a few only, the first of each kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from lianzheng_risk.core.frozen.freezing import Figures
from lianzheng_risk.core.weak_links import KINDS

_TABLES = {kind.code: kind.table for kind in KINDS}
_CHANGES = ("new", "regraded")


def untitled(figures: Mapping[str, Figures]) -> dict[str, set[str]]:
	"""By table of the register the codes of what is named without a title."""
	found: dict[str, set[str]] = defaultdict(set)
	for table, row in _named(figures):
		if row[1] is None:
			found[table].add(row[0])
	return dict(found)


def give_titles(figures: Mapping[str, Figures], titles: Mapping[str, Mapping[str, str]]) -> None:
	"""Put in, by table and code, the titles that are missing. Raises KeyError for one that is not given."""
	for table, row in _named(figures):
		if row[1] is None:
			row[1] = titles[table][row[0]]


def _named(figures: Mapping[str, Figures]) -> Iterator[tuple[str, list]]:
	"""Each row of code, title and whatever follows, with its table."""
	for one in figures.values():
		for link in one["weak_links"]:
			yield from ((_TABLES[link["kind"]], subject) for subject in link["subjects"])
		for change in _CHANGES:
			yield from (("risk_points", row) for row in (one["changes"] or {}).get(change, ()))
