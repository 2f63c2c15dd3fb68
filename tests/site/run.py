"""`python -m tests.site.run [PYTEST ARGUMENT …]`: the site suite on a real bench, or one plain line where there is none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.site.bench import CHECKOUT, BenchError, find_bench, overlay
from tests.site.parts import parts_of, run_in_parts
from tests.site.servers import ROOT_PASSWORD, Servers, running_servers

# What the platform's own apps translate is known only where they can be imported.
SUITE = ("tests/site", "tests/desk", "tests/metadata/test_translations.py")
NO_BENCH = "site suite not run: no bench at FRAPPE_BENCH or ~frappe/frappe-bench"


def main(arguments: list[str]) -> int:
	try:
		bench = find_bench()
		if bench is None:
			print(NO_BENCH)
			return 0
		print(f"site suite: bench {bench}", flush=True)
		python = overlay(bench)
		if not _names_tests(arguments) and len(parts := parts_of(SUITE)) > 1:
			return run_in_parts(parts, arguments)
		with tempfile.TemporaryDirectory(prefix="lianzheng-site-") as folder, running_servers(Path(folder)) as servers:
			home = throw_away_bench(Path(folder) / "bench", bench, servers)
			return run_pytest(python, home, arguments)
	except BenchError as problem:
		print(f"site suite FAILED to start: {problem}", file=sys.stderr)
		return 1


def throw_away_bench(home: Path, bench: Path, servers: Servers) -> Path:
	"""A bench folder that borrows the real bench's apps and assets but has sites, logs and locks of its own."""
	sites = home / "sites"
	for folder in (sites, home / "logs", home / "config"):
		folder.mkdir(parents=True)
	(home / "env").symlink_to(bench / "env")
	(home / "apps").mkdir()
	apps = [name for name in ("frappe", "erpnext") if (bench / "apps" / name).is_dir()]
	for name in apps:
		(home / "apps" / name).symlink_to(bench / "apps" / name)
	(home / "apps" / "lianzheng_risk").symlink_to(CHECKOUT)
	(sites / "apps.txt").write_text("\n".join([*apps, "lianzheng_risk"]) + "\n")
	(sites / "assets").mkdir()
	for asset in (bench / "sites" / "assets").iterdir():
		if asset.name != "lianzheng_risk":
			(sites / "assets" / asset.name).symlink_to(asset.resolve())
	(sites / "assets" / "lianzheng_risk").symlink_to(CHECKOUT / "lianzheng_risk" / "public")
	config = {
		"db_host": "127.0.0.1",
		"db_port": servers.mariadb_port,
		"root_login": "root",
		"root_password": ROOT_PASSWORD,
		"redis_cache": f"redis://127.0.0.1:{servers.redis_cache_port}",
		"redis_queue": f"redis://127.0.0.1:{servers.redis_queue_port}",
		"redis_socketio": f"redis://127.0.0.1:{servers.redis_queue_port}",
		"allow_tests": True,
		"developer_mode": 0,
		"mute_emails": 1,
	}
	(sites / "common_site_config.json").write_text(json.dumps(config, indent=1))
	return home


def run_pytest(python: Path, home: Path, arguments: list[str]) -> int:
	environment = os.environ | {
		"FRAPPE_BENCH_ROOT": str(home),
		"PYTHONPATH": str(CHECKOUT),
		# The bench may belong to another user: leave no byte code in it.
		"PYTHONPYCACHEPREFIX": str(CHECKOUT / ".cache" / "pycache"),
		"LIANZHENG_SITE_SUITE": str(home / "sites"),
	}
	named = [] if _names_tests(arguments) else SUITE
	command = [python, "-m", "pytest", "-p", "tests.site.sites", *arguments, *named]
	return subprocess.run(command, env=environment, cwd=CHECKOUT, check=False).returncode


def _names_tests(arguments: list[str]) -> bool:
	return any(argument.startswith("tests/") for argument in arguments)


if __name__ == "__main__":
	sys.exit(main(sys.argv[1:]))
