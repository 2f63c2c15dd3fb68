"""What an import would do, row by row of the file, before anything is written."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from lianzheng_risk.core.checks import beyond_cells
from lianzheng_risk.core.checks.found import found
from lianzheng_risk.core.checks.given import Given
from lianzheng_risk.core.checks.parse import missing
from lianzheng_risk.core.checks.references import references_of
from lianzheng_risk.core.checks.rules import TENURE_OVERLAP, UNRESOLVED_REFERENCE
from lianzheng_risk.core.checks.values import shown
from lianzheng_risk.core.findings import Finding, Place
from lianzheng_risk.core.grading import Scheme
from lianzheng_risk.core.importing.around import Around, around
from lianzheng_risk.core.importing.beside import beside, replaced, steps_in_use, together
from lianzheng_risk.core.importing.cells import Cells, typed_cells
from lianzheng_risk.core.importing.decided import as_decided, left_out
from lianzheng_risk.core.importing.keys import NextCodes, identify
from lianzheng_risk.core.importing.outcome import Draft, Plan, settle
from lianzheng_risk.core.importing.overlay import overlay, positions_on_site
from lianzheng_risk.core.importing.rules import NOT_ON_SITE, OVERLAPS_SITE
from lianzheng_risk.core.importing.scope import check_scope
from lianzheng_risk.core.importing.tally import Tally
from lianzheng_risk.core.importing.terms import Terms
from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.core.workbook.reader import RawWorkbook
from lianzheng_risk.core.workbook.rules import MISSING_COLUMN, MISSING_SHEET

Frames = Mapping[str, pd.DataFrame]


def plan(
	raw: RawWorkbook,
	site: Register,
	scheme: Scheme,
	as_of: datetime.date,
	terms: Terms,
	next_codes: NextCodes,
	*,
	provisional_codes: bool = False,
	directory: Register | None = None,
	within: Collection[str] | None = None,
) -> Plan:
	"""What importing the workbook `raw` would do to a site. Nothing is guessed and nothing is raised.

	`site` is what the user sees of the site, `directory` the units and people of the whole organisation, which may be
	named only. `within` are the units that the import may write to; new units below them count too. A row means the
	record of its code; without one, or where the codes are provisional, the record with the same natural key, else it is
	new and gets a code of `next_codes(table, how_many)`, which knows codes that nobody has.

	The checks judge the file's rows together with the site's; findings are kept where they stand at a row of the file.
	"""
	tally = Tally()
	cells = typed_cells(raw, scheme, tally)
	surroundings = around(site, directory, within)
	tops = surroundings.tops(within) if within is not None else []
	home = tops[0] if len(tops) == 1 else None
	frames = identify(cells.frames, surroundings, next_codes, provisional_codes, home, tally)
	draft = _draft(raw, cells, surroundings, terms, frames, tally)
	tally.tell(_missing(draft.frames, cells, raw.findings, tally.rows()))
	if within is not None:
		tally.tell(check_scope(draft.frames, draft.positions, surroundings, within))
	tally.add(_together_with_the_site(draft, tally, scheme, as_of))
	tally.add(_not_on_site(draft))
	of_reading = (it for it in raw.findings if it.rule not in (MISSING_SHEET, MISSING_COLUMN))
	findings = [*of_reading, *tally.findings, *tally.summaries()]
	return settle(replace(draft, errors_not_kept=tally.errors_not_kept()), findings)


def _draft(raw: RawWorkbook, cells: Cells, around: Around, terms: Terms, identified: Frames, tally: Tally) -> Draft:
	"""The rows that the mode lets through, over what the site has; what they cannot rest on is added to `tally`."""
	site = around.site
	positions = {name: positions_on_site(TABLES[name], frame, site[name]) for name, frame in identified.items()}
	through = {name: _let_through(at, terms) for name, at in positions.items()}
	tally.tell(_resting_on_left_out(identified, through, terms))
	frames = {name: frame[through[name]] for name, frame in identified.items()}
	positions = {name: at[through[name]] for name, at in positions.items()}
	left_alone = {name: frame.index[~through[name]].tolist() for name, frame in identified.items()}
	tally.add(left_out(frames, site, positions))
	laid = as_decided(overlay(cells, frames, site, positions, tally.rows(), terms), site, positions)
	return Draft(laid, positions, left_alone, around, terms, raw.layout)


def _let_through(positions: np.ndarray, terms: Terms) -> np.ndarray:
	"""Which rows the mode of the import does not leave alone."""
	if terms.mode == "both":
		return np.ones(len(positions), dtype=bool)
	return positions < 0 if terms.mode == "new" else positions >= 0


def _resting_on_left_out(frames: Frames, through: Mapping[str, np.ndarray], terms: Terms) -> Iterator[Finding]:
	"""References to rows that are new and left out, because the import updates only."""
	if terms.mode != "update":
		return
	for name, frame in frames.items():
		rows = frame[through[name]]
		for column in references_of(TABLES[name]):
			(key,) = TABLES[column.reference].key
			left_out = frames[column.reference].loc[~through[column.reference], key]
			lost = rows.loc[rows[column.name].isin(left_out.dropna()), column.name]
			target = TABLES[column.reference].text
			values = lost.map(shown).tolist()
			yield from found(
				UNRESOLVED_REFERENCE, name, lost.index, column.name, field=column.text, target=target, value=values
			)


def _not_on_site(draft: Draft) -> Iterator[Finding]:
	if draft.terms.mode == "update":
		for name, rows in draft.left_alone.items():
			yield from found(NOT_ON_SITE, name, rows)


def _missing(
	frames: Mapping[str, pd.DataFrame],
	cells: Cells,
	of_reading: Iterable[Finding],
	told: Mapping[tuple[str, str | None], np.ndarray],
) -> Iterator[Finding]:
	"""Required values that neither file nor site has: by cell, or once for a column that the file lacks."""
	headers = {(it.place.table, it.place.field): it for it in of_reading if it.rule is MISSING_COLUMN}
	for name, frame in frames.items():
		table = TABLES[name]
		# What the site has for a row of which the record is not settled cannot be known.
		settled = frame[~frame.index.isin(told.get((name, table.key[0]), ()))]
		for column in table.fields:
			if not column.required:
				continue
			if column.name in cells.present[name]:
				yield from missing(settled[column.name], table, column, set(told.get((name, column.name), ())))
			elif settled[column.name].isna().any():
				place = Place(name, field=column.name)
				yield headers.get((name, column.name)) or Finding(MISSING_COLUMN, place, {"header": column.text})


def _together_with_the_site(
	draft: Draft, told: Container[Place], scheme: Scheme, as_of: datetime.date
) -> Iterator[Finding]:
	"""What the checks find at rows of the file when they look at these and the site's as one register."""
	gone = replaced(draft.frames, draft.around, draft.terms, {})
	whole = together(draft.frames, beside(draft.frames, draft.around, gone))
	for finding in beyond_cells(Given(whole, scheme, as_of), told):
		if finding.place.row > 0:
			yield _of_site(finding)
	yield from steps_in_use(draft.frames, draft.around, gone)


def _of_site(finding: Finding) -> Finding:
	"""The finding, which must not name a row that is not in the file."""
	if finding.rule is TENURE_OVERLAP and finding.values["other"] < 0:
		return Finding(OVERLAPS_SITE, finding.place)
	return finding
