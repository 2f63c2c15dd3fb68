"""Real background workers with a queue of their own, to be killed at will, and a look at what the database is doing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import frappe
import psutil
import pymysql

from tests.site.servers import ROOT_PASSWORD, free_port

PATIENCE = 90  # seconds


class Redis:
	"""A Redis server that can be stopped."""

	def __init__(self, folder: Path) -> None:
		self.port = free_port()
		command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
		self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)

	@property
	def address(self) -> str:
		return f"redis://127.0.0.1:{self.port}"

	def stop(self) -> None:
		self.process.terminate()
		self.process.wait(timeout=PATIENCE)


class Bench:
	"""Commands and workers of a site whose cache and queue are on a Redis of their own."""

	def __init__(self, sites: Path, site: str, redis: Redis) -> None:
		self.sites, self.site = sites, site
		self.environment = os.environ | {"FRAPPE_REDIS_QUEUE": redis.address, "FRAPPE_REDIS_CACHE": redis.address}

	def call(self, method: str, **arguments) -> subprocess.CompletedProcess:
		"""What `bench execute` does, as Administrator."""
		told = ["--site", self.site, "execute", method, "--kwargs", repr(arguments)]
		return subprocess.run(
			self._command(*told), cwd=self.sites, env=self.environment, capture_output=True, text=True, check=False
		)

	@contextmanager
	def worker(self) -> Iterator[psutil.Process]:
		"""A worker of all queues; stopped afterwards where it still runs."""
		with (self.sites.parent / "logs" / "import-worker.log").open("ab") as log:
			command = self._command("worker", "--queue", "default,long")
			worker = subprocess.Popen(command, cwd=self.sites, env=self.environment, stdout=log, stderr=log)
		try:
			yield psutil.Process(worker.pid)
		finally:
			kill(psutil.Process(worker.pid)) if worker.poll() is None else None
			worker.wait(timeout=PATIENCE)

	def _command(self, *arguments: str) -> list[str]:
		return [sys.executable, "-m", "frappe.utils.bench_helper", "frappe", *arguments]


def kill(worker: psutil.Process) -> None:
	"""Without a warning, as a power cut does it: the worker and the process that has its job."""
	for process in (*worker.children(recursive=True), worker):
		with suppress(psutil.NoSuchProcess):
			process.send_signal(signal.SIGKILL)


def wait_until(what: Callable[[], object], told: str = "") -> object:
	deadline = time.monotonic() + PATIENCE
	while time.monotonic() < deadline:
		if found := what():
			return found
		time.sleep(0.2)
	raise AssertionError(f"nothing came of waiting: {told or what}")


@contextmanager
def as_root() -> Iterator[pymysql.cursors.Cursor]:
	"""The database server's administrator."""
	where = {"host": frappe.conf.db_host or "127.0.0.1", "port": int(frappe.conf.db_port or 3306)}
	with pymysql.connect(user="root", password=ROOT_PASSWORD, autocommit=True, **where) as connection:
		yield connection.cursor()


def connection_stuck_in_writing() -> int | None:
	"""The connection to the site's database that has written something and now waits for somebody's lock."""
	with as_root() as cursor:
		cursor.execute(
			"select p.id from information_schema.innodb_trx t join information_schema.processlist p"
			" on p.id = t.trx_mysql_thread_id"
			" where t.trx_state = 'LOCK WAIT' and t.trx_rows_modified > 0 and p.db = %s",
			frappe.conf.db_name,
		)
		found = cursor.fetchone()
	return found[0] if found else None


def kill_connection(number: int) -> None:
	with as_root() as cursor:
		cursor.execute(f"kill {number:d}")


def checksums(leave_out: tuple[str, ...]) -> dict[str, int]:
	"""A checksum of every table of the site but these."""
	frappe.db.rollback()
	tables = [table for table in frappe.db.get_tables(cached=False) if table not in leave_out]
	names = ", ".join(f"`{table}`" for table in tables)
	return dict(frappe.db.sql(f"checksum table {names}"))
