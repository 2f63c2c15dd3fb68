"""The cells of a file as typed columns, and which of them are blank or could not be understood."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from lianzheng_risk.core.checks import rules
from lianzheng_risk.core.checks.parse import parse_column
from lianzheng_risk.core.grading import Scheme
from lianzheng_risk.core.importing.tally import Tally
from lianzheng_risk.core.register import TABLES, Register, Table
from lianzheng_risk.core.workbook.reader import RawWorkbook


@dataclass(frozen=True)
class Cells:
	"""`frames` are typed, references as written; `present` are the columns of each sheet; `blank` says of each boolean column where nothing was written."""

	frames: dict[str, pd.DataFrame]
	present: dict[str, frozenset[str]]
	blank: dict[tuple[str, str], pd.Series] = field(default_factory=dict)


def typed_cells(raw: RawWorkbook, scheme: Scheme, tally: Tally) -> Cells:
	"""The typed cells of a workbook; what could not be understood is added to `tally`, column by column.

	What is missing is no finding yet: the site may have it.
	"""
	parsed = {name: _typed(table.frame, TABLES[name], scheme, tally) for name, table in raw.tables.items()}
	frames = {name: _without_zeros(name, frame) for name, frame in Register(parsed).items()}
	blank = {
		(name, column.name): table.frame[column.name].isin((None, ""))
		for name, table in raw.tables.items()
		for column in TABLES[name].fields
		if column.kind == "boolean" and column.name in table.frame
	}
	return Cells(
		frames,
		{name: frozenset(raw.tables[name].frame.columns if name in raw.tables else ()) for name in TABLES},
		blank,
	)


def _typed(cells: pd.DataFrame, table: Table, scheme: Scheme, tally: Tally) -> pd.DataFrame:
	columns = {}
	for column in table.fields:
		columns[column.name], findings = parse_column(cells, table, column, scheme)
		tally.tell(finding for finding in findings if finding.rule is not rules.REQUIRED)
	return pd.DataFrame(columns, index=cells.index)


def _without_zeros(name: str, frame: pd.DataFrame) -> pd.DataFrame:
	"""A site has no other number for “none” than 0, so in what may be left empty 0 means the same."""
	numbers = [it.name for it in TABLES[name].fields if it.kind in ("integer", "amount") and not it.required]
	return frame.assign(**{column: frame[column].mask(frame[column] == 0) for column in numbers})
