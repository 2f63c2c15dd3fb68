"""The assessment as an Excel workbook: figures to work on with, real charts, ready for A4."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import BinaryIO

from openpyxl import Workbook

from lianzheng_risk.core.report.texts import Words
from lianzheng_risk.core.report.xlsx import changes, overview, sheets, styles

# Key of the sheet's title in the texts, and what fills it.
_SHEETS = (
	("overview", overview.overview),
	("heat_map", overview.heat_map),
	("indicators", sheets.indicators),
	("units_sheet", sheets.units),
	("ranking", sheets.ranking),
	("weak_links", sheets.weak_links),
	("changes_sheet", changes.changes),
	("notes_sheet", sheets.notes),
)


def write(picture: dict, target: str | Path | BinaryIO) -> None:
	"""Write `picture` (the dict of `Assessment.to_dict`) as a workbook in the picture's own language.

	The sheet of changes is there only where the picture has changes.
	"""
	words = Words(picture["lang"])
	workbook = Workbook()
	workbook.remove(workbook.active)
	styles.add_styles(workbook, words)
	workbook.properties.title = words("title")
	workbook.properties.creator = "lianzheng_risk"
	workbook.properties.created = datetime.datetime.fromisoformat(picture["as_of"])
	for title, fill in _SHEETS:
		if title == "changes_sheet" and picture["changes"] is None:
			continue
		sheet = workbook.create_sheet(words(title))
		sheet.sheet_view.showGridLines = False
		fill(sheet, picture, words)
	workbook.save(target)
