"""Throw-away sites for the site and the desk suite. Loaded by `python -m tests.site.run`, which supplies bench and servers."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import frappe
import pytest

from tests.site import caches
from tests.site.images import site_from_image

ERP_SITE = "erp.test"
PLAIN_SITE = "plain.test"
APP = "lianzheng_risk"


@pytest.fixture(scope="session")
def sites() -> Path:
	folder = Path(os.environ["LIANZHENG_SITE_SUITE"])
	os.chdir(folder)  # Frappe resolves sites, logs and assets from here
	return folder


@pytest.fixture(scope="session")
def bench(sites: Path) -> Callable[..., subprocess.CompletedProcess]:
	"""`bench(…)`: what `bench …` does at a prompt; the output is captured and shown where the command fails."""

	def run(*arguments: str, expect: int = 0) -> subprocess.CompletedProcess:
		command = [sys.executable, "-m", "frappe.utils.bench_helper", "frappe", *map(str, arguments)]
		done = subprocess.run(command, cwd=sites, capture_output=True, text=True, check=False)
		assert done.returncode == expect, f"bench {' '.join(map(str, arguments))}\n{done.stdout}\n{done.stderr}"
		return done

	return run


def _new_site(bench: Callable, name: str, *apps: str) -> str:
	"""The platform's own apps come as an image; ours is installed there as an administrator does it."""
	platform = [app for app in apps if app != APP]
	install = [argument for app in platform for argument in ("--install-app", app)]

	def make() -> None:
		bench("new-site", name, "--db-root-password", "root", "--admin-password", "admin",
			"--mariadb-user-host-login-scope", "%", *install)  # fmt: skip

	site_from_image(Path(os.environ["LIANZHENG_SITE_SUITE"]), name, platform, make)
	if APP in apps:
		bench("--site", name, "install-app", APP)
	return name


@pytest.fixture(scope="session")
def plain_site(bench: Callable) -> str:
	"""A site with Frappe alone, the app not yet installed."""
	return _new_site(bench, PLAIN_SITE)


@pytest.fixture(scope="session")
def erp_site(bench: Callable, sites: Path) -> str:
	"""A site with ERPNext (where the bench has it) and the app."""
	apps = [name for name in ("erpnext",) if name in (sites / "apps.txt").read_text().split()]
	return _new_site(bench, ERP_SITE, *apps, APP)


@contextmanager
def connected(site: str) -> Iterator[None]:
	"""The site, as Administrator, in this process; what is not committed is rolled back."""
	frappe.init(site, sites_path=".", force=True)
	frappe.connect()
	try:
		yield
	finally:
		frappe.db.rollback()
		caches.empty()
		frappe.destroy()


@pytest.fixture
def site(erp_site: str) -> Iterator[None]:
	with connected(erp_site):
		yield
