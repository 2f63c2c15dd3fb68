"""Whether the worker that has an import is alive: it holds the import's row locked for as long as it lives.

The database lets go of the row when the worker dies, loses its connection or the machine stops, whatever becomes of Redis.
So a row that can be locked although a job is said to run on it is a job that died, and what it wrote went with it.
"""

from __future__ import annotations

import time

import frappe
from frappe import _
from frappe.utils import get_datetime, now, now_datetime
from redis.exceptions import RedisError

from lianzheng_risk.risk_screening.register_import import progress
from lianzheng_risk.risk_screening.register_import.queueing import is_queued
from lianzheng_risk.risk_screening.register_import.states import IMPORT, JOB_OF, Job

_FIELDS = ["status", "started_on", "queued_on"]
# A worker that begins has let go of the row for a moment; whoever looks into the status has it for a moment.
_PAUSE = 0.5  # seconds
_ATTEMPTS = 20
# From the queue into the hands of a worker, during which neither queue nor row tells of a job.
_ON_THE_WAY = 60  # seconds


class Overtaken(Exception):
	"""Somebody else has decided over the import meanwhile; the job has nothing more to do."""


def claim(name: str, job: Job) -> bool:
	"""Make a queued job a running one; False where it is running, done or given up already. Commits."""
	for _attempt in range(_ATTEMPTS):
		if row := _locked_at_once(name):
			mine = row.status == job.waiting and not row.started_on
			if mine:
				frappe.db.set_value(IMPORT, name, {"status": job.running, "started_on": now()})
			frappe.db.commit()
			return mine
		frappe.db.rollback()
		if not frappe.db.exists(IMPORT, name):
			return False
		time.sleep(_PAUSE)
	return False


def hold(name: str, job: Job) -> None:
	"""Lock the row until the transaction ends. Raises Overtaken where the job is no longer this worker's."""
	row = frappe.db.get_value(IMPORT, name, _FIELDS, as_dict=True, for_update=True)
	if not row or row.status != job.running or not row.started_on:
		raise Overtaken


def look_after(name: str) -> None:
	"""Put an import whose job died where it belongs, and say why. Commits where it does."""
	row = frappe.db.get_value(IMPORT, name, _FIELDS, as_dict=True)
	job = JOB_OF.get(row.status) if row else None
	if job and (_died(name) if row.started_on else _vanished(name, row.queued_on)):
		_give_up(name, job, bool(row.started_on))


def _died(name: str) -> bool:
	return _is_free(name) and not time.sleep(_PAUSE) and _is_free(name)


def _is_free(name: str) -> bool:
	free = bool(_locked_at_once(name))
	frappe.db.rollback()
	return free


def _vanished(name: str, queued_on: str | None) -> bool:
	"""Whether a job that no worker has begun is not in the queue either. Without Redis that cannot be known."""
	if queued_on and (now_datetime() - get_datetime(queued_on)).total_seconds() < _ON_THE_WAY:
		return False
	try:
		return not is_queued(name, queued_on)
	except RedisError:
		return False


def _give_up(name: str, job: Job, began: bool) -> None:
	row = _locked_at_once(name)
	if row and JOB_OF.get(row.status) is job and bool(row.started_on) == began:
		frappe.db.set_value(IMPORT, name, {"status": job.failed, "finished_on": now(), "failure": _reason(job, began)})
		frappe.db.commit()
		progress.finish(name)
	else:
		frappe.db.rollback()


def _reason(job: Job, began: bool) -> str:
	lang = frappe.db.get_default("lang")
	if not began:
		return _(
			"The task was lost from the queue before it began, perhaps when the server was restarted. Nothing was written. Please try again.",
			lang=lang,
		)
	reasons = {
		"check": _(
			"The check was broken off: the server was restarted, ran out of memory or lost the database. Nothing was written. Please check the file again.",
			lang=lang,
		),
		"write": _(
			"The import was broken off: the server was restarted, ran out of memory or lost the database. Nothing was written. Please check the file again and confirm once more.",
			lang=lang,
		),
		"take_back": _(
			"Taking the import back was broken off: the server was restarted, ran out of memory or lost the database. The import stands as it was. Please try again.",
			lang=lang,
		),
	}
	return reasons[job.code]


def _locked_at_once(name: str) -> frappe._dict | None:
	"""The row, locked until the transaction ends; None where somebody else has it."""
	return frappe.db.get_value(IMPORT, name, _FIELDS, as_dict=True, for_update=True, skip_locked=True)
