"""Screening campaigns in an assessment: how far those that ran or ended in its period were, kept beside the frozen figures."""

from __future__ import annotations

import json
from collections.abc import Sequence

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from lianzheng_risk.core.campaign import standing
from lianzheng_risk.core.campaign.standing import Kept, Standing
from lianzheng_risk.core.campaign.words import PHASE
from lianzheng_risk.core.periods import Period
from lianzheng_risk.risk_assessment.assessments.frozen import ASSESSMENT
from lianzheng_risk.risk_screening.screening.progress import CAMPAIGN, part_as_it_stands
from lianzheng_risk.store.names import UNIT, names_of

_UNITS_AT_ONCE = 100


def take(period: Period, units: Sequence[str]) -> dict[str, Kept]:
	"""By unit how its own posts stand now, whoever may see them; units without a post in any campaign are left out."""
	found: dict[str, Kept] = {}
	campaigns = [frappe.get_doc(CAMPAIGN, name) for name in _of_period(period)]
	names = names_of(UNIT, [campaign.unit for campaign in campaigns])
	for campaign in campaigns:
		heading = _heading(campaign, names.get(campaign.unit) or campaign.unit)
		for start in range(0, len(units), _UNITS_AT_ONCE):
			posts = part_as_it_stands(campaign, units[start : start + _UNITS_AT_ONCE])
			for unit, counts in standing.counts_by_unit(posts).items():
				found.setdefault(unit, {})[campaign.name] = {**heading, "own": counts}
	return found


def _of_period(period: Period) -> list[str]:
	"""Those that had begun by its end and had not ended before it began."""
	return frappe.get_all(
		CAMPAIGN,
		filters={"status": ["in", ("Running", "Closed")], "started_on": ["<=", f"{period.end} 23:59:59"]},
		or_filters=[["closed_on", "is", "not set"], ["closed_on", ">=", str(period.start)]],
		pluck="name",
		order_by="start_date, name",
	)


def _heading(campaign: Document, unit_name: str) -> dict:
	due = {PHASE.find(row.phase).code: getdate(row.due_date) for row in campaign.phases}
	closed = getdate(campaign.closed_on) if campaign.closed_on else None
	return standing.heading(campaign.title, unit_name, getdate(campaign.start_date), closed, due)


def kept_with(assessment: Document) -> dict[str, Kept]:
	"""What was kept of the unit and of everything below it; nothing with assessments of earlier releases.

	As with the figures: what the clock took of one period belongs together, and who made an assessment by hand kept all of it.
	"""
	own = json.loads(assessment.campaigns_json or "{}")
	if not assessment.by_clock:
		return own
	rows = frappe.get_all(
		ASSESSMENT,
		filters=[
			["period", "=", assessment.period],
			["by_clock", "=", 1],
			["unit", "descendants of (inclusive)", assessment.unit],
			["campaigns_json", "is", "set"],
		],
		pluck="campaigns_json",
		order_by="name",
	)
	return {unit: kept for text in rows for unit, kept in json.loads(text).items()} | own


def standings(assessment: Document, units: Sequence[dict] = ()) -> tuple[Standing, ...]:
	return standing.put_together(kept_with(assessment), units)
