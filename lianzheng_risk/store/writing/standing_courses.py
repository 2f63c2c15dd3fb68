"""Which changes of documents on a course it allows: another state in a file is a step, and what is settled stays."""

from __future__ import annotations

from collections.abc import Iterator

import frappe
from frappe.utils import strip_html

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.findings import Finding, Place, Rule
from lianzheng_risk.core.register import TABLES
from lianzheng_risk.store.mapping import MAPPINGS
from lianzheng_risk.store.writing.batch import Batch, key_of, stored
from lianzheng_risk.store.writing.values import to_column

# Of a measure most fields may be written at any time; a notice or a warning stands as it was issued.
ON_A_COURSE = {
	"measures": ("status", "completed_on", "evidence"),
	**{
		table: tuple(name for name in TABLES[table].columns if name not in (*TABLES[table].key, "remarks"))
		for table in ("rectifications", "warnings")
	},
}
STEP_REFUSED = Rule(
	"course_step_refused", "error",
	Text(
		"“{value}”不能这样修改：{reason}。请改正本行，或在系统中办理",
		"“{value}” cannot be changed so: {reason}. Correct the row, or take the step on the site",
	),
)  # fmt: skip


def refused(batch: Batch) -> Iterator[Finding]:
	"""A finding for each changed document whose course does not allow what its row says.

	Each is asked of its document, one by one, as each will be written.
	"""
	for table, columns in ON_A_COURSE.items():
		yield from _refused(batch, table, columns)


def _refused(batch: Batch, table: str, columns: tuple[str, ...]) -> Iterator[Finding]:
	rows, mapping = batch.changed_rows(table), MAPPINGS[table]
	if rows.empty:
		return
	codes = rows[key_of(table)]
	fields = {name: mapping.fields[name] for name in columns}
	there = {row.name: row for row in stored(mapping.doctype, codes.tolist(), ["name", *fields.values()])}
	values = {field: to_column(rows[name], TABLES[table][name]) for name, field in fields.items()}
	for at, (row, name) in enumerate(codes.items()):
		wanted = {field: values[field][at] or None for field in values}
		if all(str(there[name][field] or "") == str(wanted[field] or "") for field in wanted):
			continue
		if reason := _refusal(mapping.doctype, name, wanted):
			yield Finding(STEP_REFUSED, Place(table, row, "status"), {"value": name, "reason": Text(reason, reason)})


def _refusal(doctype: str, name: str, wanted: dict[str, object]) -> str | None:
	before, document = frappe.get_doc(doctype, name), frappe.get_doc(doctype, name)
	document.update(wanted)
	try:
		document.keep_settled(before)
		if document.status != before.status:
			document.judged_by_target(before)
	except frappe.ValidationError as refusal:
		frappe.clear_messages()
		return strip_html(str(refusal)).rstrip("。.")
	return None
