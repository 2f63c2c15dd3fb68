"""Who on this site wants to hear of each new document, or has a say in it: then its DocType takes the slow way.

The bulk writer knows our controllers and the platform's own steps. Whatever else a site has set up (a notification, a
script, another app's hook, a field that fetches its value) is the platform's business, document by document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import frappe
from frappe.core.doctype.server_script.server_script_utils import EVENT_MAP
from frappe.model.base_document import get_controller
from frappe.modules import load_doctype_module

from lianzheng_risk import watching
from lianzheng_risk.core.register import TABLES
from lianzheng_risk.setup.workflow import WORKFLOW
from lianzheng_risk.store.mapping import MAPPINGS
from lianzheng_risk.store.tallies import marking
from lianzheng_risk.store.writing.batch import children_of

# What runs for a document that is inserted, in the platform's order.
_EVENTS = (
	"before_insert", "before_naming", "autoname", "before_validate", "validate", "before_save", "after_insert",
	"on_update", "on_change",
)  # fmt: skip
_EVENTS_OF_REMOVAL = ("on_trash", "after_delete")

# DocTypes of the platform in which a site says that it wants to hear of documents; {} stands for the DocType's name.
_SET_UP: dict[str, dict] = {
	"Notification": {"document_type": "{}", "enabled": 1, "event": ["in", ("New", "Save", "Method")]},
	"Webhook": {"webhook_doctype": "{}", "enabled": 1, "webhook_docevent": ["in", _EVENTS]},
	"Server Script": {
		"reference_doctype": "{}",
		"disabled": 0,
		"script_type": "DocType Event",
		"doctype_event": ["in", tuple(EVENT_MAP[event] for event in _EVENTS if event in EVENT_MAP)],
	},
	"Assignment Rule": {"document_type": "{}", "disabled": 0},
	"Energy Point Rule": {"reference_doctype": "{}", "enabled": 1},
	"Milestone Tracker": {"document_type": "{}", "disabled": 0},
	"Service Level Agreement": {"document_type": "{}", "enabled": 1},
	"User Type": {"apply_user_permission_on": "{}", "is_standard": 0},
	"Workflow": {"document_type": "{}", "is_active": 1, "name": ["!=", WORKFLOW]},
}
_SET_UP_FOR_REMOVAL: dict[str, dict] = {
	"Notification": {"document_type": "{}", "enabled": 1, "event": "Method", "method": ["in", _EVENTS_OF_REMOVAL]},
	"Webhook": {"webhook_doctype": "{}", "enabled": 1, "webhook_docevent": ["in", _EVENTS_OF_REMOVAL]},
	"Server Script": {
		"reference_doctype": "{}",
		"disabled": 0,
		"script_type": "DocType Event",
		"doctype_event": ["in", ("Before Delete", "After Delete")],
	},
}
# Hooks on all documents that do nothing but follow what is set up above, or what the bulk writer does itself.
_KNOWN_HOOKS = frozenset((
	"erpnext.setup.doctype.transaction_deletion_record.transaction_deletion_record.check_for_running_deletion_job",
	"erpnext.support.doctype.service_level_agreement.service_level_agreement.apply",
	"frappe.automation.doctype.assignment_rule.assignment_rule.apply",
	"frappe.automation.doctype.assignment_rule.assignment_rule.update_due_date",
	"frappe.automation.doctype.milestone_tracker.milestone_tracker.evaluate_milestone",
	"frappe.core.doctype.file.utils.attach_files_to_document",
	"frappe.core.doctype.user_type.user_type.apply_permissions_for_non_standard_user_type",
	"frappe.desk.notifications.clear_doctype_notifications",
	"frappe.social.doctype.energy_point_rule.energy_point_rule.process_energy_points",
	"frappe.workflow.doctype.workflow_action.workflow_action.process_workflow_actions",
))  # fmt: skip
_SEARCH_HOOKS = ("frappe.search.sqlite_search.update_doc_index", "frappe.search.sqlite_search.delete_doc_index")

# What the fields of the register are on the site, by kind; another type means that the site has changed the field.
_TYPES = {
	"text": ("Data",),
	"longtext": ("Small Text", "Text"),
	"term": ("Select",),
	"reference": ("Link",),
	"integer": ("Int",),
	"amount": ("Currency",),
	"boolean": ("Check",),
	"date": ("Date",),
}
# Fetched from what they name; both have their value before.
_FETCHED = {("Integrity Risk Point", "unit"), ("Integrity Control Measure", "unit")}
_MINDED_BY_THE_PLATFORM = ("Attach", "Attach Image", "Code", "Password", "Phone", "Rating", "Time")


def listeners(table: str) -> list[str]:
	"""Why the new documents of a table have to be written one by one, each reason by its name; empty where nothing is."""
	doctype = MAPPINGS[table].doctype
	with_children = [doctype, *(MAPPINGS[child].doctype for child, _ in children_of(table))]
	return [
		*_set_up(doctype, _SET_UP),
		*_hooks(doctype, _EVENTS),
		*_followers(),
		*(reason for written in with_children for reason in (*_controllers(written), *_fields(written))),
	]


def listeners_to_removal(table: str) -> list[str]:
	"""Why documents of a table have to be deleted one by one."""
	doctype = MAPPINGS[table].doctype
	return [*_set_up(doctype, _SET_UP_FOR_REMOVAL), *_hooks(doctype, _EVENTS_OF_REMOVAL), *_controllers(doctype)]


def _set_up(doctype: str, questions: Mapping[str, Mapping]) -> Iterator[str]:
	for kind, filters in questions.items():
		if frappe.db.table_exists(kind):
			named = {field: doctype if value == "{}" else value for field, value in filters.items()}
			yield from (
				f"{kind}: {name}" for name in frappe.get_all(kind, filters=named, pluck="name", order_by="name")
			)


def _hooks(doctype: str, events: tuple[str, ...]) -> Iterator[str]:
	hooks = frappe.get_doc_hooks()
	for event in events:
		own = hooks.get(doctype, {}).get(event, ())
		# Bulk writing leaves its mark on the tallies by itself.
		yield from (f"{event}: {handler}" for handler in own if handler not in marking.HANDLERS)
		for handler in hooks.get("*", {}).get(event, ()):
			if handler in _KNOWN_HOOKS or (handler in _SEARCH_HOOKS and not frappe.get_hooks("sqlite_search")):
				continue
			if handler != watching.HANDLER or doctype in watching.watched():
				yield f"{event}: {handler}"


def _followers() -> Iterator[str]:
	user = frappe.session.user
	if user != "Administrator" and frappe.get_cached_value("User", user, "follow_created_documents"):
		yield f"Document Follow: {user}"


def _controllers(doctype: str) -> Iterator[str]:
	ours = load_doctype_module(doctype)
	controller = get_controller(doctype)
	if controller is not getattr(ours, controller.__name__, None):
		yield f"{controller.__module__}.{controller.__name__}"


def _fields(doctype: str) -> Iterator[str]:
	"""Fields, the site's own or changed by it, whose values only the platform works out or examines."""
	table = next(name for name, mapping in MAPPINGS.items() if mapping.doctype == doctype)
	kinds, meta = _kinds(table), frappe.get_meta(doctype)
	for field in meta.fields:
		kind = kinds.get(field.fieldname)
		checks = (
			field.fetch_from and (doctype, field.fieldname) not in _FETCHED,
			kind and field.fieldtype not in _TYPES[kind],
			field.fieldtype == "Data" and field.options,
			field.fieldtype in _MINDED_BY_THE_PLATFORM,
			(field.default or "").startswith(":") or (field.default or "").lower() == "now",
			field.in_global_search and meta.istable,
			field.unique and kind and not field.set_only_once,
			field.reqd and not field.default and not kind and (doctype, field.fieldname) not in _FETCHED,
		)
		if any(checks):
			yield f"{doctype}.{field.fieldname}"


def _kinds(table: str) -> dict[str, str]:
	mapping = MAPPINGS[table]
	return {fieldname: TABLES[table][name].kind for name, fieldname in mapping.fields.items() if fieldname != "parent"}
