"""Changes that the kept tallies do not know yet: each leaves one mark, in its own transaction, and no more than that.

A mark says what the document names now and named before; which units' figures depend on that is for the job to find out.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress

import frappe
from frappe.model.document import Document
from frappe.utils import now
from redis.exceptions import RedisError

from lianzheng_risk.core.register import TABLES
from lianzheng_risk.store.mapping import MAPPINGS
from lianzheng_risk.store.part import Approved, by_codes

MARK = "Integrity Tally Mark"
HANDLERS = tuple(f"{__name__}.{name}" for name in ("on_change_of_document", "after_rename"))
_KEEP = "lianzheng_risk.store.tallies.keeping.keep"
RECORDS, EVERYTHING = "records", "everything"
# More names than that, and counting everything anew is cheaper than finding out what they bear on.
_NAMES_AT_MOST = 20_000
_TABLES = {mapping.doctype: name for name, mapping in MAPPINGS.items() if not mapping.parent}

Names = dict[str, set[str]]


def on_change_of_document(doc: Document, _event: str | None = None) -> None:
	names: Names = defaultdict(set)
	for state in filter(None, (doc, doc.get_doc_before_save())):
		_gather(state, names)
	mark(names)


def after_rename(doc: Document, _event: str, old: str, new: str, merge: bool = False) -> None:
	"""What a merged document had was its own until then, and nothing says what that was."""
	mark_everything() if merge else mark({_TABLES[doc.doctype]: {old, new}})


def mark(names: Mapping[str, Iterable[str]]) -> None:
	kept = {table: sorted(codes) for table, codes in names.items() if codes}
	if sum(map(len, kept.values())) > _NAMES_AT_MOST:
		kept = {EVERYTHING: ["1"]}
	if kept:
		stamp, user = now(), frappe.session.user
		row = (frappe.generate_hash(length=10), stamp, stamp, user, user, json.dumps(kept, ensure_ascii=False))
		frappe.db.bulk_insert(MARK, ["name", "creation", "modified", "owner", "modified_by", "about"], [row])
		_have_it_counted()


def _have_it_counted() -> None:
	"""As soon as the change is stored, by a job; the clock comes by in any case."""
	if not frappe.flags.lianzheng_risk_tallies_queued:
		frappe.flags.lianzheng_risk_tallies_queued = True
		frappe.db.after_commit.add(_queue)
		frappe.db.after_rollback.add(_forget)


def _queue() -> None:
	_forget()
	# Where there is no queue the change stands all the same.
	with suppress(RedisError):
		frappe.enqueue(_KEEP, queue="short", job_id="lianzheng_risk_tallies_now", deduplicate=True)


def _forget() -> None:
	frappe.flags.lianzheng_risk_tallies_queued = False


def mark_everything() -> None:
	mark({EVERYTHING: {"1"}})


def mark_rows(frames: Mapping[str, object]) -> None:
	"""Many rows at once, by table: one mark for all of them."""
	names: Names = defaultdict(set)
	for table, frame in frames.items():
		declared = TABLES[table]
		if len(declared.key) == 1:
			names[table].update(frame[declared.key[0]])
		for field in declared.fields:
			if field.kind == "reference":
				names[field.reference].update(frame[field.name].dropna())
	mark(names)


def _gather(doc: Document, names: Names) -> None:
	table = _TABLES[doc.doctype]
	names[table].add(doc.name)
	_references(table, doc, names)
	for child, mapping in MAPPINGS.items():
		if mapping.parent and mapping.parent.doctype == doc.doctype:
			for row in doc.get(mapping.parent.parentfield) or ():
				_references(child, row, names)
	if record := doc.get("grade_record"):
		names[RECORDS].add(record)


def _references(table: str, row: Document, names: Names) -> None:
	for field in TABLES[table].fields:
		if field.kind == "reference" and (value := row.get(MAPPINGS[table].fields[field.name])):
			names[field.reference].add(value)


def open_marks() -> dict[str, Names]:
	"""By name what each mark is about."""
	mark = frappe.qb.DocType(MARK)
	return {name: json.loads(about) for name, about in frappe.qb.from_(mark).select(mark.name, mark.about).run()}


def is_any_open() -> bool:
	return bool(frappe.get_all(MARK, limit=1))


def affected(marks: Iterable[Mapping[str, Iterable[str]]], approved: Approved) -> set[str] | None:
	"""The units whose own figures may be others now; None for all of them."""
	names: Names = defaultdict(set)
	for about in marks:
		for table, codes in about.items():
			names[table].update(codes)
	if names.pop(EVERYTHING, None):
		return None
	_follow_measures(names)
	_follow_risks(names, approved)
	_follow_powers(names, approved)
	posts = names["posts"]
	_add(names, "tenures", "post", posts, {"person": "people"})
	for table in ("posts", "powers", "people"):
		_add(names, table, TABLES[table].key[0], names[table], {"unit": "units"})
	return names["units"]


def _follow_measures(names: Names) -> None:
	_add(names, "measures", "measure", names["measures"], {"risk": "risk_points"})


def _follow_risks(names: Names, approved: Approved) -> None:
	_add(
		names, "risk_points", "risk", names["risk_points"], {"unit": "units", "post": "posts", "power": "powers_named"}
	)
	for risk in names["risk_points"] & approved.keys():
		_follow_values(approved[risk], names)
	if names[RECORDS]:
		record = frappe.qb.DocType("Integrity Grade Record")
		rows = frappe.qb.from_(record).select(record.values_json).where(record.name.isin(sorted(names[RECORDS]))).run()
		for (values,) in rows:
			_follow_values(json.loads(values), names)


def _follow_values(values: Mapping, names: Names) -> None:
	for field, table in (("unit", "units"), ("post", "posts"), ("power", "powers_named")):
		names[table].update(filter(None, (values.get(field),)))


def _follow_powers(names: Names, approved: Approved) -> None:
	"""The category and area of a power count where its risk points do."""
	_add(names, "risk_points", "power", names["powers"], {"unit": "units"})
	for values in approved.values():
		if values.get("power") in names["powers"]:
			names["units"].add(values["unit"])
	# A power that is merely named by a changed risk point is screened or not, and nothing else of it changes.
	names["powers"] |= names.pop("powers_named", set())


def _add(names: Names, table: str, by: str, codes: Iterable[str], leads_to: Mapping[str, str]) -> None:
	"""Add what the rows of a table, found by some codes, name."""
	rows = frappe.qb.DocType(MAPPINGS[table].doctype)
	columns = [rows[MAPPINGS[table].fields[field]] for field in leads_to]
	found = [row for query in by_codes(table, by, sorted(codes), columns=columns) for row in query.run()]
	for row in found:
		for value, other in zip(row, leads_to.values(), strict=True):
			if value:
				names[other].add(value)
