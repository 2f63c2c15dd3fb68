"""Worker, database connection or Redis lost in the middle of writing: the site is as before, and the import says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import frappe
import pytest
from frappe.model.document import Document

from lianzheng_risk.risk_screening.register_import import liveness
from lianzheng_risk.risk_screening.register_import.states import IMPORT
from tests.site.sites import connected
from tests.site.traces import no_trace_left
from tests.site.wizard import CODE, RISK, checked, open_the_bureau, outcome, usual
from tests.site.workers import (
	Bench,
	Redis,
	checksums,
	connection_stuck_in_writing,
	kill,
	kill_connection,
	wait_until,
)

ENDPOINTS = "lianzheng_risk.risk_screening.register_import.endpoints"
# The import itself, the numbers that its new codes came from, and what the platform writes by the way.
MAY_CHANGE = (
	f"tab{IMPORT}",
	"tabSeries",
	"tabError Log",
	"tabSessions",
	"tabScheduled Job Log",
	"tabScheduled Job Type",
	"tabFile",
	"tabComment",
	"tabSingles",
	"tabDefaultValue",
	"tabActivity Log",
)


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[Redis]:
	server = Redis(tmp_path)
	yield server
	server.stop()


@pytest.fixture
def queue(sites: Path, erp_site: str, redis: Redis) -> Bench:
	return Bench(sites, erp_site, redis)


@pytest.fixture
def ready(erp_site: str, queue: Bench) -> Iterator[Document]:
	"""An import of one changed and two new risk points, checked; checking by a worker is in the last of these tests."""
	with no_trace_left(erp_site), connected(erp_site):
		open_the_bureau()
		document = checked(usual())
		frappe.db.commit()
		document = now_of(document)
		assert outcome(document) == (2, 1, 0, 0)
		yield document


def now_of(document: Document) -> Document:
	frappe.db.rollback()
	return frappe.get_doc(IMPORT, document.name)


def confirm(queue: Bench, document: Document) -> None:
	called = queue.call(f"{ENDPOINTS}.confirm", name=document.name, fingerprint=document.fingerprint)
	assert called.returncode == 0, called.stderr


@contextmanager
def stuck_in_writing() -> Iterator[None]:
	"""Whoever writes the new risk points gets no further while the block runs: the one to be changed is locked."""
	own = frappe.local.db
	frappe.connect(set_admin_as_user=False)
	locking = frappe.local.db
	locking.get_value(RISK, CODE, "name", for_update=True)
	frappe.local.db = own
	try:
		yield
	finally:
		locking.rollback()
		locking.close()


def over(document: Document) -> Document | None:
	"""The import once it is over, looked after as the scheduler does it."""
	frappe.db.rollback()
	liveness.look_after(document.name)
	found = now_of(document)
	return found if found.status not in ("Queued", "Importing") else None


def risks() -> int:
	return frappe.db.count(RISK, {"unit": "RI-1"})


def test_the_worker_is_killed(ready: Document, queue: Bench) -> None:
	before = checksums(MAY_CHANGE)
	confirm(queue, ready)
	with stuck_in_writing(), queue.worker() as worker:
		wait_until(connection_stuck_in_writing, "the writing")
		assert now_of(ready).status == "Importing"
		kill(worker)
	failed = wait_until(lambda: over(ready), "the end")
	assert failed.status == "Failed"
	assert "导入中断" in failed.failure or "broken off" in failed.failure
	assert checksums(MAY_CHANGE) == before


def test_the_connection_to_the_database_is_killed(ready: Document, queue: Bench) -> None:
	before = checksums(MAY_CHANGE)
	confirm(queue, ready)
	with queue.worker():
		with stuck_in_writing():
			kill_connection(wait_until(connection_stuck_in_writing, "the writing"))
		failed = wait_until(lambda: over(ready), "the end")
	assert failed.status == "Failed"
	assert "数据库的连接中断" in failed.failure or "connection to the database was lost" in failed.failure
	assert checksums(MAY_CHANGE) == before


def test_redis_stops_and_the_worker_writes_on(ready: Document, queue: Bench, redis: Redis) -> None:
	"""Writing needs no Redis: nobody is told how far it is, and in the end everything is there and says so."""
	confirm(queue, ready)
	with queue.worker():
		with stuck_in_writing():
			wait_until(connection_stuck_in_writing, "the writing")
			redis.stop()
		done = wait_until(lambda: over(ready), "the end")
	assert (done.status, done.failure) == ("Done", None)
	assert (risks(), frappe.db.get_value(RISK, CODE, "manifestation")) == (3, "改过的表现")


def test_there_is_no_queue_to_begin_with(ready: Document, queue: Bench, redis: Redis) -> None:
	redis.stop()
	before = checksums(MAY_CHANGE)
	called = queue.call(f"{ENDPOINTS}.confirm", name=ready.name, fingerprint=ready.fingerprint)
	assert called.returncode != 0
	assert "QueueDown" in called.stderr
	assert (now_of(ready).status, checksums(MAY_CHANGE)) == ("Checked", before)


def test_after_a_fault_the_same_import_goes_through(ready: Document, queue: Bench) -> None:
	confirm(queue, ready)
	with stuck_in_writing(), queue.worker() as worker:
		wait_until(connection_stuck_in_writing, "the writing")
		kill(worker)
	assert wait_until(lambda: over(ready), "the end").status == "Failed"
	assert queue.call(f"{ENDPOINTS}.check", name=ready.name).returncode == 0
	with queue.worker():
		again = wait_until(lambda: now_of(ready).status == "Checked" and now_of(ready), "the second check")
		confirm(queue, again)
		done = wait_until(lambda: over(ready), "the second writing")
	assert (done.status, risks()) == ("Done", 3)
