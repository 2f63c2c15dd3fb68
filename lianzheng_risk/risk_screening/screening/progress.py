"""How far a campaign is, for whoever asks: read with the session user's permissions, never stored."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

import frappe
import pandas as pd
from frappe.model.document import Document
from frappe.utils import get_datetime, getdate, nowdate

from lianzheng_risk.core.campaign import progress
from lianzheng_risk.core.campaign.words import SCREENING_STATUS
from lianzheng_risk.store import screenings as store

CAMPAIGN = "Integrity Screening Campaign"
_NAMED_AT_MOST = 20


class Picture(NamedTuple):
	"""A campaign, its screenings as they stand today with their deadlines, and the risk points of their posts."""

	campaign: Document
	screenings: pd.DataFrame
	points: pd.DataFrame


def picture(campaign: str, unit: str | None = None) -> Picture:
	"""What the session's user may see of the campaign, of `unit` and below where one is given.

	Raises frappe.PermissionError where the user may not read the campaign, or the unit.
	"""
	document = frappe.get_doc(CAMPAIGN, campaign)
	document.check_permission("read")
	if unit:
		frappe.get_doc("Integrity Unit", unit).check_permission("read")
	return draw(document, unit)


def draw(campaign: Document, unit: str | None = None, as_system: bool = False) -> Picture:
	"""As `picture`, without asking whether the campaign may be read; `as_system` sees every post."""
	screenings = store.read_screenings(campaign, unit, as_system)
	points = store.read_points(campaign, unit, as_system)
	return Picture(campaign, _as_they_stand(campaign, screenings, points), points)


def part_as_it_stands(campaign: Document, units: Sequence[str]) -> pd.DataFrame:
	"""The posts of some units as they stand today, whoever may see them: `read_screenings_of` with phase, due, late.

	So a campaign too large to be read at once is read a part at a time. A confirmed post is past all phases, whatever
	becomes of its risk points.
	"""
	screenings = store.read_screenings_of(campaign, units)
	open_posts = screenings["post"][screenings["status"] != "confirmed"]
	return _as_they_stand(campaign, screenings, store.read_states_of(campaign, open_posts.tolist()))


def _as_they_stand(campaign: Document, screenings: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
	started = get_datetime(campaign.started_on) if campaign.status == "Running" else None
	screenings = progress.current(screenings, points, started)
	return progress.with_deadlines(screenings, campaign.due_of_phases(), as_of(campaign))


def as_of(campaign: Document) -> datetime.date:
	"""Today, or the day on which the campaign was closed."""
	return getdate(campaign.closed_on or nowdate())


def totals(campaign: str) -> dict[str, int]:
	"""How many posts there are of each status, by its English name."""
	counts = picture(campaign).screenings["status"].value_counts()
	return {term.en: int(counts.get(term.code, 0)) for term in SCREENING_STATUS.terms}


def open_posts(campaign: str) -> dict:
	"""`count` of the posts not confirmed yet, and `posts`: name, post_name and unit of the first of them."""
	screenings = picture(campaign).screenings
	left = screenings[screenings["status"] != "confirmed"].sort_values(["unit", "post"])
	first = left[["name", "post_name", "unit"]].head(_NAMED_AT_MOST)
	return {"count": len(left), "posts": first.to_dict("records")}
