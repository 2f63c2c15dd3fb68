"""The sheet of the screening campaigns: unit by unit how many posts are how far, and in which phase the others are."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from lianzheng_risk.core.campaign.standing import Standing
from lianzheng_risk.core.report import campaign_words
from lianzheng_risk.core.report.beyond import Beyond
from lianzheng_risk.core.report.texts import Words
from lianzheng_risk.core.report.xlsx import charts, styles
from lianzheng_risk.core.report.xlsx.cells import Column, outline, set_widths, write_paragraph, write_table
from lianzheng_risk.core.workbook.printing import print_on_a4

_TITLE_HEIGHT = 34
# As many bars as can be told apart; so many rows of the sheet a bar takes, and the rest of the chart.
_CHARTED, _ROWS_OF_BAR, _ROWS_OF_REST = 12, 1, 6
_STATUSES_AT = 3


def campaigns(sheet: Worksheet, picture: dict, beyond: Beyond, words: Words) -> None:
	widths = [column.width for column in max((_columns(one, words) for one in beyond.campaigns), key=len)]
	set_widths(sheet, widths)
	put = _Paragraphs(sheet, len(widths), sum(widths))
	put(1, words("campaigns"), styles.TITLE)
	sheet.row_dimensions[1].height = _TITLE_HEIGHT
	row = 3
	for one in beyond.campaigns:
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
	"""Its table, and a chart of the upper units. Returns the row in which the next thing may begin."""
	put(row, one.title, styles.HEADING)
	put(row + 1, campaign_words.meta(one, words), styles.NOTE)
	top = row + 2
	last = write_table(sheet, top, _columns(one, words), one.units)
	outline(sheet, [unit.level for unit in one.units], first=top + 1, column=1)
	drawn = min(len(one.units), _CHARTED)
	statuses = len(campaign_words.STATUS_FILL)
	chart = charts.stacked_shares(
		sheet,
		one.title,
		rows=(top, top + drawn),
		labels=1,
		columns=(_STATUSES_AT, _STATUSES_AT + statuses - 1),
		colours=list(zip(campaign_words.STATUS_FILL.values(), campaign_words.STATUS_INK.values(), strict=True)),
	)
	chart.width, chart.height = 18, 3.4 + 0.75 * drawn
	sheet.add_chart(chart, f"A{last + 2}")
	return last + 2 + _ROWS_OF_REST + 2 * drawn * _ROWS_OF_BAR


def _columns(one: Standing, words: Words) -> list[Column]:
	return [
		Column(words("unit"), 28, lambda unit: unit.name),
		_counted("posts", words("posts"), 9),
		*(_counted(code, label, 9) for code, label in campaign_words.statuses(words)),
		Column(words("done_share"), 9, lambda unit: unit.done, styles.SHARE),
		_counted("late", words("late_posts"), 8),
		*(_counted(code, label, 14) for code, label in campaign_words.phases(one, words)),
	]


def _counted(name: str, header: str, width: float) -> Column:
	return Column(header, width, lambda unit: unit.counts[name], styles.COUNT)


def has_campaigns(picture: dict, beyond: Beyond) -> bool:
	return bool(beyond.campaigns)
