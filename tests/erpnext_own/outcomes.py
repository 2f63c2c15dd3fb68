"""What became of tests, as JUnit's XML tells it, and where two runs differ."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

# A test to what became of it.
Outcomes = dict[str, str]
NOT_RUN = "not run"
_SAID = {"failure": "failed", "error": "error", "skipped": "skipped"}


def outcomes_in(report: Path) -> Outcomes:
	"""Empty where the run ended before it wrote anything: then its tests are missing, which is a difference."""
	if not report.exists() or not report.stat().st_size:
		return {}
	return {
		f"{case.get('classname')}.{case.get('name')}": next(
			(_SAID[part.tag] for part in case if part.tag in _SAID), "passed"
		)
		for case in ET.parse(report).iter("testcase")
	}


def differences(base: Outcomes, other: Outcomes) -> list[str]:
	"""One line for each test that did not come out as in `base`, those missing on one side included."""
	told = []
	for test in sorted(base.keys() | other.keys()):
		before, now = base.get(test, NOT_RUN), other.get(test, NOT_RUN)
		if before != now:
			told.append(f"{test}: {before} → {now}")
	return told
