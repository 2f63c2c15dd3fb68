"""The day's work of a job, put into the queue in parts: several workers on several machines share them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import frappe
from frappe.utils import nowdate

_APP = "lianzheng_risk"


def units_in_order() -> list[str]:
	"""All units, those that lie together next to each other."""
	return frappe.get_all("Integrity Unit", pluck="name", order_by="lft, name")


def queue_in_parts(method: str, job: str, at_once: int, listed: Mapping[str, Sequence], **same: object) -> None:
	"""Queue `method` for so many of the listed at a time: lists of one length, each an argument of its name.

	`job` names the work, within the day. A part that is queued already is not queued again. `same` goes to all parts.
	"""
	length = len(next(iter(listed.values())))
	for start in range(0, length, at_once):
		frappe.enqueue(
			method,
			queue="long",
			job_id=f"{_APP}_{job}_{nowdate()}_{start}",
			deduplicate=True,
			enqueue_after_commit=True,
			**same,
			**{argument: values[start : start + at_once] for argument, values in listed.items()},
		)
