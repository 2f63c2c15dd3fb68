"""Work put into the queue: a job of its own, or the day's work in parts, which several workers on several machines share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import frappe
from frappe.utils import nowdate

_APP = "lianzheng_risk"


def units_in_order() -> list[str]:
	"""All units, those that lie together next to each other."""
	return frappe.get_all("Integrity Unit", pluck="name", order_by="lft, name")


def queue_once(method: str, job: str, **arguments: object) -> None:
	"""Queue `method` for when what is being stored is stored; where its `job` is queued already, no second one."""
	frappe.enqueue(
		method, queue="long", job_id=f"{_APP}_{job}", deduplicate=True, enqueue_after_commit=True, **arguments
	)


def queue_in_parts(method: str, job: str, at_once: int, listed: Mapping[str, Sequence], **same: object) -> None:
	"""Queue `method` for so many of the listed at a time: lists of one length, each an argument of its name.

	`job` names the work, within the day. A part that is queued already is not queued again. `same` goes to all parts.
	"""
	length = len(next(iter(listed.values())))
	for start in range(0, length, at_once):
		queue_once(
			method,
			f"{job}_{nowdate()}_{start}",
			**same,
			**{argument: values[start : start + at_once] for argument, values in listed.items()},
		)
