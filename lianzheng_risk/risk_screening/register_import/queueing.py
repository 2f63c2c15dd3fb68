"""Jobs into the queue: an import whose job cannot be queued stays where it was."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import get_datetime, now
from frappe.utils.background_jobs import is_job_enqueued
from redis.exceptions import RedisError

from lianzheng_risk.risk_screening.register_import.states import IMPORT, Job

_RUN = "lianzheng_risk.risk_screening.register_import.job.run"
_KEPT = ["status", "started_on", "queued_on", "finished_on", "failure"]


class ImportStateError(frappe.ValidationError):
	pass


class QueueDown(frappe.ValidationError):
	pass


def start(name: str, job: Job, **values: object) -> None:
	"""Queue a job for an import, as the session's user, and note these values with it. Commits.

	Raises ImportStateError where the import is not in a status that the job starts from, QueueDown where there is no queue.
	"""
	# A row that a job holds locked is not waited for: its status says enough.
	_check_status(frappe.db.get_value(IMPORT, name, "status"), job)
	before = frappe.db.get_value(IMPORT, name, [*_KEPT, *values], as_dict=True, for_update=True)
	_check_status(before.status, job)
	queued_on = now()
	queued = {"status": job.waiting, "queued_on": queued_on, "started_on": None, "finished_on": None, "failure": None}
	frappe.db.set_value(IMPORT, name, {**queued, **values})
	# A worker may have the job before this request is over: the status must be there by then.
	frappe.db.commit()
	try:
		frappe.enqueue(
			_RUN,
			queue=job.queue,
			timeout=job.minutes * 60,
			job_id=_job_id(name, queued_on),
			name=name,
			code=job.code,
		)
	except Exception as error:
		frappe.db.set_value(IMPORT, name, dict(before))
		frappe.db.commit()
		if isinstance(error, RedisError):
			frappe.throw(
				_(
					"The task queue cannot be reached, so nothing was started. Please try again later, or ask the system administrator."
				),
				QueueDown,
			)
		raise


def _check_status(status: str, job: Job) -> None:
	if status not in job.starts_from:
		told = _("This is not possible: the import is {0}. Please reload the page.")
		frappe.throw(told.format(_(status, context=IMPORT)), ImportStateError)


def is_queued(name: str, queued_on: object) -> bool:
	"""Whether the queue has the job, or a worker does. Raises RedisError where there is no queue."""
	return is_job_enqueued(_job_id(name, queued_on))


def _job_id(name: str, queued_on: object) -> str:
	return f"{frappe.scrub(IMPORT)}:{name}:{get_datetime(queued_on).isoformat()}"
