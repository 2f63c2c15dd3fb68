"""The named styles of the product's workbooks, made anew for each workbook."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

FONT = "微软雅黑"
INK, MUTED, PAPER, LINE, ACCENT = "1B2A33", "6B7A83", "FFFFFF", "CCD6DA", "1F4E5F"
PALE, EXAMPLE_FILL = "DCE8EC", "FFF8E1"

SEVERITY_FILL = {"error": "F8B4AB", "warning": "FFE08A", "hint": "BFDDF2"}

TITLE, HEADING, PARAGRAPH, ENTRY = "廉政-标题", "廉政-小标题", "廉政-正文", "廉政-条目"
REQUIRED, OPTIONAL, LINK = "廉政-必填表头", "廉政-选填表头", "廉政-链接"
EXAMPLE_ENTRY = "廉政-示例条目"

# Number format and horizontal alignment of a column, by the kind of its field.
_LOOK_OF_KIND = {
	"text": ("@", "left"),
	"longtext": ("@", "left"),
	"reference": ("@", "left"),
	"term": ("@", "center"),
	"boolean": ("@", "center"),
	"integer": ("0", "center"),
	"amount": ("#,##0.00", "right"),
	"date": ("yyyy-mm-dd", "center"),
}
_KIND_WORD = {
	"text": "文本",
	"longtext": "长文本",
	"reference": "引用",
	"term": "词汇",
	"boolean": "是否",
	"integer": "整数",
	"amount": "金额",
	"date": "日期",
}


def data_style(kind: str) -> str:
	"""The name of the style of a cell that holds a value of this kind."""
	return f"廉政-{_KIND_WORD[kind]}"


def example_style(kind: str) -> str:
	"""The name of the style of an example's cell of this kind."""
	return f"廉政-示例{_KIND_WORD[kind]}"


def severity_style(severity: str) -> str:
	"""The name of the style that shows a severity in the list of findings."""
	return f"廉政-{severity}"


def fill(colour: str) -> PatternFill:
	return PatternFill("solid", start_color=colour, end_color=colour)


def add_styles(workbook: Workbook) -> None:
	"""Give `workbook` the named styles that it does not have yet."""
	present = set(workbook.named_styles)
	for style in _named_styles():
		if style.name not in present:
			workbook.add_named_style(style)


def styled_cell(sheet, style: str, value: object = None) -> WriteOnlyCell:
	"""A cell in a named style, for a sheet in write-only mode. Text stays text, whatever it begins with."""
	cell = WriteOnlyCell(sheet, value=value)
	if isinstance(value, str):
		cell.data_type = "s"
	cell.style = style
	return cell


def _named_styles():
	yield named_style(TITLE, size=18, bold=True, colour=ACCENT, grid=False, vertical="center")
	yield named_style(HEADING, size=12, bold=True, colour=ACCENT, grid=False, vertical="bottom")
	yield named_style(PARAGRAPH, grid=False)
	yield named_style(ENTRY, vertical="center")
	yield named_style(EXAMPLE_ENTRY, vertical="center", colour=MUTED, background=EXAMPLE_FILL, italic=True)
	yield named_style(LINK, vertical="center", colour="0B5CAD", underline="single")
	yield named_style(REQUIRED, bold=True, colour=PAPER, background=ACCENT, horizontal="center", vertical="center")
	yield named_style(OPTIONAL, bold=True, background=PALE, horizontal="center", vertical="center")
	for severity, colour in SEVERITY_FILL.items():
		yield named_style(severity_style(severity), background=colour, horizontal="center", vertical="center")
	for kind, (number_format, horizontal) in _LOOK_OF_KIND.items():
		look = {"number_format": number_format, "horizontal": horizontal, "vertical": "center"}
		yield named_style(data_style(kind), **look)
		yield named_style(example_style(kind), colour=MUTED, background=EXAMPLE_FILL, italic=True, **look)


def named_style(
	name: str,
	*,
	size: int = 10,
	bold: bool = False,
	italic: bool = False,
	underline: str | None = None,
	colour: str = INK,
	background: str | None = None,
	grid: bool = True,
	horizontal: str = "left",
	vertical: str = "top",
	number_format: str = "General",
) -> NamedStyle:
	"""A style in the product's font and ink. Colours are RRGGBB; `grid` draws thin lines round the cell."""
	side = Side("thin", color=LINE) if grid else Side()
	style = NamedStyle(
		name,
		font=Font(name=FONT, size=size, bold=bold, italic=italic, underline=underline, color=colour),
		alignment=Alignment(horizontal=horizontal, vertical=vertical, wrap_text=True),
		border=Border(left=side, right=side, top=side, bottom=side),
		number_format=number_format,
	)
	if background:
		style.fill = fill(background)
	return style
