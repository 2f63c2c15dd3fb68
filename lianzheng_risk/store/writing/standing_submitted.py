"""What a submitted document says stands: a file changes only what the platform leaves open after submission."""

from __future__ import annotations

from collections.abc import Iterator

import frappe

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.checks.found import found
from lianzheng_risk.core.findings import Finding, Rule
from lianzheng_risk.core.register import TABLES
from lianzheng_risk.store.mapping import MAPPINGS
from lianzheng_risk.store.writing.batch import DOCUMENTS, Batch, key_of, stored
from lianzheng_risk.store.writing.values import to_column

SUBMITTED_STANDS = Rule(
	"submitted_stands", "error",
	Text(
		"“{value}”已经提交，“{field}”不能再由文件修改；请改回原样，或在系统中取消后修订",
		"“{value}” is submitted and a file cannot change its “{field}” any more; put it back, or cancel and amend it on the site",
	),
)  # fmt: skip
_SUBMITTED = 1


def refused(batch: Batch) -> Iterator[Finding]:
	"""A finding for each cell of a changed row that says something else than its submitted document."""
	for table in DOCUMENTS:
		if frappe.get_meta(MAPPINGS[table].doctype).is_submittable and len(batch.changed_rows(table)):
			yield from _refused(batch, table)


def _refused(batch: Batch, table: str) -> Iterator[Finding]:
	rows, fixed = batch.changed_rows(table), _fixed(table)
	codes = rows[key_of(table)]
	there = stored(MAPPINGS[table].doctype, codes.tolist(), ["name", "docstatus", *fixed.values()])
	submitted = {row.name: row for row in there if row.docstatus == _SUBMITTED}
	for name, fieldname in fixed.items():
		wanted = zip(codes.items(), to_column(rows[name], TABLES[table][name]), strict=True)
		bad = {
			row: code
			for (row, code), value in wanted
			if code in submitted and str(submitted[code][fieldname] or "") != str(value or "")
		}
		told = {"field": TABLES[table][name].text, "value": list(bad.values())}
		yield from found(SUBMITTED_STANDS, table, list(bad), name, **told)


def _fixed(table: str) -> dict[str, str]:
	meta, mapping = frappe.get_meta(MAPPINGS[table].doctype), MAPPINGS[table]
	open_afterwards = {field.fieldname for field in meta.fields if field.allow_on_submit}
	return {
		name: field
		for name, field in mapping.fields.items()
		if name not in TABLES[table].key and field not in open_afterwards
	}
