"""What a worker does with a queued import, and what stands on the import when it comes to nothing."""

from __future__ import annotations

import time
from collections.abc import Callable

import frappe
from frappe.model.document import Document
from frappe.translate import get_user_lang
from frappe.utils import now

from lianzheng_risk.risk_screening.register_import import failures, progress, work
from lianzheng_risk.risk_screening.register_import.liveness import Overtaken, claim, hold
from lianzheng_risk.risk_screening.register_import.progress import Teller
from lianzheng_risk.risk_screening.register_import.states import IMPORT, JOBS, Job

_WORK: dict[str, Callable[[Document, Teller], None]] = {
	"check": work.check,
	"write": work.write,
	"take_back": work.take_back,
}
# A database that is being restarted is there again after a while.
_PAUSES = (0, 1, 2, 5, 10, 20)  # seconds


def run(name: str, code: str) -> None:
	"""Do the job that the import was queued for, as the session's user. A second run of the same job finds nothing to do.

	Whatever becomes of it stands on the import afterwards; only where even that cannot be written the error is raised.
	"""
	job = JOBS[code]
	if not claim(name, job):
		return
	frappe.local.lang = get_user_lang(frappe.session.user)
	try:
		hold(name, job)
		_WORK[code](frappe.get_doc(IMPORT, name), Teller(name))
	except Overtaken:
		frappe.db.rollback()
	except Exception as error:
		_fail(name, job, error)
	finally:
		progress.finish(name)


def _fail(name: str, job: Job, error: Exception) -> None:
	_undo(failures.lost_database(error))
	reason = failures.in_words(error)
	# The error may have come after all was written and settled.
	if frappe.db.get_value(IMPORT, name, "status", for_update=True) == job.running:
		frappe.db.set_value(IMPORT, name, {"status": job.failed, "finished_on": now(), "failure": reason})
	frappe.db.commit()


def _undo(lost: bool) -> None:
	"""Roll back; where the connection is lost the database has done so, and a new one is needed."""
	for pause in _PAUSES:
		time.sleep(pause)
		try:
			if lost:
				frappe.connect(set_admin_as_user=False)
			frappe.db.rollback()
			return
		except Exception as error:
			if not failures.lost_database(error):
				raise
			lost, last = True, error
	raise last
