"""A MariaDB and two Redis servers of the suite's own: nothing to prepare, nothing shared, gone afterwards."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.site.bench import BenchError

ROOT_PASSWORD = "root"
START_SECONDS = 60


@dataclass(frozen=True)
class Servers:
	mariadb_port: int
	redis_cache_port: int
	redis_queue_port: int


@contextmanager
def running_servers(folder: Path) -> Iterator[Servers]:
	"""Servers on free loopback ports with their data below `folder`, stopped on leaving."""
	with ExitStack() as stack:
		yield Servers(
			mariadb_port=stack.enter_context(_mariadb(folder / "mariadb")),
			redis_cache_port=stack.enter_context(_redis(folder / "redis_cache")),
			redis_queue_port=stack.enter_context(_redis(folder / "redis_queue")),
		)


@contextmanager
def _mariadb(folder: Path) -> Iterator[int]:
	data, temporary, port = folder / "data", folder / "tmp", free_port()
	folder.mkdir(parents=True)
	temporary.mkdir()
	install = [
		program("mariadb-install-db", "mysql_install_db"),
		"--no-defaults",
		f"--datadir={data}",
		f"--tmpdir={temporary}",
		f"--user={folder.owner()}",
	]
	subprocess.run([*install, "--skip-test-db"], check=True, stdout=subprocess.DEVNULL)
	grant = folder / "grant.sql"
	grant.write_text(
		f"CREATE OR REPLACE USER 'root'@'%' IDENTIFIED BY '{ROOT_PASSWORD}';\n"
		"GRANT ALL PRIVILEGES ON *.* TO 'root'@'%' WITH GRANT OPTION;\n"
	)
	server = [
		program("mariadbd", "mysqld"),
		"--no-defaults",
		f"--user={folder.owner()}",
		f"--datadir={data}",
		# A server that starts clears away the temporary tables it finds, those of another that runs included.
		f"--tmpdir={temporary}",
		f"--socket={folder / 'mariadb.sock'}",
		f"--pid-file={folder / 'mariadb.pid'}",
		"--bind-address=127.0.0.1",
		f"--port={port}",
		f"--init-file={grant}",
		"--character-set-server=utf8mb4",
		"--collation-server=utf8mb4_unicode_ci",
		"--skip-name-resolve",
		"--innodb-buffer-pool-size=512M",
		# Throw-away data need not survive a crash.
		"--innodb-flush-log-at-trx-commit=0",
		"--innodb-doublewrite=0",
		"--skip-log-bin",
	]
	with _process(server, folder / "mariadb.log", port):
		yield port


@contextmanager
def _redis(folder: Path) -> Iterator[int]:
	folder.mkdir(parents=True)
	port = free_port()
	server = [program("redis-server"), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
	with _process(server, folder / "redis.log", port):
		yield port


@contextmanager
def _process(command: list[str], log: Path, port: int) -> Iterator[None]:
	with log.open("wb") as output:
		process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
		try:
			_wait_for(port, process, log)
			yield
		finally:
			process.terminate()
			process.wait(timeout=START_SECONDS)


def _wait_for(port: int, process: subprocess.Popen, log: Path) -> None:
	deadline = time.monotonic() + START_SECONDS
	while time.monotonic() < deadline:
		if process.poll() is not None:
			break
		with socket.socket() as probe:
			if probe.connect_ex(("127.0.0.1", port)) == 0:
				return
		time.sleep(0.1)
	tail = log.read_text(errors="replace")[-2000:]
	raise BenchError(f"{Path(process.args[0]).name} did not come up on port {port}:\n{tail}")


def free_port() -> int:
	with socket.socket() as probe:
		probe.bind(("127.0.0.1", 0))
		return probe.getsockname()[1]


def program(*names: str) -> str:
	"""Debian keeps servers in sbin, which is not on everybody's path."""
	for name in names:
		for found in (shutil.which(name), shutil.which(name, path="/usr/sbin:/usr/local/sbin")):
			if found:
				return found
	raise BenchError(f"there is a bench but no {names[0]}: install it")
