"""The assessment as an Excel workbook: figures to work on with, real charts, ready for A4."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import BinaryIO

from openpyxl import Workbook

from lianzheng_risk.core.report.beyond import NOTHING, Beyond
from lianzheng_risk.core.report.texts import Words
from lianzheng_risk.core.report.xlsx import analysis, campaigns, changes, overview, sheets, styles

# Key of the sheet's title in the texts, and what fills it.
_SHEETS = (
	("overview", overview.overview),
	("heat_map", overview.heat_map),
	("matrix_sheet", analysis.matrix),
	("overdue", analysis.overdue),
	("indicators", sheets.indicators),
	("trend", analysis.trend),
	("campaigns", campaigns.campaigns),
	("unit_map", analysis.unit_map),
	("units_sheet", sheets.units),
	("ranking", sheets.ranking),
	("weak_links", sheets.weak_links),
	("changes_sheet", changes.changes),
	("notes_sheet", sheets.notes),
)
_FURTHER = (analysis.matrix, analysis.overdue, analysis.trend, campaigns.campaigns, analysis.unit_map)
# These sheets are there only where there is something to show on them.
_MAY_LACK = {
	"matrix_sheet": analysis.has_matrix,
	"trend": analysis.has_trend,
	"campaigns": campaigns.has_campaigns,
	"unit_map": analysis.has_units,
	"changes_sheet": analysis.has_changes,
}


def write(picture: dict, target: str | Path | BinaryIO, beyond: Beyond = NOTHING) -> None:
	"""Write `picture` (the dict of `Assessment.to_dict`) as a workbook in the picture's own language."""
	words = Words(picture["lang"])
	workbook = Workbook()
	workbook.remove(workbook.active)
	styles.add_styles(workbook, words)
	workbook.properties.title = words("title")
	workbook.properties.creator = "lianzheng_risk"
	workbook.properties.created = datetime.datetime.fromisoformat(picture["as_of"])
	for title, fill in _SHEETS:
		if title in _MAY_LACK and not _MAY_LACK[title](picture, beyond):
			continue
		sheet = workbook.create_sheet(words(title))
		sheet.sheet_view.showGridLines = False
		fill(sheet, picture, *([beyond] if fill in _FURTHER else []), words)
	workbook.save(target)
