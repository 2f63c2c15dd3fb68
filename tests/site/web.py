"""The platform's own web server on a throw-away site, for sessions over HTTP and for a browser."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.site.servers import free_port

PATIENCE = 60  # seconds


@contextmanager
def serving(site: str, sites: Path) -> Iterator[str]:
	"""The base address at which the site answers while the block runs."""
	port = free_port()
	command = [sys.executable, "-m", "frappe.utils.bench_helper", "frappe", "--site", site]
	log = sites.parent / "logs" / f"web-{port}.log"
	with log.open("wb") as output:
		server = subprocess.Popen(
			[*command, "serve", "--port", str(port), "--noreload"], cwd=sites, stdout=output, stderr=subprocess.STDOUT
		)
		try:
			address = f"http://127.0.0.1:{port}"
			_wait_until_it_answers(address, server, log)
			yield address
		finally:
			server.terminate()
			server.wait(timeout=PATIENCE)


def _wait_until_it_answers(address: str, server: subprocess.Popen, log: Path) -> None:
	deadline = time.monotonic() + PATIENCE
	while time.monotonic() < deadline and server.poll() is None:
		if _answers(address):
			return
		time.sleep(0.2)
	raise RuntimeError(f"the web server did not answer:\n{log.read_text(errors='replace')[-3000:]}")


def _answers(address: str) -> bool:
	try:
		urllib.request.urlopen(f"{address}/api/method/ping", timeout=5).close()
	except (urllib.error.URLError, ConnectionError, TimeoutError):
		return False
	return True
