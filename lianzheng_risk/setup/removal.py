"""What the platform leaves behind when it drops the app's DocTypes, and how it goes."""

import frappe

from lianzheng_risk.setup.blocks import BLOCKS
from lianzheng_risk.setup.erp import remove_erp_fields
from lianzheng_risk.setup.kanban import remove_boards
from lianzheng_risk.setup.roles import ROLES
from lianzheng_risk.setup.wording import remove_wording
from lianzheng_risk.setup.workflow import ACTIONS, STATES, WORKFLOW

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
	("Workflow Action", "reference_doctype"),
)
_MODULES_OF_APP = {"app_name": "lianzheng_risk"}
_SERIES = "LZ-%"
_METHODS = "lianzheng_risk.%"


def remove_everything() -> None:
	"""Runs before the DocTypes go, while they can still be listed."""
	if doctypes := _doctypes():
		_remove_files(doctypes)
		_remove_notes(doctypes)
		_remove_secrets(doctypes)
		remove_boards(doctypes)
	_remove_workflow()
	_remove_blocks()
	_remove_roles()
	remove_wording()
	remove_erp_fields()
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


def _remove_secrets(doctypes: list[str]) -> None:
	"""The platform keeps what is in password fields in a table of its own."""
	frappe.db.delete("__Auth", {"doctype": ["in", doctypes]})


def _remove_workflow() -> None:
	"""What the fixtures brought. A state or action that a workflow of the site's own has taken up stays with it."""
	if frappe.db.exists("Workflow", WORKFLOW):
		frappe.delete_doc("Workflow", WORKFLOW, ignore_permissions=True, force=True, delete_permanently=True)
	for doctype, names, used_in in (
		("Workflow State", STATES, "state"),
		("Workflow Action Master", ACTIONS, "action"),
	):
		used = frappe.get_all("Workflow Transition", filters={used_in: ["in", names]}, pluck=used_in)
		frappe.db.delete(doctype, {"name": ["in", set(names).difference(used) or [""]]})


def _remove_blocks() -> None:
	for name in BLOCKS:
		if frappe.db.exists("Custom HTML Block", name):
			frappe.delete_doc("Custom HTML Block", name, ignore_permissions=True, force=True, delete_permanently=True)


def _remove_roles() -> None:
	"""The roles, and what a site may have hung on them elsewhere."""
	for linked in ("Has Role", "DocPerm", "Custom DocPerm"):
		frappe.db.delete(linked, {"role": ["in", ROLES]})
	frappe.db.delete("Role", {"name": ["in", ROLES]})
	frappe.clear_cache()
