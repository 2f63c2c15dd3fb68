"""What is overdue on the site, or was put right only after it was: the causes of the clock's own warnings.

Each finder answers for some units, with everything that still stands and what was put right on or after the day `since`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import frappe
from frappe.model.document import Document
from frappe.query_builder import Criterion
from frappe.utils import cint, getdate

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.activities.coverage import ACTIVITY_KIND, coverage
from lianzheng_risk.core.activities.periods import period_of
from lianzheng_risk.core.approval.path import STATE as APPROVAL_STATE
from lianzheng_risk.core.measures.path import ENDED, OPEN
from lianzheng_risk.core.months import add_months
from lianzheng_risk.core.rectification.path import STATE as RECTIFICATION_STATE
from lianzheng_risk.core.rectification.path import WAITING
from lianzheng_risk.core.rotation import rotation_of
from lianzheng_risk.core.warnings.causes import (
	OWED,
	SOURCE,
	UNREPORTED,
	Cause,
	Round,
	Screened,
	missed_rounds,
	unreported,
)
from lianzheng_risk.risk_control.rotation import waived_until
from lianzheng_risk.risk_supervision.warnings.speaking import said
from lianzheng_risk.store.activities import read_activities, read_posts, requirements_of_site
from lianzheng_risk.store.terms import code, english

MEASURE, RISK, RECTIFICATION = "Integrity Control Measure", "Integrity Risk Point", "Integrity Rectification"
RECORD, POST, TENURE, ROUND = (
	"Integrity Grade Record",
	"Integrity Post",
	"Integrity Post Tenure",
	"Integrity Measure Round",
)
DECISION = "Integrity Collective Decision"
CAMPAIGN, SCREENING = "Integrity Screening Campaign", "Integrity Post Screening"
_MEASURE_FIELDS = ("name", "unit", "description", "creation", "due_date", "completed_on", "valid_until", "risk")
_RETIRED, _IN_FORCE = english(APPROVAL_STATE, "retired"), english(APPROVAL_STATE, "in_force")


_ONE_DAY = datetime.timedelta(days=1)


class Found(NamedTuple):
	"""A cause, and what a warning of it says and points to."""

	cause: Cause
	title: str
	about: dict[str, Any]


def overdue_measures(units: Sequence[str], since: datetime.date, today: datetime.date) -> list[Found]:
	"""Measures that are done once and were not done when they were due."""
	measure = frappe.qb.DocType(MEASURE)
	late = (measure.completed_on > measure.due_date) & (measure.completed_on >= since)
	query = _measures(units).where(measure.recurrence.isnull() | (measure.recurrence == ""))
	query = query.where(measure.due_date < today)
	query = query.where(measure.status.isin(_english(v.MEASURE_STATUS, OPEN)) | (_not_ended(measure) & late))
	return [_measure("measure_overdue", row, row.due_date, row.completed_on) for row in query.run(as_dict=True)]


def missed(units: Sequence[str], since: datetime.date, today: datetime.date) -> list[Found]:
	"""Recurring measures whose rounds were missed, since then or in a row that has not ended."""
	measure, row = frappe.qb.DocType(MEASURE), frappe.qb.DocType(ROUND)
	counts = (measure.recurrence != "") & (measure.status != english(v.MEASURE_STATUS, "cancelled"))
	of_measures = _measures(units).where(counts).run(as_dict=True)
	if not of_measures:
		return []
	rounds = (
		frappe.qb.from_(row)
		.join(measure)
		.on(row.parent == measure.name)
		.select(row.parent, row.due_date, row.completed_on)
		.where((row.parenttype == MEASURE) & measure.unit.isin(units) & counts)
		.orderby(row.parent, row.idx)
		.run()
	)
	by_measure = {name: [Round(*one) for one in group] for name, group in groupby(rounds, key=lambda one: one[0])}
	found = []
	for one in of_measures:
		its_rounds = [*by_measure.get(one.name, []), *_present_round(one, today)]
		causes = missed_rounds(its_rounds, getdate(one.creation), one.grade)
		found += [Found(cause, one.description, _about_measure(one)) for cause in causes if _recent(cause, since)]
	return found


def _present_round(measure, today: datetime.date) -> list[Round]:
	"""Where it was done, or was to be done by now. The day on which a round before it was done is none of its own."""
	status = code(v.MEASURE_STATUS, measure.status)
	if not measure.due_date or status in ENDED:
		return []
	if status in OPEN:
		return [Round(measure.name, measure.due_date, None)] if measure.due_date < today else []
	return [Round(measure.name, measure.due_date, measure.completed_on)] if measure.completed_on else []


def lapsed(units: Sequence[str], since: datetime.date, today: datetime.date) -> list[Found]:
	"""Measures that are out of date; those that lapsed because they were missed are warned of by that."""
	measure = frappe.qb.DocType(MEASURE)
	status = english(v.MEASURE_STATUS, "lapsed")
	query = _measures(units).where((measure.status == status) & (measure.valid_until < today))
	return [_measure("measure_lapsed", row, row.valid_until, None) for row in query.run(as_dict=True)]


def overdue_rectifications(units: Sequence[str], since: datetime.date, today: datetime.date) -> list[Found]:
	"""Rectifications that nobody reported in time."""
	table, risk = frappe.qb.DocType(RECTIFICATION), frappe.qb.DocType(RISK)
	late = (table.reported_on > table.deadline) & (table.reported_on >= since)
	reported = _english(RECTIFICATION_STATE, ("reported", "closed"))
	fields = ("name", "unit", "title", "creation", "deadline", "reported_on", "status", "measure", "risk", "post")
	query = (
		frappe.qb.from_(table)
		.left_join(risk)
		.on(table.risk == risk.name)
		.select(*(table[field] for field in fields), table.responsible_person, risk.grade)
		.where(table.unit.isin(units) & (table.deadline < today))
		.where(table.status.isin(_english(RECTIFICATION_STATE, WAITING)) | (table.status.isin(reported) & late))
		.orderby(table.name)
	)
	found = []
	for row in query.run(as_dict=True):
		waiting = code(RECTIFICATION_STATE, row.status) in WAITING
		ended = None if waiting else row.reported_on
		key = f"rectification:{row.name}:{row.deadline}"
		cause = Cause("rectification_overdue", key, row.deadline, getdate(row.creation), row.grade, ended)
		about = {field: row[field] for field in ("unit", "measure", "risk", "post", "grade")}
		about |= {"person": row.responsible_person, "source_doctype": RECTIFICATION, "source_name": row.name}
		found.append(Found(cause, row.title, about))
	return found


def overdue_reviews(units: Sequence[str], since: datetime.date, today: datetime.date) -> list[Found]:
	"""Risk points in force that were approved longer ago than the review cycle of their grade."""
	risk, record, grade = map(frappe.qb.DocType, (RISK, RECORD, "Integrity Risk Grade"))
	query = (
		frappe.qb.from_(risk)
		.join(record)
		.on(risk.grade_record == record.name)
		.join(grade)
		.on(risk.grade == grade.name)
		.select(risk.name, risk.unit, risk.title, risk.post, risk.grade, record.effective_on, grade.review_months)
		.where(risk.unit.isin(units) & (risk.workflow_state == _IN_FORCE) & (grade.review_months > 0))
		.where(record.effective_on.isnotnull() & (record.effective_on < today))
		.orderby(risk.name)
	)
	found = []
	for row in query.run(as_dict=True):
		due = add_months(row.effective_on, cint(row.review_months))
		if due >= today:
			continue
		about = {field: row[field] for field in ("unit", "post", "grade")} | {"risk": row.name}
		about |= {"source_doctype": RISK, "source_name": row.name}
		cause = Cause("review_overdue", f"review:{row.name}:{due}", due, row.effective_on, row.grade)
		found.append(Found(cause, row.title, about))
	return found


def overdue_rotations(units: Sequence[str], since: datetime.date, today: datetime.date) -> list[Found]:
	"""Tenures of today that last longer than the years allowed."""
	settings = frappe.get_cached_doc("Integrity Risk Settings")
	post, tenure = frappe.qb.DocType(POST), frappe.qb.DocType(TENURE)
	query = (
		frappe.qb.from_(tenure)
		.join(post)
		.on(tenure.parent == post.name)
		.select(post.name, post.unit, post.post_name, post.key_post, tenure.person, tenure.start_date)
		.select(tenure.creation)
		.where(post.unit.isin(units) & (tenure.parenttype == POST) & (tenure.start_date <= today))
		.where(tenure.end_date.isnull() | (tenure.end_date >= today))
		.orderby(post.name, tenure.idx)
	)
	found = []
	rows = query.run(as_dict=True)
	waived = waived_until(row.name for row in rows)
	for row in rows:
		years = cint(settings.rotation_years_key if row.key_post else settings.rotation_years)
		clock = rotation_of(row.start_date, today, years, waived.get((row.name, row.person)))
		if not clock or clock.last_day >= today:
			continue
		key = f"rotation:{row.name}:{row.person}:{clock.last_day}"
		about = {
			"unit": row.unit,
			"post": row.name,
			"person": row.person,
			"source_doctype": POST,
			"source_name": row.name,
		}
		found.append(Found(Cause("rotation_overdue", key, clock.last_day, getdate(row.creation)), row.post_name, about))
	return found


def overdue_activities(units: Sequence[str], since: datetime.date, today: datetime.date) -> list[Found]:
	"""One cause for each unit and kind of activity, however many of its posts owe it.

	What was before the unit came onto the site nobody can know, so a whole period has to lie after that.
	"""
	requirements, place = requirements_of_site(), tuple(units)
	posts = read_posts(today, place)
	known = dict(
		frappe.get_all("Integrity Unit", filters={"name": ["in", units]}, fields=["name", "creation"], as_list=True)
	)
	on_site = posts["unit"].map(known).astype("datetime64[s]").dt.normalize()
	posts = posts.assign(since=posts["since"].where(posts["since"] > on_site, on_site))
	owed = coverage(posts, read_activities(posts["post"], today, place), requirements, today)
	owed = owed[owed["overdue"]]
	owed = owed.assign(
		unit=owed["post"].map(posts.set_index("post")["unit"]),
		kind=[requirements[position].kind for position in owed["requirement"]],
		due=[period_of(today, requirements[position].every).start - _ONE_DAY for position in owed["requirement"]],
	)
	found = []
	for (unit, kind), rows in owed.groupby(["unit", "kind"]):
		due = rows["due"].min()
		title = said(OWED, kind=said(ACTIVITY_KIND.by_code[kind].text), count=rows["post"].nunique())
		about = {"unit": unit, "source_doctype": "Integrity Unit", "source_name": unit}
		cause = Cause("activity_overdue", f"activity:{unit}:{kind}:{due}", due, getdate(known[unit]))
		found.append(Found(cause, title, about))
	return found


def unratified(units: Sequence[str], since: datetime.date, today: datetime.date) -> list[Found]:
	"""What somebody decided alone because it could not wait, and no meeting ratified in time."""
	table = frappe.qb.DocType(DECISION)
	late = (table.ratified_on > table.ratify_by) & (table.ratified_on >= since)
	query = (
		frappe.qb.from_(table)
		.select(table.name, table.unit, table.matter, table.creation, table.ratify_by, table.ratified_on)
		.where(table.unit.isin(units) & (table.docstatus == 1) & (table.is_urgent == 1) & (table.ratify_by < today))
		.where(table.ratified_on.isnull() | late)
		.orderby(table.name)
	)
	found = []
	for row in query.run(as_dict=True):
		about = {"unit": row.unit, "source_doctype": DECISION, "source_name": row.name}
		key = f"ratify:{row.name}:{row.ratify_by}"
		cause = Cause("decision_unratified", key, row.ratify_by, getdate(row.creation), None, row.ratified_on)
		found.append(Found(cause, row.matter, about))
	return found


def overdue_screenings(units: Sequence[str], since: datetime.date, today: datetime.date) -> list[Found]:
	"""One cause for each unit and campaign whose day for reporting is over, however many of its posts are late."""
	campaigns = _campaigns_of(units, since, today)
	if not campaigns:
		return []
	rows = frappe.get_all(
		SCREENING,
		filters={"unit": ["in", units], "campaign": ["in", sorted(campaigns)]},
		fields=["campaign", "unit", "creation", "modified", "return_reason", "reported_on"],
		order_by="campaign, unit",
	)
	found = []
	for (name, unit), group in groupby(rows, key=lambda row: (row.campaign, row.unit)):
		campaign, posts = campaigns[name], [_screened(row) for row in group]
		due = campaign.due_of_phases()["screening"]
		closed = getdate(campaign.closed_on) if campaign.closed_on else None
		cause = unreported(name, unit, due, posts, closed)
		if cause and _recent(cause, since):
			title = said(UNREPORTED, campaign=campaign.title, count=sum(post.is_late(due) for post in posts))
			about = {"unit": unit, "source_doctype": CAMPAIGN, "source_name": name}
			found.append(Found(cause, title, about))
	return found


def _campaigns_of(units: Sequence[str], since: datetime.date, today: datetime.date) -> dict[str, Document]:
	"""Campaigns with posts of the units whose day for reporting is over; of those that are over, the ones closed since then."""
	campaign, screening = frappe.qb.DocType(CAMPAIGN), frappe.qb.DocType(SCREENING)
	names = (
		frappe.qb.from_(campaign)
		.join(screening)
		.on(screening.campaign == campaign.name)
		.select(campaign.name)
		.distinct()
		.where(screening.unit.isin(units))
		.where(campaign.closed_on.isnull() | (campaign.closed_on >= since))
		.run(pluck=True)
	)
	documents = (frappe.get_cached_doc(CAMPAIGN, name) for name in names)
	return {one.name: one for one in documents if one.due_of_phases()["screening"] < today}


def _screened(row) -> Screened:
	"""What was sent back is owed anew since then."""
	known = row.modified if row.return_reason else row.creation
	return Screened(getdate(known), getdate(row.reported_on) if row.reported_on else None)


Finder = Callable[[Sequence[str], datetime.date, datetime.date], list[Found]]
FINDERS: dict[str, Finder] = {
	"measure_overdue": overdue_measures,
	"round_missed": missed,
	"measure_lapsed": lapsed,
	"rectification_overdue": overdue_rectifications,
	"review_overdue": overdue_reviews,
	"rotation_overdue": overdue_rotations,
	"activity_overdue": overdue_activities,
	"decision_unratified": unratified,
	"screening_overdue": overdue_screenings,
}


def find_all(units: Sequence[str], since: datetime.date, today: datetime.date) -> list[Found]:
	"""Everything that a clock which ran every morning would have found in the units by today."""
	found = (one for finder in FINDERS.values() for one in finder(units, since, today))
	return [one for one in found if one.cause.was_met(today)]


def cause_stands(warning: Document, today: datetime.date) -> bool:
	"""Whether what the clock warned of is still overdue; what people warn of has no cause that a clock could see."""
	finder = FINDERS.get(code(SOURCE, warning.source))
	if not finder or not warning.cause_key:
		return False
	found = finder([warning.unit], today, today)
	return any(one.cause.key == warning.cause_key and not one.cause.ended for one in found)


def _measures(units: Sequence[str]):
	"""The measures of the units about risk points that count, each with the post and the grade of its risk point."""
	measure, risk = frappe.qb.DocType(MEASURE), frappe.qb.DocType(RISK)
	return (
		frappe.qb.from_(measure)
		.join(risk)
		.on(measure.risk == risk.name)
		.select(*(measure[field] for field in _MEASURE_FIELDS), measure.status, measure.responsible_person)
		.select(risk.post, risk.grade)
		.where(measure.unit.isin(units))
		.where(Criterion.any([risk.workflow_state.isnull(), risk.workflow_state != _RETIRED]))
		.orderby(measure.name)
	)


def _measure(source: str, row, due: datetime.date, completed: datetime.date | None) -> Found:
	open_still = code(v.MEASURE_STATUS, row.status) in OPEN or source == "measure_lapsed"
	ended = None if open_still else completed
	key = f"{source}:{row.name}:{due}"
	return Found(Cause(source, key, due, getdate(row.creation), row.grade, ended), row.description, _about_measure(row))


def _about_measure(row) -> dict[str, Any]:
	about = {field: row[field] for field in ("unit", "risk", "post", "grade")} | {"measure": row.name}
	return about | {"person": row.responsible_person, "source_doctype": MEASURE, "source_name": row.name}


def _recent(cause: Cause, since: datetime.date) -> bool:
	return cause.ended is None or cause.ended >= since


def _not_ended(measure):
	return measure.status.notin(_english(v.MEASURE_STATUS, ENDED))


def _english(vocabulary: v.Vocabulary, codes: Iterable[str]) -> list[str]:
	return [english(vocabulary, code) for code in codes]
