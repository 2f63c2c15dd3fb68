"""The day's work of a job, put into the queue in parts: several workers on several machines share them."""

from __future__ import annotations

import frappe
from frappe.utils import nowdate

_APP = "lianzheng_risk"


def units_in_order() -> list[str]:
	"""All units, those that lie together next to each other."""
	return frappe.get_all("Integrity Unit", pluck="name", order_by="lft, name")


def queue_in_parts(method: str, job: str, at_once: int, **listed: list[str]) -> None:
	"""Queue `method` for so many of the listed names at a time, as its argument of that name.

	`job` is the code of `core.clock.JOB`. A part that is queued already is not queued again on the same day.
	"""
	[(argument, names)] = listed.items()
	for start in range(0, len(names), at_once):
		frappe.enqueue(
			method,
			queue="long",
			job_id=f"{_APP}_{job}_{nowdate()}_{start}",
			deduplicate=True,
			enqueue_after_commit=True,
			**{argument: names[start : start + at_once]},
		)
