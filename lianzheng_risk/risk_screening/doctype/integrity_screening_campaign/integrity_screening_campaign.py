from __future__ import annotations

import datetime

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, format_date, getdate, now

from lianzheng_risk.core.campaign.schedule import Planned, due_dates, first_out_of_order
from lianzheng_risk.core.campaign.words import DAYS_SETTING, PHASE, PHASES
from lianzheng_risk.risk_screening.screening.posts import enqueue_follow, follow_status
from lianzheng_risk.risk_screening.screening.progress import open_posts, totals
from lianzheng_risk.risk_screening.screening.reminders import close_assignments
from lianzheng_risk.store import screenings as store
from lianzheng_risk.store.workdays import holidays_of_site


class CampaignPhasesError(frappe.ValidationError):
	pass


class CampaignStateError(frappe.ValidationError):
	pass


class IntegrityScreeningCampaign(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from lianzheng_risk.risk_screening.doctype.integrity_campaign_phase.integrity_campaign_phase import (
			IntegrityCampaignPhase,
		)

		close_reason: DF.SmallText | None
		closed_by: DF.Link | None
		closed_on: DF.Datetime | None
		instructions: DF.SmallText | None
		phases: DF.Table[IntegrityCampaignPhase]
		reminders: DF.Check
		reviewers_reminded_on: DF.Date | None
		start_date: DF.Date
		started_by: DF.Link | None
		started_on: DF.Datetime | None
		status: DF.Literal["Planned", "Running", "Closed"]
		title: DF.Data
		unit: DF.Link
		year: DF.Int
	# end: auto-generated types

	def onload(self):
		may_write = frappe.has_permission(self.doctype, "write", doc=self)
		self.set_onload("may_change", self.status != "Closed" and may_write)

	def validate(self):
		self.validate_that_it_is_not_closed()
		self.fill_phases()
		self.validate_phases()
		self.set_due_dates()
		self.validate_order_of_due_dates()

	def on_trash(self):
		if self.status != "Planned":
			frappe.throw(_("Only a campaign that was never started can be deleted."), CampaignStateError)

	def validate_that_it_is_not_closed(self):
		before = self.get_doc_before_save()
		if before and before.status == "Closed":
			frappe.throw(_("The campaign is closed and cannot be changed any more."), CampaignStateError)

	def fill_phases(self):
		if self.phases:
			return
		settings = frappe.get_cached_doc("Integrity Risk Settings")
		for phase in PHASES:
			skipped = phase == "peer_review" and not settings.peer_review_required
			if not skipped:
				days = cint(settings.get(DAYS_SETTING[phase]))
				self.append("phases", {"phase": PHASE.label(phase, "en"), "workdays": days})

	def validate_phases(self):
		order = [PHASES.index(PHASE.find(row.phase).code) for row in self.phases]
		if order != sorted(set(order)):
			frappe.throw(_("Please list each phase once, in the order of the approval path."), CampaignPhasesError)

	def set_due_dates(self):
		"""What was changed, and what follows on it, is counted anew; a date typed in this time stands."""
		changed = self.first_changed_phase()
		planned = [
			Planned(cint(row.workdays), getdate(row.due_date) if at < changed or self.is_due_typed(row) else None)
			for at, row in enumerate(self.phases)
		]
		for row, due in zip(self.phases, due_dates(self.start(), planned, holidays_of_site()), strict=True):
			row.due_date = due

	def first_changed_phase(self) -> int:
		before = self.get_doc_before_save()
		if not before or getdate(before.start_date) != self.start():
			return 0
		known = {row.name: row for row in before.phases}
		return next((at for at, row in enumerate(self.phases) if self.is_changed(row, known)), len(self.phases))

	def is_changed(self, row, known: dict) -> bool:
		was = known.get(row.name)
		return not was or not row.due_date or was.workdays != cint(row.workdays) or self.is_due_typed(row)

	def is_due_typed(self, row) -> bool:
		"""Whether somebody chose the due date rather than have it counted."""
		before = self.get_doc_before_save()
		was = next((old for old in before.phases if old.name == row.name), None) if before else None
		return bool(row.due_date) and getdate(row.due_date) != (getdate(was.due_date) if was else None)

	def validate_order_of_due_dates(self):
		wrong = first_out_of_order(self.start(), [getdate(row.due_date) for row in self.phases])
		if wrong is not None:
			row = self.phases[wrong]
			frappe.throw(
				_("Row #{0}: {1} is due on {2}, before what comes first. Please correct the dates.").format(
					row.idx, _(row.phase, context=row.doctype), format_date(row.due_date)
				),
				CampaignPhasesError,
			)

	def start(self) -> datetime.date:
		return getdate(self.start_date)

	def due_of_phases(self) -> dict[str, datetime.date]:
		"""The due date of each phase, by its code; a phase that is left out falls due with the next one."""
		listed = {PHASE.find(row.phase).code: getdate(row.due_date) for row in self.phases}
		dues, following = {}, max(listed.values())
		for phase in reversed(PHASES):
			following = dues[phase] = listed.get(phase, following)
		return dues


def _to_change(name: str, status: str) -> IntegrityScreeningCampaign:
	"""The campaign, where the session's user may change it and it has the status."""
	campaign = frappe.get_doc("Integrity Screening Campaign", name)
	campaign.check_permission("write")
	if campaign.status != status:
		frappe.throw(
			_("This is not possible: the campaign is {0}.").format(_(campaign.status, context=campaign.doctype)),
			CampaignStateError,
		)
	return campaign


@frappe.whitelist()
def count_posts(name: str) -> int:
	"""How many posts the campaign would reach if it started now."""
	return len(store.posts_in_scope(_to_change(name, "Planned")))


@frappe.whitelist(methods=["POST"])
def start(name: str) -> int:
	"""Start the campaign; how many posts it reaches. Raises CampaignStateError where there is none."""
	campaign = _to_change(name, "Planned")
	posts = len(store.posts_in_scope(campaign))
	if not posts:
		frappe.throw(_("There is no post in this unit yet. Please record the posts first."), CampaignStateError)
	campaign.update({"status": "Running", "started_on": now(), "started_by": frappe.session.user})
	campaign.save()
	enqueue_follow(campaign.name, posts)
	return posts


@frappe.whitelist(methods=["POST"])
def close(name: str, reason: str | None = None) -> None:
	"""Close the campaign. Raises CampaignStateError where posts are open and no reason is given."""
	campaign = _to_change(name, "Running")
	left = open_posts(campaign.name)["count"]
	if left and not (reason or "").strip():
		frappe.throw(
			_("{0} posts are not confirmed yet. Please give the reason for closing early.").format(left),
			CampaignStateError,
		)
	follow_status(campaign)
	closed = {"status": "Closed", "closed_on": now(), "closed_by": frappe.session.user, "close_reason": reason}
	campaign.update(closed)
	campaign.save()
	close_assignments(campaign.name)


@frappe.whitelist()
def get_totals(name: str) -> dict[str, int]:
	"""Posts by status, as the session's user may see them."""
	frappe.get_doc("Integrity Screening Campaign", name).check_permission("read")
	return totals(name)


@frappe.whitelist()
def get_open_posts(name: str) -> dict:
	"""How many posts are not confirmed yet, and the first of them."""
	frappe.get_doc("Integrity Screening Campaign", name).check_permission("write")
	return open_posts(name)
