"""The colours of the report, page and workbook alike; the neutral ones are those of all workbooks.

The three grades differ in lightness first and in hue second, so they stay apart in black-and-white print and for
colour-blind readers. Every ink on its fill reaches a contrast of 4.5 to 1 (WCAG AA).
"""

from __future__ import annotations

from lianzheng_risk.core.workbook import styles

INK = f"#{styles.INK}"
PAPER = f"#{styles.PAPER}"
LINE = f"#{styles.LINE}"
ACCENT = f"#{styles.ACCENT}"
MUTED = "#556570"
BAND = "#f3f6f7"

GRADE_FILL = {"I": "#8a2f0e", "II": "#d9963c", "III": "#cfe0e6"}
GRADE_INK = {"I": PAPER, "II": INK, "III": INK}

# From "not begun" to "finished": the further a measure has come, the darker; what no longer counts is grey.
STATUS_FILL = {
	"planned": "#c8dbe2",
	"in_progress": "#8fb6c4",
	"implemented": "#4b8599",
	"verified": ACCENT,
	"lapsed": "#9aa3a8",
	"cancelled": "#d5d9db",
}

# From few to many: the darker, the more. The ink on each beside it.
SHADES = ((BAND, INK), ("#c8dbe2", INK), ("#8fb6c4", INK), ("#3f7588", PAPER), (ACCENT, PAPER))

# Lines and parts of a bar that stand beside each other and mean nothing by themselves.
SERIES = (ACCENT, GRADE_FILL["II"], GRADE_FILL["I"], "#8fb6c4", "#6b5b8c", "#4f7f4f", "#9aa3a8")


def shade(count: int, most: int) -> tuple[str, str]:
	"""Fill and ink of a cell that holds `count` where the fullest holds `most`."""
	if not count:
		return PAPER, MUTED
	return SHADES[min(len(SHADES) * count // (most + 1), len(SHADES) - 1)]


def css_variables() -> dict[str, str]:
	"""The palette as custom properties for a style sheet, by name without the leading dashes."""
	plain = {"ink": INK, "muted": MUTED, "paper": PAPER, "band": BAND, "line": LINE, "accent": ACCENT}
	fills = {f"grade-{grade}": colour for grade, colour in GRADE_FILL.items()}
	inks = {f"on-grade-{grade}": colour for grade, colour in GRADE_INK.items()}
	return plain | fills | inks
