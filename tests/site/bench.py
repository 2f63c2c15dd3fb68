"""Where the bench is, and an environment in which its Frappe, this checkout and pytest can be imported together."""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
CACHE = CHECKOUT / ".cache"
# The desk suite drives the machine's own Chromium: no browser is downloaded.
TOOLS = ("pytest>=8", "playwright>=1.50", "time-machine>=2.13")


class BenchError(Exception):
	"""A bench was named or found but cannot be used; the message says why."""


def find_bench() -> Path | None:
	"""The bench of FRAPPE_BENCH, else of the user frappe, else None. Raises BenchError if the named one is none."""
	named = os.environ.get("FRAPPE_BENCH")
	bench = Path(named or "~frappe/frappe-bench")
	if not named:
		try:
			bench = bench.expanduser()
		except RuntimeError:  # no such user on this machine
			return None
	if (bench / "env" / "bin" / "python").exists() and (bench / "apps" / "frappe").is_dir():
		return bench
	if named:
		raise BenchError(f"FRAPPE_BENCH={named} is not a bench: it has no env/bin/python or no apps/frappe")
	return None


def overlay(bench: Path) -> Path:
	"""A virtual environment on top of the bench's own, with this app's requirements and the tools of the suites; the
	bench stays as it is.

	Returns its python. It is made once for a bench and a set of requirements.
	"""
	requirements = (CHECKOUT / "requirements.txt").read_bytes()
	stamp = hashlib.sha256(" ".join((str(bench), *TOOLS)).encode() + requirements).hexdigest()[:12]
	folder = CACHE / f"site-env-{stamp}"
	python = folder / "bin" / "python"
	ready = folder / "ready"
	if ready.exists():
		return python
	bench_python = bench / "env" / "bin" / "python"
	subprocess.run([bench_python, "-m", "venv", "--clear", folder], check=True)
	site_packages = _site_packages(python)
	(site_packages / "bench.pth").write_text(f"import site; site.addsitedir({str(_site_packages(bench_python))!r})\n")
	pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
	subprocess.run([*pip, "--requirement", CHECKOUT / "requirements.txt", *TOOLS], check=True)
	ready.touch()
	return python


def _site_packages(python: Path) -> Path:
	code = "import sysconfig; print(sysconfig.get_path('purelib'))"
	return Path(subprocess.run([python, "-c", code], check=True, capture_output=True, text=True).stdout.strip())
