"""The jobs that post what waits for a channel, repeat what failed, and give up what goes on failing."""

from __future__ import annotations

import datetime
from contextlib import suppress

import frappe
from frappe.model.document import Document
from frappe.utils import cint, get_url, get_url_to_form, now_datetime, strip_html
from redis.exceptions import RedisError

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.notices.payloads import Message, request_for
from lianzheng_risk.core.notices.retrying import ATTEMPTS, next_attempt
from lianzheng_risk.core.notices.words import KIND
from lianzheng_risk.notices import log
from lianzheng_risk.notices.posting import Outcome, post
from lianzheng_risk.risk_screening.language import lang_of_site, shown
from lianzheng_risk.setup.scoped import SCOPED
from lianzheng_risk.store.terms import code

_AT_ONCE = 200  # deliveries of one channel in one job
_FIELDS = [
	"name",
	"subject",
	"users",
	"attempts",
	"reference_doctype",
	"reference_name",
	"notice_key",
	"deadline",
]

CHANNEL_GONE = Text("该渠道已停用或删除", "This channel is no longer in use.")


def queue(channel: str) -> None:
	"""Have a worker deliver what waits for the channel, as soon as it is committed; one job at a time for each."""
	# Without a queue it waits for `deliver_due`: nobody's step fails for that.
	with suppress(RedisError):
		frappe.enqueue(
			"lianzheng_risk.notices.delivering.deliver",
			queue="default",
			timeout=1500,
			enqueue_after_commit=True,
			job_id=f"integrity-notices:{channel}",
			deduplicate=True,
			channel=channel,
		)


def deliver_due() -> None:
	"""Every few minutes: jobs for the channels for which something is due, a repeat or what no job was queued for."""
	for channel in frappe.get_all(log.DELIVERY, filters=_due(), pluck="channel", distinct=True, order_by="channel"):
		queue(channel)


def deliver(channel: str) -> int:
	"""In a job: post what is due, oldest first, each settled by itself. Answers how much was taken.

	A channel that cannot be reached is left alone until its next turn, so that it does not hold up a worker.
	"""
	found = frappe.get_all(log.CHANNEL, filters={"name": channel, "enabled": 1}, pluck="name")
	settings = frappe.get_doc(log.CHANNEL, channel) if found else None
	due = _due() | {"channel": channel}
	taken = 0
	for name in frappe.get_all(log.DELIVERY, filters=due, pluck="name", limit=_AT_ONCE, order_by="creation, name"):
		# Locked while it is posted. What another worker has in hand, or has meanwhile settled, is not found here.
		locked = {"for_update": True, "skip_locked": True, "as_dict": True}
		row = frappe.db.get_value(log.DELIVERY, due | {"name": name}, _FIELDS, **locked)
		if not row:
			continue
		outcome = _post(settings, row) if settings else None
		_settle(row, outcome, settings)
		frappe.db.commit()
		if outcome and not outcome.reached:
			break
		taken += bool(outcome and not outcome.refusal)
	return taken


def _due() -> dict:
	return {"status": log.WAITING, "channel": ["is", "set"], "next_attempt_on": ["<=", now_datetime()]}


def _post(channel: Document, row: frappe._dict) -> Outcome:
	kind = code(KIND, channel.kind)
	secret = channel.get_password("secret", raise_exception=False)
	return post(
		kind, request_for(kind, channel.url, secret, _message(row), datetime.datetime.now(datetime.timezone.utc))
	)


def _message(row: frappe._dict) -> Message:
	message = Message(
		row.notice_key,
		row.subject,
		get_url_to_form(row.reference_doctype, row.reference_name),
		tuple((row.users or "").split("\n")),
		row.deadline,
		row.reference_doctype,
		row.reference_name,
	)
	# Whoever reads along in a channel need not be one of those who may know.
	return message.veiled(get_url(), lang_of_site()) if SCOPED[row.reference_doctype].concerned else message


def _settle(row: frappe._dict, outcome: Outcome | None, channel: Document | None) -> None:
	now, attempts = now_datetime(), cint(row.attempts) + bool(outcome)
	told = outcome.refusal if outcome else CHANNEL_GONE
	if not told:
		values = {"status": log.SENT, "sent_on": now, "next_attempt_on": None}
	elif channel and (again := next_attempt(attempts, now, cint(channel.retries) or ATTEMPTS)):
		values = {"next_attempt_on": again}
	else:
		values = {"status": log.FAILED, "next_attempt_on": None}
	values |= {"attempts": attempts, "last_error": strip_html(shown(told)) if told else None}
	frappe.db.set_value(log.DELIVERY, row.name, values)
