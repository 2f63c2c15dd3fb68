"""What the platform leaves behind when it drops the app's DocTypes, and how it goes."""

import frappe

from lianzheng_risk.setup.roles import ROLES

# Where the platform keeps notes about documents: DocType and the field naming the document's DocType.
_NOTES = (
	("Comment", "reference_doctype"),
	("Document Follow", "ref_doctype"),
	("DocShare", "share_doctype"),
	("List Filter", "reference_doctype"),
	("Notification Log", "document_type"),
	("Tag Link", "document_type"),
	("ToDo", "reference_type"),
	("User Permission", "allow"),
	("Version", "ref_doctype"),
)
_MODULES_OF_APP = {"app_name": "lianzheng_risk"}
_SERIES = "LZ-%"
_METHODS = "lianzheng_risk.%"


def remove_everything() -> None:
	"""Runs before the DocTypes go, while they can still be listed."""
	if doctypes := _doctypes():
		_remove_files(doctypes)
		_remove_notes(doctypes)
	_remove_roles()
	frappe.db.delete("Series", {"name": ["like", _SERIES]})
	frappe.db.delete("Scheduled Job Type", {"method": ["like", _METHODS]})
	frappe.db.delete("Patch Log", {"patch": ["like", _METHODS]})


def _doctypes() -> list[str]:
	"""The app's DocTypes; none after an install that broke off. To the platform “in an empty list” means “has none”."""
	modules = frappe.get_all("Module Def", filters=_MODULES_OF_APP, pluck="name")
	return frappe.get_all("DocType", filters={"module": ["in", modules]}, pluck="name")


def _remove_files(doctypes: list[str]) -> None:
	for name in frappe.get_all("File", filters={"attached_to_doctype": ["in", doctypes]}, pluck="name"):
		frappe.delete_doc("File", name, ignore_permissions=True, force=True, delete_permanently=True)


def _remove_notes(doctypes: list[str]) -> None:
	for note, field in _NOTES:
		frappe.db.delete(note, {field: ["in", doctypes]})


def _remove_roles() -> None:
	"""The roles, and what a site may have hung on them elsewhere."""
	for linked in ("Has Role", "DocPerm", "Custom DocPerm"):
		frappe.db.delete(linked, {"role": ["in", ROLES]})
	frappe.db.delete("Role", {"name": ["in", ROLES]})
	frappe.clear_cache()
