"""Screening campaigns as page and workbook tell of them."""

from __future__ import annotations

from collections.abc import Sequence

from lianzheng_risk.core.campaign.standing import OfUnit, Standing
from lianzheng_risk.core.campaign.words import PHASE, SCREENING_STATUS
from lianzheng_risk.core.report import palette
from lianzheng_risk.core.report.texts import Words

# The further, the darker, as with measures.
STATUS_FILL = dict(
	zip(
		SCREENING_STATUS.codes,
		(palette.STATUS_FILL[name] for name in ("planned", "in_progress", "implemented", "verified")),
		strict=True,
	)
)
STATUS_INK = dict(zip(SCREENING_STATUS.codes, (palette.INK, palette.INK, palette.PAPER, palette.PAPER), strict=True))


def statuses(words: Words) -> list[tuple[str, str]]:
	return [(term.code, term.text.label(words.lang)) for term in SCREENING_STATUS.terms]


def meta(one: Standing, words: Words) -> str:
	state = words("closed_on", day=one.closed) if one.closed else words("under_way_now")
	return words("campaign_meta", unit=one.unit_name, start=one.start, state=state)


def phases(one: Standing, words: Words) -> list[tuple[str, str, str]]:
	"""The name of their counts, what they are called, and when each is due."""
	return [
		(f"phase_{code}", PHASE.label(code, words.lang), words("phase_due", day=day) if day else "")
		for code, day in one.phases
	]


def upper_levels(units: Sequence[OfUnit], at_most: int) -> list[OfUnit]:
	"""As many whole levels as come to no more than that; the topmost always is among them, cut where it is too long."""
	shown: list[OfUnit] = []
	for level in sorted({one.level for one in units}):
		wider = [one for one in units if one.level <= level]
		if len(wider) > at_most:
			return shown or wider[:at_most]
		shown = wider
	return shown
