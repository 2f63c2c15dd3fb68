"""Writing files so that a failure leaves nothing half-written, and never over what was read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.workbook import DoesNotFit

from .speech import fail

NOT_WRITTEN = Text(
	"无法写入“{path}”（{why}）。请确认文件没有在 Excel 中打开，并且您有写入权限",
	"“{path}” cannot be written ({why}). Make sure it is not open in Excel and that you may write there",
)
WOULD_OVERWRITE = Text(
	"“{path}”是输入文件，不能覆盖，请换一个文件名",
	"“{path}” is the input file and is not overwritten; choose another name",
)


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
	"""A temporary folder inside `folder`; what was written there moves up if all went well. Fails with exit code 2."""
	try:
		folder.mkdir(parents=True, exist_ok=True)
		with TemporaryDirectory(dir=folder, prefix=".lianzheng-") as temporary:
			yield Path(temporary)
			for made in sorted(Path(temporary).iterdir()):
				os.replace(made, folder / made.name)
	except DoesNotFit as error:
		fail(error.text)
	except OSError as error:
		fail(NOT_WRITTEN, path=folder, why=error.strerror or error)


def refuse_overwriting(source: Path, *targets: Path) -> None:
	"""Fail where one of the targets is the file that is read."""
	for target in targets:
		if target.resolve() == source.resolve():
			fail(WOULD_OVERWRITE, path=target)
