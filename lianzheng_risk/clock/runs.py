"""Each run of a job of the clock, with what it looked at, changed and failed to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import frappe
from frappe.model.document import Document
from frappe.utils import add_days, now, nowdate

from lianzheng_risk.core.clock import JOB
from lianzheng_risk.store.terms import english

RUN = "Integrity Clock Run"
_KEPT_DAYS = 400


@dataclass
class Counts:
	looked_at: int = 0
	changed: int = 0
	failed: int = 0


@contextmanager
def logged(job: str, part: str = "") -> Iterator[Counts]:
	"""One run of a job of `core.clock.JOB`; `part` says which part of the site it was for.

	An error is kept after everything else was rolled back, and goes on.
	"""
	counts, started = Counts(), now()
	try:
		yield counts
	except Exception as error:
		frappe.db.rollback()
		_keep(job, part, started, counts, f"{type(error).__name__}: {error}"[:500])
		frappe.db.commit()  # nosemgrep: what was done is gone, that it failed must stay
		raise
	_keep(job, part, started, counts)


def each_for_itself(doctype: str, names: Iterable[str], work: Callable[[Document], int], counts: Counts) -> None:
	"""`work` answers how much it changed; a document with which it fails is logged and left for the next run."""
	for name in names:
		frappe.db.savepoint("one_document")
		try:
			counts.looked_at += 1
			counts.changed += int(work(frappe.get_doc(doctype, name, for_update=True)))
		except frappe.DoesNotExistError:  # deleted since it was queued
			frappe.db.rollback(save_point="one_document")
		except Exception:
			frappe.db.rollback(save_point="one_document")
			frappe.log_error("The clock failed with a document", reference_doctype=doctype, reference_name=name)
			counts.failed += 1


def span(names: list[str]) -> str:
	"""How a part of a site is called: its first and its last document."""
	return " … ".join(dict.fromkeys([*names[:1], *names[-1:]]))


def _keep(job: str, part: str, started: str, counts: Counts, error: str | None = None) -> None:
	run = {"doctype": RUN, "job": english(JOB, job), "day": nowdate(), "part": part[:140], "error": error}
	frappe.get_doc(run | vars(counts) | {"started_on": started, "ended_on": now()}).insert(ignore_permissions=True)


def remove_old() -> None:
	frappe.db.delete(RUN, {"day": ["<", add_days(nowdate(), -_KEPT_DAYS)]})
