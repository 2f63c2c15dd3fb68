"""An import taken back: what it changed gets its old values, what it added goes. Whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterator

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import strip_html

from lianzheng_risk.risk_screening.approving import moves
from lianzheng_risk.risk_screening.approving.moves import Given
from lianzheng_risk.store.importing.journal import JOURNAL, Journal, close, recall
from lianzheng_risk.store.mapping import MAPPINGS
from lianzheng_risk.store.writing.batch import AT_ONCE, DOCUMENTS
from lianzheng_risk.store.writing.hanging import hanging
from lianzheng_risk.store.writing.outcome import Change
from lianzheng_risk.store.writing.removal import remove
from lianzheng_risk.store.writing.rights import forbidden
from lianzheng_risk.store.writing.single import without_to_dos_of_the_workflow

NAMED_AT_MOST = 20
# What only the approval path writes: put back as it was, past the form.
_OF_THE_PATH = ("workflow_state", "drafted_by")


class ChangedSince(frappe.ValidationError):
	"""Something is not as the import left it; `documents` are the first of these: DocType, name and why."""

	def __init__(self, documents: list[tuple[str, str, str]]) -> None:
		super().__init__("\n".join(why for _doctype, _name, why in documents))
		self.documents = documents


class NothingToTakeBack(frappe.ValidationError):
	pass


def take_back(import_name: str, own: bool = False) -> dict[str, dict[str, int]]:
	"""Take back what the import wrote, as the session's user; the caller commits, and rolls back where anything is raised.

	`own` says that the user is who imported it: what nobody has touched since may be taken out again by whoever put it in
	and may still change it, although deleting such documents is not among the user's rights.

	Returns by DocType how many documents were removed and how many have their old values again.

	Raises ChangedSince where a document was changed, moved on or used since, frappe.PermissionError where the user may
	not delete or change one of them, NothingToTakeBack where it was taken back already.
	"""
	journal = recall(import_name)
	if not journal:
		frappe.throw(_("There is nothing left of import {0} to take back.").format(import_name), NothingToTakeBack)
	_check_that_nothing_changed(journal)
	_check_rights(journal, own)
	with without_to_dos_of_the_workflow():
		for change in reversed(journal.changed):
			_restore(change, import_name)
	remove({doctype: list(names) for doctype, names in journal.created.items()})
	close(import_name)
	return _counts(journal)


def _counts(journal: Journal) -> dict[str, dict[str, int]]:
	counts = {doctype: {"removed": of["new"], "restored": of["changed"]} for doctype, of in journal.counts().items()}
	return {
		MAPPINGS[table].doctype: counts[MAPPINGS[table].doctype]
		for table in DOCUMENTS
		if MAPPINGS[table].doctype in counts
	}


def _check_that_nothing_changed(journal: Journal) -> None:
	first = []
	for found in (*_changed_since(journal), *_used_since(journal)):
		first.append(found)
		if len(first) == NAMED_AT_MOST:
			break
	if first:
		raise ChangedSince(first)


def _stamps(journal: Journal) -> dict[str, dict[str, str]]:
	"""By DocType, every document that the import wrote with the stamp that it left."""
	stamps = {doctype: dict(names) for doctype, names in journal.created.items()}
	for change in journal.changed:
		stamps.setdefault(change.doctype, {})[change.name] = change.modified
	return stamps


def _changed_since(journal: Journal) -> Iterator[tuple[str, str, str]]:
	"""Documents with another time stamp, or gone. All are locked until the transaction ends."""
	for doctype, stamps in _stamps(journal).items():
		names = list(stamps)
		table = frappe.qb.DocType(doctype)
		for start in range(0, len(names), AT_ONCE):
			some = names[start : start + AT_ONCE]
			query = frappe.qb.from_(table).select(table.name, table.modified).where(table.name.isin(some)).for_update()
			now = {name: str(modified) for name, modified in query.run()}
			for name in some:
				if name not in now:
					yield doctype, name, _("{0} {1} was deleted or renamed since.").format(_(doctype), name)
				elif now[name] != stamps[name]:
					yield doctype, name, _("{0} {1} was changed since.").format(_(doctype), name)


def _used_since(journal: Journal) -> Iterator[tuple[str, str, str]]:
	own = {doctype: stamps.keys() for doctype, stamps in _stamps(journal).items()}
	own[JOURNAL] = ()
	for doctype, names in journal.created.items():
		for found in hanging(doctype, list(names), own):
			text = _("{0} {1} is in use: {2} {3}.")
			yield doctype, found.name, text.format(_(doctype), found.name, _(found.by_doctype), found.by_name)


def _check_rights(journal: Journal, own: bool) -> None:
	wanted = [("write" if own else "delete", doctype, list(names)) for doctype, names in journal.created.items()]
	changed: dict[str, list[str]] = {}
	for change in journal.changed:
		changed.setdefault(change.doctype, []).append(change.name)
	wanted += [("write", doctype, names) for doctype, names in changed.items()]
	text = {
		"delete": _("You may not delete {0} {1}. Please ask somebody who may to take the import back."),
		"write": _("You may not change {0} {1}. Please ask somebody who may to take the import back."),
	}
	for right, doctype, names in wanted:
		for name in forbidden(doctype, names, right):
			raise frappe.PermissionError(text[right].format(_(doctype), name))


def _restore(change: Change, import_name: str) -> None:
	"""The old values through the platform, so that the history tells of it."""
	if "workflow_state" in change.before:
		moves.take(change.name, "abandon", Given(reason=_("Import {0} was taken back").format(import_name)))
	document = frappe.get_doc(change.doctype, change.name)
	document.update(
		{
			field: value
			for field, value in change.before.items()
			if field not in _OF_THE_PATH and not isinstance(value, list)
		}
	)
	for field, rows in change.before.items():
		if isinstance(rows, list):
			_put_rows_back(document, field, rows)
	document.flags.updater_reference = _reference(import_name)
	document.flags.taken_back = True
	try:
		document.save()
	except frappe.ValidationError as refusal:
		raise ChangedSince([(change.doctype, change.name, strip_html(str(refusal)))]) from refusal
	if "drafted_by" in change.before:
		document.db_set("drafted_by", change.before["drafted_by"], update_modified=False)


def _put_rows_back(document: Document, field: str, rows: list[dict]) -> None:
	there = {row.name for row in document.get(field)}
	document.set(field, [row if row["name"] in there else {**row, "name": None} for row in rows])


def _reference(import_name: str) -> dict[str, str]:
	return {
		"doctype": JOURNAL,
		"docname": import_name,
		"label": _("import taken back", lang=frappe.db.get_default("lang")),
	}
