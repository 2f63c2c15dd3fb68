"""Colours that a site may give its grades, by name, as they look in a diagram."""

from __future__ import annotations

from typing import NamedTuple

from lianzheng_risk.core.report import palette


class Tone(NamedTuple):
	"""Ink on fill reaches a contrast of 4.5 to 1 (WCAG AA)."""

	fill: str
	ink: str


TONES: dict[str, Tone] = {
	"red": Tone("#b3261e", palette.PAPER),
	"orange": Tone("#ee9a3a", palette.INK),
	"yellow": Tone("#f7dc6f", palette.INK),
	"green": Tone("#a9d8b0", palette.INK),
	"blue": Tone("#a9cdec", palette.INK),
	"purple": Tone("#cdb7e6", palette.INK),
	"gray": Tone("#cfd4d7", palette.INK),
}
