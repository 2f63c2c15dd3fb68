"""The sheet of the screening campaigns: unit by unit how many posts are how far, and in which phase the others are."""

from __future__ import annotations

from math import ceil

from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from lianzheng_risk.core.campaign.standing import Standing
from lianzheng_risk.core.report import campaign_words
from lianzheng_risk.core.report.beyond import Beyond
from lianzheng_risk.core.report.texts import Words
from lianzheng_risk.core.report.xlsx import charts, styles
from lianzheng_risk.core.report.xlsx.cells import Column, outline, set_widths, write_paragraph, write_table
from lianzheng_risk.core.workbook.printing import print_on_a4

_TITLE_HEIGHT = 34
# As many bars as leave room for the table on the page.
_CHARTED = 8
# In centimetres: a row of the sheet, a bar, what stands around the bars.
_ROW, _BAR, _AROUND_BARS, _CHART_WIDTH = 0.52, 0.75, 2.6, 24
_STATUSES_AT = 3


def campaigns(sheet: Worksheet, picture: dict, beyond: Beyond, words: Words) -> None:
	widths = [column.width for column in max((_columns(one, words) for one in beyond.campaigns), key=len)]
	set_widths(sheet, widths)
	put = _Paragraphs(sheet, len(widths), sum(widths))
	put(1, words("campaigns"), styles.TITLE)
	sheet.row_dimensions[1].height = _TITLE_HEIGHT
	row = 3
	for one in beyond.campaigns:
		if row > 3:
			# Each on a page of its own, so that no chart is cut in two.
			sheet.row_breaks.append(Break(id=row - 1))
		row = _campaign(sheet, row, one, words, put)
	put(row, words("campaign_note"), styles.NOTE)
	print_on_a4(sheet, words.lang, "landscape")


class _Paragraphs:
	"""Text across the whole table."""

	def __init__(self, sheet: Worksheet, columns: int, width: float):
		self.sheet, self.columns, self.width = sheet, columns, width

	def __call__(self, row: int, text: str, style: str) -> None:
		write_paragraph(self.sheet, row, text, self.columns, self.width, style)


def _campaign(sheet: Worksheet, row: int, one: Standing, words: Words, put: _Paragraphs) -> int:
	"""A chart of its upper units, and its table. Returns the row in which the next thing may begin."""
	put(row, one.title, styles.HEADING)
	put(row + 1, campaign_words.meta(one, words), styles.NOTE)
	drawn = min(len(one.units), _CHARTED)
	height = _AROUND_BARS + _BAR * drawn
	top = row + 3 + ceil(height / _ROW)
	last = write_table(sheet, top, _columns(one, words), one.units)
	outline(sheet, [unit.level for unit in one.units], first=top + 1, column=1)
	statuses = len(campaign_words.STATUS_FILL)
	chart = charts.stacked_shares(
		sheet,
		one.title,
		rows=(top, top + drawn),
		labels=1,
		columns=(_STATUSES_AT, _STATUSES_AT + statuses - 1),
		colours=list(zip(campaign_words.STATUS_FILL.values(), campaign_words.STATUS_INK.values(), strict=True)),
	)
	chart.width, chart.height = _CHART_WIDTH, height
	sheet.add_chart(chart, f"A{row + 2}")
	return last + 2


def _columns(one: Standing, words: Words) -> list[Column]:
	return [
		Column(words("unit"), 28, lambda unit: unit.name),
		_counted("posts", words("posts"), 9),
		*(_counted(code, label, 9) for code, label in campaign_words.statuses(words)),
		Column(words("done_share"), 9, lambda unit: unit.done, styles.SHARE),
		_counted("late", words("late_posts"), 8),
		*(_counted(code, f"{label}\n{due}".strip(), 15) for code, label, due in campaign_words.phases(one, words)),
	]


def _counted(name: str, header: str, width: float) -> Column:
	return Column(header, width, lambda unit: unit.counts[name], styles.COUNT)


def has_campaigns(picture: dict, beyond: Beyond) -> bool:
	return bool(beyond.campaigns)
