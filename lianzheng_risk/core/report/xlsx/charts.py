"""Excel's own charts over ranges of the workbook, in the colours of the report."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import DataPoint
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.worksheet.worksheet import Worksheet

from lianzheng_risk.core.report import palette
from lianzheng_risk.core.report.xlsx.styles import hexadecimal

# Sizes of text, in hundredths of a point.
_TITLE_SIZE, _TEXT_SIZE = 1100, 900


def bars(sheet: Worksheet, title: str, top: int, colours: Sequence[str]) -> BarChart:
	"""One bar per row of a distribution, the first on top.

	Labels stand in column A, counts in column B below the header in row `top`; there is a colour for each row.
	"""
	chart = _bar_chart()
	_feed(chart, sheet, top, top + len(colours), first=2, last=2)
	chart.series[0].dPt = [DataPoint(idx=place, spPr=_filled(colour)) for place, colour in enumerate(colours)]
	chart.dataLabels = _values_shown(palette.INK)
	chart.gapWidth = 60
	chart.legend = None
	return _sized(chart, title)


def stacked_shares(
	sheet: Worksheet,
	title: str,
	rows: tuple[int, int],
	labels: int,
	columns: tuple[int, int],
	colours: Sequence[tuple[str, str]],
) -> BarChart:
	"""One full-length bar per row, divided by the columns; `rows` begins with the header.

	There is a fill and an ink on it for each column.
	"""
	chart = _bar_chart()
	chart.grouping = "percentStacked"
	chart.overlap = 100
	_feed(chart, sheet, *rows, first=columns[0], last=columns[1], labels=labels)
	for series, (fill, ink) in zip(chart.series, colours, strict=True):
		series.graphicalProperties = _filled(fill)
		series.dLbls = _values_shown(ink)
	chart.gapWidth = 40
	chart.legend.position = "b"
	return _sized(chart, title, height=2.6 + 0.7 * (rows[1] - rows[0]), width=12)


def clusters(
	sheet: Worksheet, title: str, rows: tuple[int, int], columns: tuple[int, int], colours: Sequence[str]
) -> BarChart:
	"""Columns side by side for each row; `rows` begins with the header, there is a colour for each column."""
	chart = BarChart()
	chart.type = "col"
	chart.x_axis.delete = chart.y_axis.delete = False
	chart.y_axis.scaling.min = 0
	chart.y_axis.number_format = "#,##0"
	_feed(chart, sheet, *rows, first=columns[0], last=columns[1])
	for series, colour in zip(chart.series, colours, strict=True):
		series.graphicalProperties = _filled(colour)
		series.dLbls = _values_shown(palette.INK)
	chart.gapWidth = 60
	chart.legend.position = "b"
	return _sized(chart, title, height=9, width=14.5)


# What tells lines apart in grey print.
_DASHES = ("solid", "dash", "sysDot", "dashDot", "lgDash")
_MARKS = ("circle", "square", "triangle", "diamond", "x")


def lines(
	sheet: Worksheet, title: str, rows: tuple[int, int], columns: tuple[int, int], colours: Sequence[str]
) -> LineChart:
	"""A line for each row of shares; the first of `rows` has the times, the first of `columns` the names."""
	chart = LineChart()
	values = Reference(sheet, min_col=columns[0], max_col=columns[1], min_row=rows[0] + 1, max_row=rows[1])
	chart.add_data(values, from_rows=True, titles_from_data=True)
	chart.set_categories(Reference(sheet, min_col=columns[0] + 1, max_col=columns[1], min_row=rows[0], max_row=rows[0]))
	for place, series in enumerate(chart.series):
		colour = hexadecimal(colours[place % len(colours)])
		series.graphicalProperties.line = LineProperties(
			solidFill=colour, w=28_000, prstDash=_DASHES[place % len(_DASHES)]
		)
		series.marker.symbol, series.marker.size = _MARKS[place % len(_MARKS)], 7
		series.marker.graphicalProperties = GraphicalProperties(solidFill=colour)
		series.smooth = False
	chart.x_axis.delete = chart.y_axis.delete = False
	chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 1
	chart.y_axis.number_format = "0%"
	chart.legend.position = "b"
	chart.display_blanks = "gap"
	return _sized(chart, title)


def _bar_chart() -> BarChart:
	chart = BarChart()
	chart.type = "bar"
	# Horizontal bars grow from the bottom unless told otherwise.
	chart.x_axis.scaling.orientation = "maxMin"
	chart.x_axis.delete = False
	chart.y_axis.delete = True
	chart.y_axis.majorGridlines = None
	chart.y_axis.scaling.min = 0
	return chart


def _feed(chart, sheet: Worksheet, top: int, bottom: int, first: int, last: int, labels: int = 1) -> None:
	values = Reference(sheet, min_col=first, max_col=last, min_row=top, max_row=bottom)
	chart.add_data(values, titles_from_data=True)
	chart.set_categories(Reference(sheet, min_col=labels, min_row=top + 1, max_row=bottom))


def _filled(colour: str) -> GraphicalProperties:
	properties = GraphicalProperties(solidFill=hexadecimal(colour))
	properties.line = LineProperties(solidFill=hexadecimal(palette.PAPER))
	return properties


def _values_shown(ink: str) -> DataLabelList:
	"""Labels with the value, unless it is 0, and nothing else; Excel shows every part that is not switched off."""
	others = dict.fromkeys(("showPercent", "showSerName", "showCatName", "showLegendKey", "showLeaderLines"), False)
	paragraph = Paragraph(
		pPr=ParagraphProperties(defRPr=_characters(_TEXT_SIZE, ink)), endParaRPr=CharacterProperties()
	)
	return DataLabelList(showVal=True, numFmt="#,##0;;", txPr=RichText(p=[paragraph]), **others)


def _characters(size: int, ink: str, bold: bool = False) -> CharacterProperties:
	return CharacterProperties(sz=size, b=bold, solidFill=hexadecimal(ink))


def _sized(chart, title: str, height: float = 5.6, width: float = 11.5):
	"""The finished chart, in centimetres; neither title nor legend may lie over the plot."""
	chart.title = title
	chart.title.overlay = False
	for run in chart.title.tx.rich.p[0].r:
		run.rPr = _characters(_TITLE_SIZE, palette.ACCENT, bold=True)
	if chart.legend is not None:
		chart.legend.overlay = False
	chart.height, chart.width = height, width
	chart.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))
	return chart
