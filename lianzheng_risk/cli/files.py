"""Writing files so that a failure leaves nothing half-written, and never over what was read."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.workbook import DoesNotFit

from .speech import fail, spoken

NOT_WRITTEN = Text(
	"无法写入“{path}”（{why}）。请确认文件没有在 Excel 中打开，并且您有写入权限",
	"“{path}” cannot be written ({why}). Make sure it is not open in Excel and that you may write there",
)
WOULD_OVERWRITE = Text(
	"“{path}”是输入文件，不能覆盖，请换一个文件名",
	"“{path}” is the input file and is not overwritten; choose another name",
)

REASONS: dict[int | None, Text] = {
	errno.EACCES: Text("没有权限", "permission denied"),
	errno.EPERM: Text("没有权限", "permission denied"),
	errno.EROFS: Text("磁盘只读", "the disk is read-only"),
	errno.ENOSPC: Text("磁盘已满", "the disk is full"),
	errno.EISDIR: Text("已有同名文件夹", "there is a folder of that name"),
	errno.EEXIST: Text("已有同名文件", "there is a file of that name"),
	errno.ENOTDIR: Text("路径中有一级不是文件夹", "part of the path is no folder"),
	errno.ENAMETOOLONG: Text("文件名太长", "the name is too long"),
}


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
		known = REASONS.get(error.errno)
		# Where the last move fails the second name is that of the file to be; the first one nobody knows.
		fail(
			NOT_WRITTEN, path=error.filename2 or folder, why=known.label(spoken()) if known else error.strerror or error
		)


def refuse_overwriting(source: Path, *targets: Path) -> None:
	"""Fail where one of the targets is the file that is read."""
	for target in targets:
		if target.resolve() == source.resolve():
			fail(WOULD_OVERWRITE, path=target)
