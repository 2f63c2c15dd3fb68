"""From a file to a plan, on the site and as the session's user; nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import frappe
from frappe.utils import getdate

from lianzheng_risk.core.bilingual import Lang
from lianzheng_risk.core.findings import Finding, Layout, Place
from lianzheng_risk.core.importing import Plan, Terms, plan
from lianzheng_risk.core.lists.asking import questions
from lianzheng_risk.core.workbook import read, write_marked
from lianzheng_risk.core.workbook.guard.kind import OLE, ZIP
from lianzheng_risk.core.workbook.reader import RawWorkbook
from lianzheng_risk.risk_screening.doctype.integrity_grading_scheme.integrity_grading_scheme import scheme_in_force
from lianzheng_risk.store.importing import authority
from lianzheng_risk.store.importing.codes import next_codes
from lianzheng_risk.store.importing.reading import read_for_import
from lianzheng_risk.store.mapping import UNIT

if TYPE_CHECKING:
	from lianzheng_risk.core.lists import Choices, Converted, ListTable

	Lists = tuple[Sequence[ListTable] | None, Choices]

Progress = Callable[[str, int, int], None]
NextCodes = Callable[[str, int], list[str]]


@dataclass(frozen=True)
class Prepared:
	"""A plan, the raw register that it was made of, and where that was converted from a list, how."""

	plan: Plan
	raw: RawWorkbook
	converted: Converted | None

	def origin(self, place: Place) -> tuple[str, int]:
		"""The sheet and the row of the uploaded file from which a row came."""
		place = self.plan.in_file(place)
		if self.converted:
			sheet, row, _ = self.converted.origin(place)
			return sheet, row
		return self.plan.layout.sheet(place), place.row

	def located(self) -> tuple[list[Finding], Layout]:
		"""The plan's findings at their places in the uploaded file, and what these are called there.

		Of a list also what is to be settled in it; what holds for all that became of one cell is said there once.
		"""
		if self.converted is None:
			return self.plan.findings, self.plan.layout
		found = [replace(finding, place=self._in_list(finding.place)) for finding in self.plan.findings]
		found += questions(self.converted.accounts)
		placed = list({(finding.place, finding.message()): finding for finding in found}.values())
		letters: dict[str, dict[str, str]] = {}
		for finding in placed:
			if finding.place.field:
				letters.setdefault(finding.place.table, {})[finding.place.field] = finding.place.field
		return placed, Layout({}, letters)

	def _in_list(self, place: Place) -> Place:
		"""Sheet, row and column letter of the list; what holds for a whole table stands at its first sheet."""
		if place.row:
			return Place(*self.converted.origin(place))
		return Place(self.converted.accounts[0].sheet)


def prepare(
	source: bytes,
	terms: Terms,
	unit: str | None = None,
	lists: Lists | None = None,
	progress: Progress | None = None,
	codes: NextCodes = next_codes,
) -> Prepared:
	"""What importing a file into `unit` and everything below it (None: anywhere) would do, as the session's user.

	With `lists`, the file is a unit's own list, in these tables (None: as they are recognised) and with these choices.
	`progress` is told the stages "reading" and "checking".

	Raises UnreadableFile where the file is none of these, frappe.PermissionError and frappe.DoesNotExistError about the
	unit. New codes come from `codes`; by default they lock their series until the caller commits or rolls back.
	"""
	told = progress or (lambda stage, done, total: None)
	told("reading", 0, 2)
	converted = _converted(source, lists, unit) if lists else None
	raw = converted.raw if converted else read(source)
	told("reading", 1, 2)
	known = read_for_import(unit)
	told("checking", 0, 2)
	planned = plan(
		raw,
		known.register,
		scheme_in_force(),
		getdate(),
		terms,
		codes,
		provisional_codes=converted is not None,
		directory=known.directory,
		within=known.within,
	)
	told("checking", 1, 2)
	planned = planned.refuse(authority.refusals(planned.of_good_rows()))
	told("checking", 2, 2)
	return Prepared(planned, raw, converted)


def marked(prepared: Prepared, source: bytes, target: str | Path | BinaryIO, lang: Lang) -> None:
	"""Write a copy of the uploaded file in which the plan's findings are marked where they stand.

	A text file cannot be marked; of a list in one, the register that it was converted to is.
	"""
	findings, layout = prepared.located()
	if not source.startswith((ZIP, OLE)):
		from lianzheng_risk.core.lists import write_converted

		register = BytesIO()
		write_converted(prepared.converted, register, lang, scheme_in_force())
		source, findings, layout = register.getvalue(), prepared.plan.findings, prepared.plan.layout
	write_marked(source, findings, layout, target, lang)


def _converted(source: bytes, lists: Lists, unit: str | None) -> Converted:
	from lianzheng_risk.core.lists import convert

	return convert(source, *lists, unit=_name_of(unit), scheme=scheme_in_force())


def _name_of(unit: str | None) -> str:
	return frappe.get_cached_value(UNIT, unit, "unit_name") if unit else ""
