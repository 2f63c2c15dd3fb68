"""A site on a bench's apps for one benchmark, with servers of its own, thrown away afterwards."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.site.bench import CHECKOUT, overlay
from tests.site.run import throw_away_bench
from tests.site.servers import ROOT_PASSWORD, running_servers

Run = Callable[..., str]


@contextmanager
def throw_away_site(bench: Path, name: str, *apps: str) -> Iterator[tuple[Path, Run]]:
	"""The folder of its servers, and `run(module, *arguments)`, which answers what the module printed."""
	python = overlay(bench)
	with tempfile.TemporaryDirectory(prefix="lianzheng-bench-") as folder, running_servers(Path(folder)) as servers:
		home = throw_away_bench(Path(folder) / "bench", bench, servers)
		environment = os.environ | {
			"FRAPPE_BENCH_ROOT": str(home),
			"PYTHONPATH": str(CHECKOUT),
			"PYTHONPYCACHEPREFIX": str(CHECKOUT / ".cache" / "pycache"),
		}

		def run(*command: str) -> str:
			done = subprocess.run(
				[python, "-m", *command],
				cwd=home / "sites",
				env=environment,
				stdout=subprocess.PIPE,
				check=True,
				text=True,
			)
			return done.stdout

		print("making a site", flush=True)
		installed = [part for app in apps for part in ("--install-app", app)]
		run("frappe.utils.bench_helper", "frappe", "new-site", name, "--db-root-password", ROOT_PASSWORD,
			"--admin-password", "admin", "--mariadb-user-host-login-scope", "%", *installed)  # fmt: skip
		yield Path(folder), run
