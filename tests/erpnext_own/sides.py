"""The sites on which ERPNext's tests run. They begin as copies of one database, in which the test records are made already."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.erpnext_own.outcomes import Outcomes, outcomes_in
from tests.site.bench import CACHE, CHECKOUT, BenchError, overlay
from tests.site.images import copy_site, site_from_image, take_image
from tests.site.run import throw_away_bench
from tests.site.servers import running_servers

DOCTYPES = ("Purchase Order", "Purchase Invoice", "Payment Entry", "Journal Entry")
WITHOUT, OFF, ON = "without the app", "with the app, nothing watching", "with all rules watching"
SIDES = (WITHOUT, OFF, ON)
APP = "lianzheng_risk"
# Reports and output of the last run, to be looked at.
KEPT = CACHE / "own-tests"
# ERPNext's tests take it that mail can be sent; muted, none is.
_MAIL = {"auto_email_id": "test@example.com", "mail_server": "smtp.example.com", "mail_login": "test@example.com"}
_FIRST_SITE, _RECORDS = "own-tests.test", ".test_log"


@dataclass(frozen=True)
class Bench:
	python: Path
	home: Path

	@property
	def sites(self) -> Path:
		return self.home / "sites"

	def module(self, *command: str, output: Path | None = None, check: bool = True) -> str:
		environment = os.environ | {
			"FRAPPE_BENCH_ROOT": str(self.home),
			"PYTHONPATH": str(CHECKOUT),
			"PYTHONPYCACHEPREFIX": str(CACHE / "pycache"),
		}
		done = subprocess.run(
			[self.python, "-m", *command],
			cwd=self.sites,
			env=environment,
			stdout=subprocess.PIPE,
			stderr=subprocess.STDOUT if output else None,
			text=True,
			check=False,
		)
		if output:
			output.write_text(done.stdout)
		if check and done.returncode:
			raise BenchError(f"{' '.join(map(str, command))} ended with {done.returncode}; see {output or 'above'}")
		return done.stdout

	def command(self, *arguments: str, **how) -> str:
		return self.module("frappe.utils.bench_helper", "frappe", *arguments, **how)


@dataclass(frozen=True)
class Side:
	name: str
	site: str
	bench: Bench

	@property
	def folder(self) -> Path:
		return KEPT / self.site

	def run(self, doctype: str) -> Outcomes:
		report = self.folder / f"{doctype}.xml"
		self.bench.command(
			"--site", self.site, "run-tests", "--app", "erpnext", "--doctype", doctype, "--junit-xml-output", str(report),
			output=report.with_suffix(".txt"), check=False,
		)  # fmt: skip
		return outcomes_in(report)

	def afterwards(self) -> Sequence[str]:
		"""What the rules did meanwhile, where any watched: that they were there is part of the proof."""
		if self.name != ON:
			return ()
		return json.loads(self.bench.module("tests.erpnext_own.watching", self.site, "tell").splitlines()[-1])


@contextmanager
def prepared_sides(found: Path, doctypes: Sequence[str]) -> Iterator[list[Side]]:
	python = overlay(found)
	shutil.rmtree(KEPT, ignore_errors=True)
	with tempfile.TemporaryDirectory(prefix="lianzheng-own-") as folder, running_servers(Path(folder)) as servers:
		bench = Bench(python, throw_away_bench(Path(folder) / "bench", found, servers))
		_configure(bench, _MAIL)
		image = Path(folder) / "records.sql"
		_make_records(bench, image, doctypes)
		yield [_side(bench, image, place, name) for place, name in enumerate(SIDES)]


def _configure(bench: Bench, values: dict) -> None:
	config = bench.sites / "common_site_config.json"
	config.write_text(json.dumps(json.loads(config.read_text()) | values, indent=1))


def _make_records(bench: Bench, image: Path, doctypes: Sequence[str]) -> None:
	"""A run of no test makes the records that the tests of a DocType begin with."""
	print("making ERPNext's test records", flush=True)
	site = _FIRST_SITE
	new = ("new-site", site, "--db-root-password", "root", "--admin-password", "admin",
		"--mariadb-user-host-login-scope", "%", "--install-app", "erpnext")  # fmt: skip
	site_from_image(bench.sites, site, ["erpnext"], lambda: bench.command(*new))
	bench.module("tests.erpnext_own.gateway", site)
	KEPT.mkdir(parents=True, exist_ok=True)
	for doctype in doctypes:
		no_test = ("run-tests", "--app", "erpnext", "--doctype", doctype, "--test", "none")
		bench.command("--site", site, *no_test, output=KEPT / f"records of {doctype}.txt")
	take_image(image, bench.sites, site)


def _side(bench: Bench, image: Path, place: int, name: str) -> Side:
	side = Side(name, f"own-tests-{place}.test", bench)
	side.folder.mkdir(parents=True)
	copy_site(image, bench.sites, side.site)
	records = bench.sites / _FIRST_SITE / _RECORDS
	if records.exists():  # Frappe 15 notes there which it has made
		shutil.copy(records, bench.sites / side.site / _RECORDS)
	if name != WITHOUT:
		bench.command("--site", side.site, "install-app", APP)
	if name == ON:
		print(bench.module("tests.erpnext_own.watching", side.site, "begin").strip(), flush=True)
	return side
