"""The site suite runs in parts: every file of it in exactly one."""

from __future__ import annotations

import os

import pytest

from tests.metadata.files import APP
from tests.site.parts import SECONDS, parts_of
from tests.site.run import SUITE

ROOT = APP.parent


@pytest.mark.parametrize("processors", [1, 2, 16])
def test_every_file_is_in_one_part(monkeypatch, processors: int) -> None:
	monkeypatch.setattr(os, "cpu_count", lambda: processors)
	parts = parts_of(SUITE)
	files = {
		str(file.relative_to(ROOT))
		for folder in ("site", "desk")
		for file in (ROOT / "tests" / folder).glob("test_*.py")
	}
	assert sorted(name for part in parts for name in part) == sorted({*files, "tests/metadata/test_translations.py"})
	assert len(parts) == min(processors, 3)


def test_the_seconds_are_those_of_files_that_are_there() -> None:
	there = {name.rpartition("/")[2] for part in parts_of(SUITE) for name in part}
	assert set(SECONDS) <= there
