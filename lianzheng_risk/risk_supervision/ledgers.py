"""What the ledgers (台账) of warnings, rectifications and inspections share: columns, the rows in sight, names, figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import frappe
from frappe import _

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.timeliness import TIMELINESS, percent_in_time
from lianzheng_risk.core.vocabulary import Vocabulary
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.store.names import PERSON, POST, UNIT, names_of
from lianzheng_risk.store.terms import code

AT_MOST = 5000
_UNITS_DRAWN = 12
_COLOURS = {"overdue": "#dc2626", "running": "#f59e0b", "late": "#a78bfa", "in_time": "#16a34a"}
DONE_IN_TIME = Text("按期办结率", "Done in Time %")
OVERDUE = TIMELINESS.by_code["overdue"].text


class Column(NamedTuple):
	field: str
	text: Text
	width: int = 110
	kind: str = "Data"
	options: str = ""


_BY_KIND = {"Data": {"align": "left"}, "Float": {"precision": 1}}


def columns_of(columns: Iterable[Column]) -> list[dict]:
	return [
		{
			"fieldname": column.field,
			"label": shown(column.text),
			"fieldtype": column.kind,
			"options": column.options,
			"width": column.width,
			**_BY_KIND.get(column.kind, {}),
		}
		for column in columns
	]


def read(doctype: str, fields: Sequence[str], filters: Mapping, day: str, also: Sequence[str] = ()) -> list:
	"""What the session's user may see of it, the latest first.

	`day` is the field that the filters `from_day` and `to_day` are about, `also` are filters that bear the name of a field.
	"""
	chosen = [[doctype, "unit", "descendants of (inclusive)", filters["unit"]]] if filters.get("unit") else []
	for name, sign in (("from_day", ">="), ("to_day", "<=")):
		if filters.get(name):
			chosen.append([doctype, day, sign, filters[name]])
	chosen += [[doctype, field, "=", filters[field]] for field in also if filters.get(field)]
	return frappe.get_list(
		doctype, fields=["name", *fields], filters=chosen, order_by=f"{day} desc, name desc", limit_page_length=0
	)


class Names:
	"""The names of all units, people and posts of some rows, in one query each."""

	def __init__(self, rows: Sequence[Mapping], units=("unit",), people=(), posts=()) -> None:
		self._known = {
			doctype: names_of(doctype, [row[name] for row in rows for name in fields])
			for doctype, fields in ((UNIT, units), (PERSON, people), (POST, posts))
		}

	def unit(self, name: str | None) -> str | None:
		return self._known[UNIT].get(name, name)

	def person(self, name: str | None) -> str | None:
		return self._known[PERSON].get(name, name)

	def post(self, name: str | None) -> str | None:
		return self._known[POST].get(name, name)


def word(vocabulary: Vocabulary, stored: str | None) -> str | None:
	"""A stored choice as it is read."""
	found = code(vocabulary, stored)
	return shown(vocabulary.by_code[found].text) if found else None


def message(found: int) -> str | None:
	if found <= AT_MOST:
		return None
	return _("Shown are the first {0} of {1} rows. Please choose a unit to see fewer.").format(AT_MOST, found)


def figure(text: Text, value: object, indicator: str = "blue", kind: str = "Int") -> dict:
	return {"label": shown(text), "value": value, "datatype": kind, "indicator": indicator}


def figures_of_time(found: Sequence[str]) -> list[dict]:
	"""How much is overdue, and the share of what was done in time."""
	overdue, share = found.count("overdue"), percent_in_time(found)
	told = "—" if share is None else f"{share}%"
	return [
		figure(OVERDUE, overdue, "red" if overdue else "green"),
		figure(DONE_IN_TIME, told, "green", "Data"),
	]


def drawn_by_unit(rows: Sequence[Mapping]) -> dict | None:
	"""`rows` with unit and timeliness; the units with most rows, what is overdue nearest to the axis."""
	counts = Counter((row["unit"], row["timeliness"]) for row in rows if row["timeliness"] in _COLOURS)
	if not counts:
		return None
	totals: Counter = Counter()
	for (unit, _state), count in counts.items():
		totals[unit] += count
	units = [unit for unit, _count in sorted(totals.items(), key=lambda one: (-one[1], one[0]))[:_UNITS_DRAWN]]
	labels = names_of(UNIT, units)
	datasets = [
		{"name": shown(TIMELINESS.by_code[state].text), "values": [counts[unit, state] for unit in units]}
		for state in _COLOURS
	]
	data = {"labels": [labels.get(unit, unit) for unit in units], "datasets": datasets}
	return {"data": data, "type": "bar", "barOptions": {"stacked": 1}, "colors": list(_COLOURS.values())}
