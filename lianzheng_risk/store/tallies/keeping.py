"""The kept tallies: one row for each unit, counted anew within a minute of a change, and each day because the day counts.

Whoever counts holds a lock and reads after it was given, so a later count never gives way to an earlier one. Marks go in
the transaction that puts away what was counted for them: what breaks off in between is done by the next run. A unit that
nobody marked must come out as it was kept; where it does not, somebody is told.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from typing import NamedTuple

import frappe
from frappe import _
from frappe.utils import getdate, now, nowdate

from lianzheng_risk.clock.queueing import queue_once, units_in_order
from lianzheng_risk.clock.runs import Counts, logged
from lianzheng_risk.core.expectations import Expectations
from lianzheng_risk.core.grading import Scheme
from lianzheng_risk.core.tallies import Tallies
from lianzheng_risk.core.tally_rows import basis, to_rows
from lianzheng_risk.risk_screening.doctype.integrity_grading_scheme.integrity_grading_scheme import scheme_in_force
from lianzheng_risk.store.expectations import expectations_of_site
from lianzheng_risk.store.part import approved_values, read_part, units_frame
from lianzheng_risk.store.tallies import marking
from lianzheng_risk.store.tallies.documents import COUNTED, count_documents

TALLY, MARK = "Integrity Unit Tally", marking.MARK
_UNITS_AT_ONCE = 100
# What a job of a minute does by itself; more goes into the long queue.
_AT_MOST_AT_ONCE = 200
_ROUNDS_AT_MOST = 5
_COUNT_ALL = f"{__name__}.count"
_FIGURES = ("figures", "documents")


class Counting(NamedTuple):
	"""By what figures are counted; `basis` is its name, kept with each of them."""

	scheme: Scheme
	expected: Expectations
	basis: str


class Kept(NamedTuple):
	as_of: datetime.date
	basis: str
	figures: str
	documents: str

	def is_equal(self, figures: str, documents: str) -> bool:
		return (self.figures, self.documents) == (figures, documents)


def keep() -> None:
	"""After a change and every minute: what was marked, and what nobody counted yet today. What is marked meanwhile is done
	as well, because its own job was none while this one ran."""
	for _round in range(_ROUNDS_AT_MOST):
		marks = marking.open_marks()
		due = _due(units_in_order(), marking.affected(marks.values(), approved_values()) if marks else set())
		if not due and not marks:
			return
		if len(due) > _AT_MOST_AT_ONCE:
			queue_once(_COUNT_ALL, "tallies", timeout=6 * 3600)
			return
		count()


def count() -> dict[str, int]:
	"""Count what is due. Commits each part of the tree by itself."""
	_start()
	marks, approved = marking.open_marks(), approved_values()
	due = _due(units_in_order(), marking.affected(marks.values(), approved))
	counts = Counts()
	for start in range(0, len(due), _UNITS_AT_ONCE):
		_count_some(due[start : start + _UNITS_AT_ONCE], counts)
		frappe.db.commit()  # nosemgrep: a part stands by itself, and the lock is held for no longer than it takes
	_start()
	_remove(marks)
	frappe.db.commit()  # nosemgrep: as above
	if counts.failed or counts.looked_at > _AT_MOST_AT_ONCE:
		with logged("tallies") as run:
			run.looked_at, run.changed, run.failed = counts.looked_at, counts.changed, counts.failed
		frappe.db.commit()  # nosemgrep: the job ends here
	return vars(counts)


def counting() -> Counting:
	"""As the site counts now."""
	scheme, expected = scheme_in_force(), expectations_of_site()
	is_any_activity = bool(frappe.get_all("Integrity Activity", limit=1))
	return Counting(scheme, expected, basis(scheme, expected, is_any_activity, COUNTED))


def kept_rows(units: Collection[str], with_figures: bool = True) -> dict[str, Kept]:
	figures = "figures" if with_figures else "''"
	# Written out, because the query builder takes a tenth of a second over three thousand names.
	rows = frappe.db.sql(
		f"select name, as_of, basis, {figures}, documents from `tab{TALLY}` where name in %s", [tuple(units) or ("",)]
	)
	return {row[0]: Kept(*row[1:]) for row in rows}


def tallies_of(units: Collection[str], by: Counting, *days: datetime.date) -> dict[datetime.date, dict[str, str]]:
	"""The figures of some units as they are now, as of each of the days: read once, counted for each."""
	register = read_part(units, units_frame(), approved_values())
	return {day: _only(units, to_rows(Tallies.of(register, by.scheme, day, by.expected))) for day in days}


def _only(units: Collection[str], rows: Mapping[str, str]) -> dict[str, str]:
	return {unit: rows[unit] for unit in units if unit in rows}


def _start() -> None:
	"""A transaction that sees everything up to now, and that no other count goes on beside."""
	frappe.db.commit()  # nosemgrep: what was read before is out of date once the lock is given
	frappe.db.get_value("DocType", TALLY, "name", for_update=True)


def _due(units: list[str], marked: set[str] | None) -> list[str]:
	tally = frappe.qb.DocType(TALLY)
	counted = (tally.as_of == getdate(nowdate())) & (tally.basis == counting().basis)
	fresh = {row[0] for row in frappe.qb.from_(tally).select(tally.name).where(counted).run()}
	return [unit for unit in units if marked is None or unit in marked or unit not in fresh]


def _count_some(units: list[str], counts: Counts) -> None:
	_start()
	by, today, before = counting(), getdate(nowdate()), kept_rows(units)
	days = {row.as_of for row in before.values() if row.basis == by.basis} | {today}
	figures = tallies_of(units, by, *sorted(days))
	documents = {day: count_documents(units, day) for day in days}
	marked = marking.affected(marking.open_marks().values(), approved_values())
	changed = [
		unit for unit, row in before.items() if not row.is_equal(figures[today].get(unit), documents[today][unit])
	]
	wrong = [
		unit
		for unit, row in before.items()
		if row.basis == by.basis and marked is not None and unit not in marked and unit in figures[row.as_of]
		if not row.is_equal(figures[row.as_of][unit], documents[row.as_of][unit])
	]
	_put_away({unit: (one, documents[today][unit]) for unit, one in figures[today].items()}, today, by.basis)
	counts.looked_at += len(units)
	counts.changed += len(changed)
	counts.failed += len(wrong)
	if wrong:
		_warn(wrong)


def _put_away(rows: Mapping[str, tuple[str, str]], today: datetime.date, by: str) -> None:
	frappe.db.delete(TALLY, {"name": ["in", list(rows) or [""]]})
	stamp, user = now(), "Administrator"
	columns = ["name", "creation", "modified", "owner", "modified_by", "as_of", "counted_on", "basis", *_FIGURES]
	values = [(unit, stamp, stamp, user, user, today, stamp, by, *figures) for unit, figures in rows.items()]
	frappe.db.bulk_insert(TALLY, columns, values)


def _remove(marks: Collection[str]) -> None:
	names = list(marks)
	for start in range(0, len(names), _UNITS_AT_ONCE):
		frappe.db.delete(MARK, {"name": ["in", names[start : start + _UNITS_AT_ONCE]]})


def _warn(units: list[str]) -> None:
	"""The figures are right from now on; why they were not is a fault of ours that somebody has to look into."""
	frappe.log_error("Kept tallies were not equal to a recount", "\n".join(units))
	managers = frappe.get_all("Has Role", filters={"role": "System Manager", "parenttype": "User"}, pluck="parent")
	for user in frappe.get_all("User", filters={"name": ["in", managers or [""]], "enabled": 1}, pluck="name"):
		notice = {"for_user": user, "type": "Alert", "document_type": TALLY, "document_name": units[0]}
		subject = _("Kept figures of {0} units were not equal to a recount. They were set right.").format(len(units))
		frappe.new_doc("Notification Log").update({**notice, "subject": subject}).insert(ignore_permissions=True)
