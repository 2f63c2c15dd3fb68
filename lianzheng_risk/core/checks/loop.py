"""The ledgers: states and dates that agree, nothing that has not happened yet, nothing about another unit's posts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from lianzheng_risk.core import grading
from lianzheng_risk.core.activities.conduct import Conduct, objection_to
from lianzheng_risk.core.checks import rules
from lianzheng_risk.core.checks.days import out_of_order, to_come
from lianzheng_risk.core.checks.found import found
from lianzheng_risk.core.checks.given import Given
from lianzheng_risk.core.checks.units import Parents
from lianzheng_risk.core.facts import OWNED_THROUGH
from lianzheng_risk.core.findings import Finding
from lianzheng_risk.core.register import TABLES

# Each day of a pair comes no earlier than the one before it.
_IN_ORDER = {
	"rectifications": (("ordered_on", "deadline"), ("ordered_on", "reported_on"), ("reported_on", "closed_on")),
	"inspections": (("held_on", "signed_on"),),
	"warnings": (
		("issued_on", "deadline"),
		("issued_on", "received_on"),
		("issued_on", "handled_on"),
		("issued_on", "lifted_on"),
	),
}
_HAS_HAPPENED = {
	"rectifications": ("ordered_on", "reported_on", "closed_on"),
	"inspections": ("held_on", "signed_on"),
	"warnings": ("issued_on", "received_on", "handled_on", "lifted_on"),
}
_CONCLUDED_WITH = ("held_on", "conclusion", "signed_by", "signed_on")
# What a row is about, by table and field, and the table that it is found in.
_ABOUT = dict.fromkeys(
	("rectifications", "inspection_findings", "warnings"), (("risk", "risk_points"), ("post", "posts"))
) | {"activity_posts": (("post", "posts"),)}


class _Needs(NamedTuple):
	"""What a row in one of the states has to give; with `only` no other state may give it."""

	table: str
	states: tuple[str, ...]
	field: str
	only: bool = False


_STATES = (
	_Needs("rectifications", ("reported", "closed"), "evidence"),
	_Needs("rectifications", ("reported", "closed"), "reported_on"),
	_Needs("rectifications", ("closed",), "closed_on", only=True),
	_Needs("rectifications", ("extension",), "asked_until", only=True),
	_Needs("warnings", ("handled",), "evidence"),
	_Needs("warnings", ("handled",), "handled_on"),
	_Needs("warnings", ("lifted",), "lifted_on", only=True),
	_Needs("warnings", ("muted",), "muted_until", only=True),
)


def check(given: Given) -> Iterator[Finding]:
	# Most registers come without most of the ledgers.
	kept = {name for name, rows in given.register.items() if not rows.empty}
	for needs in _STATES:
		if needs.table in kept:
			yield from _state(given, needs)
	for table, pairs in _IN_ORDER.items():
		for earlier, later in pairs if table in kept else ():
			yield from out_of_order(rules.DAYS_OUT_OF_ORDER, table, given.register[table], earlier, later)
	for table, fields in _HAS_HAPPENED.items():
		for field in fields if table in kept else ():
			yield from to_come(rules.DAY_TO_COME, table, given.register[table], field, given.as_of)
	yield from _conduct(given)
	yield from _concluded(given)
	parents = Parents.of(given.register["units"])
	for table, subjects in _ABOUT.items():
		for field, target in subjects if table in kept else ():
			yield from _about_others(given, parents, table, field, target)


def _state(given: Given, needs: _Needs) -> Iterator[Finding]:
	rows, table = given.register[needs.table], TABLES[needs.table]
	there, filled = rows["status"].isin(needs.states), rows[needs.field].notna()
	broken = [(rules.STATE_WITHOUT, there & ~filled, needs.field)]
	if needs.only:
		broken.append((rules.DAY_WITHOUT_STATE, ~there & rows["status"].notna() & filled, "status"))
	for rule, mask, column in broken:
		states = [table["status"].vocabulary.by_code[code].text for code in rows["status"][mask]]
		text = table[needs.field].text
		yield from found(rule, needs.table, rows.index[mask], column, field=text, state=states)


def _conduct(given: Given) -> Iterator[Finding]:
	"""What the activity's own rules say of it (`core.activities.conduct`)."""
	posts = given.register["activity_posts"]
	attended = posts[posts["attended"]].groupby("activity").size()
	remarked = set(posts["activity"][posts["remark"].notna()])
	for row in given.register["activities"].dropna(subset=["kind", "status", "held_on"]).itertuples():
		conduct = Conduct(
			kind=row.kind,
			status=row.status,
			held_on=row.held_on.date(),
			words=isinstance(row.content, str) or isinstance(row.remarks, str) or row.activity in remarked,
			attended=int(attended.get(row.activity, 0)),
		)
		if objection := objection_to(conduct, given.as_of):
			yield from found(rules.ACTIVITY_CONDUCT, "activities", [row.Index], "status", objection=objection)


def _concluded(given: Given) -> Iterator[Finding]:
	inspections, table = given.register["inspections"], TABLES["inspections"]
	concluded = inspections[inspections["concluded"]]
	for name in _CONCLUDED_WITH:
		bare = concluded.index[concluded[name].isna()]
		yield from found(rules.CONCLUDED_WITHOUT, "inspections", bare, name, field=table[name].text)
	named = given.register["inspection_inspectors"]["inspection"].dropna()
	nobody = concluded.index[~concluded["inspection"].isin(named)]
	text = TABLES["inspection_inspectors"].text
	yield from found(rules.CONCLUDED_WITHOUT, "inspections", nobody, "concluded", field=text)


def _about_others(given: Given, parents: Parents, table: str, field: str, target: str) -> list[Finding]:
	rows, codes = given.register[table], parents.units["unit"]
	own = grading.codes(_units(given, table), codes)
	other = grading.codes(rows[field].map(given.lookup(target, "unit")), codes)
	apart = np.flatnonzero((own >= 0) & (other >= 0) & (own != other))
	outside = apart[~parents.at_or_above(own[apart], other[apart])]
	names = parents.units["unit_name"].fillna(codes).array
	subjects = rows[field].iloc[outside]
	return found(
		rules.ABOUT_OTHER_UNIT,
		table,
		rows.index[outside],
		field,
		subject=subjects.map(given.lookup(target, TABLES[target].title)).fillna(subjects).tolist(),
		other=list(names[other[outside]]),
		own=list(names[own[outside]]),
	)


def _units(given: Given, table: str) -> pd.Series:
	"""The unit of each row: the one that it names, or that of the document that it is part of."""
	rows, through = given.register[table], OWNED_THROUGH.get(table)
	named = rows["unit"] if "unit" in rows else pd.Series(None, index=rows.index, dtype=object)
	if not through:
		return named
	of_document = rows[through].map(given.lookup(TABLES[table][through].reference, "unit"))
	return named.where(named.notna(), of_document)
