"""The file of an import, and the marked copy of it: private, attached to the import, read past no permission."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import frappe
from frappe import _
from frappe.core.doctype.file.exceptions import MaxFileSizeReachedError
from frappe.model.document import Document

from lianzheng_risk.risk_screening.language import session_lang
from lianzheng_risk.store.importing.preparing import Prepared, marked

# The platform keeps 140 characters of a file's name and adds some of its own.
_LONGEST_STEM = 100


class NotYourFile(frappe.ValidationError):
	pass


def check_file(url: str) -> None:
	"""Raises NotYourFile unless the address is that of a private file on this site which the session's user may read."""
	files = frappe.get_all(
		"File", filters={"file_url": url, "is_private": 1, "is_folder": 0}, pluck="name", order_by=""
	)
	if not any(frappe.has_permission("File", "read", doc=name) for name in files):
		frappe.throw(_("Please upload the file again: it is not a private file of yours."), NotYourFile)


def name_of(url: str) -> str:
	"""The file's name as it was uploaded, without what the platform adds to tell it from others of that name."""
	file = frappe.db.get_value(
		"File", {"file_url": url}, ["file_name", "content_hash"], as_dict=True, order_by="creation desc"
	)
	path = Path(file.file_name)
	return path.stem.removesuffix((file.content_hash or "")[-6:]) + path.suffix


def content(document: Document) -> bytes:
	"""The bytes of the uploaded file, as they are. Raises frappe.DoesNotExistError where the file was deleted."""
	own = {"file_url": document.file, "attached_to_doctype": document.doctype, "attached_to_name": document.name}
	# The platform makes text of what looks like text; the encoding is for the reader to find out.
	path = Path(frappe.get_last_doc("File", filters=own).get_full_path())
	if not path.is_file():
		frappe.throw(_("The uploaded file is not there any more. Please upload it again."), frappe.DoesNotExistError)
	return path.read_bytes()


def checksum(data: bytes) -> str:
	return hashlib.sha256(data).hexdigest()


def keep_marked(document: Document, prepared: Prepared, source: bytes) -> str | None:
	"""Keep a copy of the file with the findings marked in place of an earlier one; its address, or None if it is too large."""
	forget_marked(document)
	target = BytesIO()
	marked(prepared, source, target, session_lang())
	file = frappe.new_doc("File").update(
		{
			"file_name": _("{0}-marked.xlsx").format(Path(document.title).stem[:_LONGEST_STEM]),
			"attached_to_doctype": document.doctype,
			"attached_to_name": document.name,
			"attached_to_field": "marked_file",
			"is_private": 1,
			"content": target.getvalue(),
		}
	)
	try:
		return file.insert(ignore_permissions=True).file_url
	except MaxFileSizeReachedError:
		frappe.clear_last_message()
		return None


def forget_marked(document: Document) -> None:
	marks = {
		"attached_to_doctype": document.doctype,
		"attached_to_name": document.name,
		"attached_to_field": "marked_file",
	}
	for name in frappe.get_all("File", filters=marks, pluck="name", order_by=""):
		frappe.delete_doc("File", name, ignore_permissions=True, delete_permanently=True)
