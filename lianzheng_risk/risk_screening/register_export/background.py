"""Exports in the background: one of a kind per user at a time; the file and a notice of it for who asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import frappe
from frappe import _
from frappe.desk.doctype.notification_log.notification_log import make_notification_logs
from frappe.utils import escape_html
from frappe.utils.background_jobs import is_job_enqueued
from redis.exceptions import RedisError

from lianzheng_risk.risk_screening.register_export.failures import in_words
from lianzheng_risk.store.exporting import files

MINUTES = 60
_REMEMBERED = 24 * 3600  # seconds


class ExportUnderWay(frappe.ValidationError):
	pass


class QueueDown(frappe.ValidationError):
	pass


def start(method: str, key: str, **arguments: object) -> None:
	"""Queue a job that runs as the session's user once the request is over. Raises ExportUnderWay, QueueDown."""
	try:
		if is_job_enqueued(_job_id(key)):
			frappe.throw(
				_("This export is under way already. You will be notified as soon as the file is ready."),
				ExportUnderWay,
			)
		frappe.enqueue(
			method,
			queue="long",
			timeout=MINUTES * 60,
			job_id=_job_id(key),
			deduplicate=True,
			enqueue_after_commit=True,
			lang=frappe.local.lang,
			**arguments,
		)
	except RedisError:
		frappe.throw(
			_(
				"The task queue cannot be reached, so the export was not started. Please try again later, or ask the system administrator."
			),
			QueueDown,
		)
	tell(key, state="queued")


def produce(key: str, title: str, extension: str, write: Callable[[Path], object]) -> None:
	"""In the job: write the file, keep it for the session's user and say so, or say why not. Commits."""
	try:
		file = files.keep(title, extension, write)
		_notify(_("“{0}” is ready. It can be downloaded until {1}.").format(title, files.kept_until()), file.file_url)
		frappe.db.commit()
	except Exception as error:
		frappe.db.rollback()
		why = in_words(error)
		_notify(_("“{0}” could not be exported: {1}").format(title, why))
		frappe.db.commit()
		tell(key, state="failed", why=why)
		return
	tell(key, state="done", file_url=file.file_url, until=files.kept_until())


def tell(key: str, **standing: object) -> None:
	"""Remember how far an export of the session's user is; without Redis nothing is told and nothing else changes."""
	frappe.cache.set_value(_cache_key(key), standing, expires_in_sec=_REMEMBERED)


def standing(key: str) -> dict:
	"""What was told last; "lost" where the queue knows nothing of an export said to be under way."""
	told = frappe.cache.get_value(_cache_key(key), expires=True) or {"state": "unknown"}
	if told["state"] in ("queued", "reading", "writing") and not _is_alive(key):
		told = frappe.cache.get_value(_cache_key(key), expires=True) or told
		return told if told["state"] in ("done", "failed") else {"state": "lost"}
	return told


def _is_alive(key: str) -> bool:
	try:
		return is_job_enqueued(_job_id(key))
	except RedisError:
		return False


def _job_id(key: str) -> str:
	return f"lianzheng_export:{frappe.session.user}:{key}"


def _cache_key(key: str) -> str:
	return _job_id(key)


def _notify(subject: str, link: str | None = None) -> None:
	notice = {"type": "Alert", "subject": escape_html(subject), "from_user": frappe.session.user, "link": link}
	make_notification_logs(frappe._dict(notice), [frappe.db.get_value("User", frappe.session.user, "email")])
