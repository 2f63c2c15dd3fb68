"""The named styles of the assessment's workbook, on top of those of all the product's workbooks."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment

from lianzheng_risk.core.report import palette, unit_map
from lianzheng_risk.core.report.texts import Words
from lianzheng_risk.core.vocabulary import GRADE
from lianzheng_risk.core.workbook import styles

TITLE, HEADING, PARAGRAPH = styles.TITLE, styles.HEADING, styles.PARAGRAPH
HEADER, GROUP = styles.REQUIRED, styles.OPTIONAL
TEXT, TERM, COUNT, SHARE = "评估-文字", "评估-词汇", "评估-数量", "评估-占比"
# A chart takes any text for nought; a cell without a value has to stay empty for a gap in the line.
CHANGE, WORSE, IN_CHART = "评估-变化", "评估-变差", "评估-占比可空"
NOTE, OFF_TARGET, AXIS = "评估-注", "评估-未达目标", "评估-坐标"


_SIGNED = "+0.0;-0.0;0.0"


def grade_style(grade: str) -> str:
	"""The name of the style of a cell that names a grade."""
	return f"评估-{GRADE.label(grade)}"


def heat_style(grade: str) -> str:
	"""The name of the style of a cell of the heat map: a number that shows its grade in words as well."""
	return f"评估-热力{GRADE.label(grade)}"


def step_style(step: str) -> str:
	"""The name of the style of a cell that names how weak a unit is."""
	return f"评估-薄弱-{step}"


def hexadecimal(colour: str) -> str:
	"""A colour of the palette as Excel writes it."""
	return colour.lstrip("#").upper()


def add_styles(workbook: Workbook, words: Words) -> None:
	"""Give `workbook` the styles of this module and those they build on."""
	styles.add_styles(workbook)
	for style in _named_styles(words):
		workbook.add_named_style(style)


def _named_styles(words: Words):
	named_style, muted = styles.named_style, hexadecimal(palette.MUTED)
	text = named_style(TEXT, number_format="@")
	text.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
	yield text
	yield named_style(TERM, horizontal="center", vertical="center")
	yield named_style(COUNT, horizontal="right", vertical="center", number_format="#,##0")
	yield named_style(SHARE, horizontal="right", vertical="center", number_format="0.0%")
	yield named_style(NOTE, colour=muted, grid=False, size=9)
	yield named_style(AXIS, bold=True, horizontal="center", vertical="center")
	off_target = hexadecimal(palette.GRADE_FILL["I"])
	yield named_style(OFF_TARGET, bold=True, colour=off_target, horizontal="center", vertical="center")
	yield named_style(IN_CHART, horizontal="right", vertical="center", number_format="0.0%")
	yield named_style(CHANGE, horizontal="right", vertical="center", number_format=_SIGNED)
	yield named_style(WORSE, bold=True, colour=off_target, horizontal="right", vertical="center", number_format=_SIGNED)
	for step, fill in unit_map.FILL.items():
		yield named_style(
			step_style(step),
			colour=hexadecimal(unit_map.INK[step]),
			background=hexadecimal(fill),
			horizontal="center",
			vertical="center",
		)
	for grade in GRADE.codes:
		look = {
			"colour": hexadecimal(palette.GRADE_INK[grade]),
			"background": hexadecimal(palette.GRADE_FILL[grade]),
			"horizontal": "center",
			"vertical": "center",
		}
		yield named_style(grade_style(grade), **look)
		in_words = f'#,##0"\u2003{words.term("grade", grade)}"'
		yield named_style(heat_style(grade), size=13, bold=True, number_format=in_words, **look)
