"""Running mutants one after the other: a file that ends or stops the reading process is told of, and the run goes on."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
# The slowest file takes a tenth of that on an idle machine.
SECONDS_PER_FILE = 30
# Importing the libraries and making the sources, before the first file.
SECONDS_TO_START = 90


WORKER = (sys.executable, "-m", "tests.soak.worker")


def reports(
	seed: int, numbers: Iterable[int], command: Sequence[str] = WORKER, seconds: float = SECONDS_PER_FILE
) -> Iterator[dict]:
	"""What became of each mutant; `failure` stands in those that did not end in a result or a refusal."""
	with _Reader([*command, str(seed)], seconds) as reader:
		for number in numbers:
			yield reader.ask(number)


class _Reader:
	"""The reading process, replaced where it falls."""

	def __init__(self, command: list[str], seconds: float) -> None:
		self.command = command
		self.seconds = seconds
		self.process: subprocess.Popen | None = None
		self.asked = 0

	def __enter__(self) -> _Reader:
		return self

	def __exit__(self, *_) -> None:
		self._end()

	def ask(self, number: int) -> dict:
		if self.process is None:
			self._start()
		self.process.stdin.write(f"{number}\n")
		self.process.stdin.flush()
		line = self._answer(self.seconds if self.asked else SECONDS_TO_START)
		self.asked += 1
		if line.endswith("\n"):
			return json.loads(line)
		code = self._end()
		failure = f"no answer within {self.seconds} s" if code is None else f"the process ended with code {code}"
		return {"number": number, "failure": failure, "seconds": self.seconds}

	def _start(self) -> None:
		self.asked = 0
		self.process = subprocess.Popen(
			self.command,
			stdin=subprocess.PIPE,
			stdout=subprocess.PIPE,
			stderr=subprocess.DEVNULL,
			text=True,
			cwd=ROOT,
			env={**os.environ, "PYTHONHASHSEED": "0"},
		)

	def _answer(self, seconds: float) -> str:
		"""The next line of the report; empty where the process fell, or does not answer in time."""
		with selectors.DefaultSelector() as selector:
			selector.register(self.process.stdout, selectors.EVENT_READ)
			return self.process.stdout.readline() if selector.select(seconds) else ""

	def _end(self) -> int | None:
		"""End the process; its exit code where it had ended by itself."""
		if self.process is None:
			return None
		process, self.process = self.process, None
		process.stdin.close()
		try:
			return process.wait(1)
		except subprocess.TimeoutExpired:
			process.kill()
			process.wait()
			return None
		finally:
			process.stdout.close()


def summary(told: list[dict], slowest: int = 3) -> str:
	"""How many were read, refused and why; the slowest, the most memory that was in use at once; the failures."""
	lines = []
	for reader in ("register", "list", "check", "convert"):
		counts = Counter(report["verdicts"][reader] for report in told if reader in report.get("verdicts", ()))
		if counts:
			lines.append(f"{reader}: " + "; ".join(f"{count} {verdict}" for verdict, count in counts.most_common()))
	by_time = sorted(told, key=lambda report: -report["seconds"])[:slowest]
	lines.append("slowest: " + ", ".join(f"{it['number']} ({it['seconds']} s, {it.get('kind')})" for it in by_time))
	largest = max(told, key=lambda report: report.get("peak_mib", 0))
	lines.append(f"most memory: {largest.get('peak_mib')} MiB, first at {largest['number']}")
	failed = [report for report in told if "failure" in report]
	lines.append(f"{len(told)} files, {len(failed)} failures")
	lines += [f"{it['number']} ({it.get('source')}, {it.get('kind')}): {it['failure']}" for it in failed]
	return "\n".join(lines)
