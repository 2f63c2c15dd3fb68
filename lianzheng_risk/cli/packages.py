"""What the commands about packages share: keys and packages as files, and what is wrong with them in words."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.upward.keys import BadKey, Trust, read_trusted
from lianzheng_risk.core.upward.reading import MOST_BYTES, Package, read
from lianzheng_risk.core.upward.refusals import NO_FILE, NOT_A_PACKAGE, PackageRefused
from lianzheng_risk.core.workbook.guard.limits import MEGABYTE

from .loading import UNREADABLE
from .speech import fail, spoken

NOT_READ = Text("无法读取，请确认它是文件，并且您有读取权限", "it is no file, or you may not read it")
_LARGEST_KEY_FILE = MEGABYTE


def package_from(path: Path, trust: Trust) -> Package:
	"""Read a package; one that is not sound, or not trusted, ends the command with exit code 2."""
	content = _content(path, MOST_BYTES, NOT_A_PACKAGE)
	try:
		return read(content, trust)
	except PackageRefused as refused:
		fail(UNREADABLE, file=path, why=refused.text.label(spoken()))


def trust_from(paths: Iterable[Path]) -> Trust:
	return Trust.of(pair for path in paths for pair in _trusted(path))


def _trusted(path: Path) -> list[tuple[str, str]]:
	try:
		return read_trusted(_text(path))
	except BadKey as bad:
		fail(UNREADABLE, file=path, why=bad.text.label(spoken()))


def private_key_from(path: Path) -> str:
	return _text(path).strip()


def _text(path: Path) -> str:
	try:
		return _content(path, _LARGEST_KEY_FILE, NOT_READ).decode("utf-8-sig")
	except UnicodeDecodeError:
		fail(UNREADABLE, file=path, why=NOT_READ.label(spoken()))


def _content(path: Path, most: int, too_large: Text) -> bytes:
	try:
		if os.stat(path).st_size > most:
			fail(UNREADABLE, file=path, why=too_large.label(spoken()))
		return path.read_bytes()
	except FileNotFoundError:
		fail(UNREADABLE, file=path, why=NO_FILE.label(spoken()))
	except OSError:
		fail(UNREADABLE, file=path, why=NOT_READ.label(spoken()))
