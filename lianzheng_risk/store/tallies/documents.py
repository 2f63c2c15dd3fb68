"""How many documents of a kind lie in each unit: what number cards show, kept with the other figures of the units.

They count what the list behind the card shows, so a risk point is where it stands now and is of the grade that it has.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

import frappe
from frappe.query_builder import Table
from frappe.query_builder.functions import Coalesce, Count
from pypika.terms import Criterion

from lianzheng_risk.core.measures import path
from lianzheng_risk.core.vocabulary import MEASURE_STATUS
from lianzheng_risk.store.frames import RETIRED
from lianzheng_risk.store.terms import english

RISK, MEASURE = "Integrity Risk Point", "Integrity Control Measure"
OPEN = tuple(english(MEASURE_STATUS, code) for code in path.OPEN)


class Counted(NamedTuple):
	"""Documents of `doctype` for which `holds`, given its table and the day."""

	doctype: str
	holds: Callable[[Table, datetime.date], Criterion]


def _on_record(risk: Table, _day: datetime.date) -> Criterion:
	return Coalesce(risk.workflow_state, "") != RETIRED


def _of_grade_one(risk: Table, day: datetime.date) -> Criterion:
	return _on_record(risk, day) & (risk.grade == "I")


def _open(measure: Table, _day: datetime.date) -> Criterion:
	return measure.status.isin(OPEN)


def _overdue(measure: Table, day: datetime.date) -> Criterion:
	return _open(measure, day) & (measure.due_date < day)


COUNTED: Mapping[str, Counted] = {
	"risk_points": Counted(RISK, _on_record),
	"grade_one": Counted(RISK, _of_grade_one),
	"measures_open": Counted(MEASURE, _open),
	"measures_overdue": Counted(MEASURE, _overdue),
}


def count_documents(units: Collection[str], day: datetime.date) -> dict[str, str]:
	"""By unit the numbers of all COUNTED, as text. Whoever may see them."""
	found = [_by_unit(one, units, day) for one in COUNTED.values()]
	return {unit: " ".join(str(numbers.get(unit, 0)) for numbers in found) for unit in units}


def position(name: str) -> int:
	"""Where the number of a COUNTED stands in the text."""
	return list(COUNTED).index(name)


def _by_unit(one: Counted, units: Collection[str], day: datetime.date) -> dict[str, int]:
	table = frappe.qb.DocType(one.doctype)
	query = frappe.qb.from_(table).select(table.unit, Count("*")).groupby(table.unit)
	return dict(query.where(one.holds(table, day) & table.unit.isin(list(units) or [""])).run())
