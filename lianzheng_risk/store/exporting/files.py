"""Exported files: private, of the one who asked and of nobody else, and gone after some days.

They are attached to no document, for whoever sees a document may fetch what is attached to it.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable
from pathlib import Path

import frappe
from frappe.model.document import Document
from frappe.utils import add_days, getdate, now_datetime, nowdate

FOLDER_NAME = "廉政风险防控导出文件"
FOLDER = f"Home/{FOLDER_NAME}"
KEPT_DAYS = 7

_UNFINISHED = ".lianzheng-export-"
_NOT_IN_NAMES = re.compile(r'[\s/\\%?#&"\'<>|:*;+]+')
_LONGEST_STEM = 80
_DAY = 24 * 3600  # seconds


def file_name(title: str, extension: str) -> str:
	"""What a file of that title is called, with today's date."""
	stem = _NOT_IN_NAMES.sub("_", title).strip("_.")[:_LONGEST_STEM]
	return f"{stem}-{nowdate()}.{extension}"


def keep(title: str, extension: str, write: Callable[[Path], object]) -> Document:
	"""Have `write` write a file, and keep it as a private File of the session's user. The caller commits.

	The platform would read the whole file into memory and hold it to the limit for uploads, so its row is written directly.
	"""
	folder = Path(frappe.get_site_path("private", "files"))
	mark = frappe.generate_hash(length=16)
	unfinished = folder / f"{_UNFINISHED}{mark}.{extension}"
	stem, _, _ = file_name(title, extension).rpartition(".")
	finished = folder / f"{stem}-{mark}.{extension}"
	try:
		write(unfinished)
		unfinished.rename(finished)
	finally:
		unfinished.unlink(missing_ok=True)
	frappe.db.after_rollback.add(lambda: finished.unlink(missing_ok=True))
	return _row(finished)


def _row(path: Path) -> Document:
	_ensure_folder()
	file = frappe.new_doc("File").update(
		{
			"file_name": path.name,
			"file_url": f"/private/files/{path.name}",
			"file_type": path.suffix.removeprefix(".").upper(),
			"file_size": path.stat().st_size,
			"content_hash": _checksum(path),
			"folder": FOLDER,
			"is_private": 1,
		}
	)
	file.db_insert()
	return file


def _checksum(path: Path) -> str:
	checksum = hashlib.md5(usedforsecurity=False)
	with path.open("rb") as stream:
		while part := stream.read(1 << 20):
			checksum.update(part)
	return checksum.hexdigest()


def _ensure_folder() -> None:
	if not frappe.db.exists("File", FOLDER):
		folder = {"file_name": FOLDER_NAME, "is_folder": 1, "folder": "Home", "owner": "Administrator"}
		frappe.new_doc("File").update(folder).insert(ignore_permissions=True, ignore_if_duplicate=True)


def kept_until() -> str:
	"""The last day on which a file kept today can be fetched, as users write dates."""
	return frappe.format(add_days(getdate(nowdate()), KEPT_DAYS), "Date")


def remove_old() -> None:
	"""Daily: remove what was kept long enough, and what a worker that was killed has left unfinished."""
	old = {"folder": FOLDER, "is_folder": 0, "creation": ["<", add_days(now_datetime(), -KEPT_DAYS - 1)]}
	for name in frappe.get_all("File", filters=old, pluck="name", order_by="creation"):
		frappe.delete_doc("File", name, ignore_permissions=True, force=True, delete_permanently=True)
	for path in Path(frappe.get_site_path("private", "files")).glob(f"{_UNFINISHED}*"):
		if time.time() - path.stat().st_mtime > _DAY:
			path.unlink(missing_ok=True)
