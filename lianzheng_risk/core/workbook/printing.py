"""Print set-up: A4, as wide as the page, header repeated, sheet and page number at the foot."""

from __future__ import annotations

from math import ceil
from typing import Literal

from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from lianzheng_risk.core.bilingual import Lang, Text

PAGE = Text("第 &P 页，共 &N 页", "Page &P of &N")

# Characters across a landscape page, small but legible.
_READABLE = 320


def print_on_a4(
	sheet,
	lang: Lang,
	orientation: Literal["portrait", "landscape"],
	repeated_rows: str | None = None,
	width: float = 0,
) -> None:
	"""Set `sheet` up for print; `repeated_rows`, as in "1:1", stand on top of every page.

	A sheet of more characters across than can be read on one page goes over several, its first column repeated.
	"""
	sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
	sheet.page_setup.orientation = orientation
	pages = max(1, ceil(width / _READABLE))
	sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0
	if pages > 1:
		sheet.print_title_cols = "A:A"
	sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
	sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, header=0.3, footer=0.3)
	sheet.print_options.horizontalCentered = True
	sheet.HeaderFooter.oddFooter.left.text = "&A"
	sheet.HeaderFooter.oddFooter.right.text = PAGE.label(lang)
	if repeated_rows:
		sheet.print_title_rows = repeated_rows
