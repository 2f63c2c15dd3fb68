"""Which changes of measures their course allows: another state in a file is a step, and what was reported stays."""

from __future__ import annotations

from collections.abc import Iterator

import frappe
from frappe.utils import strip_html

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.findings import Finding, Place, Rule
from lianzheng_risk.core.register import TABLES
from lianzheng_risk.store.mapping import MAPPINGS
from lianzheng_risk.store.writing.batch import Batch, stored
from lianzheng_risk.store.writing.values import to_column

MEASURE = MAPPINGS["measures"].doctype
_OF_THE_COURSE = ("status", "completed_on", "evidence")
STEP_REFUSED = Rule(
	"measure_step_refused", "error",
	Text(
		"措施“{value}”不能这样修改：{reason}。请改正本行，或在系统中办理",
		"Measure “{value}” cannot be changed so: {reason}. Correct the row, or take the step on the site",
	),
)  # fmt: skip


def refused(batch: Batch) -> Iterator[Finding]:
	"""A finding for each changed measure whose course does not allow what its row says.

	Each is asked of its document, one by one, as each will be written.
	"""
	rows = batch.changed_rows("measures")
	if rows.empty:
		return
	there = {row.name: row for row in stored(MEASURE, rows["measure"].tolist(), ["name", *_OF_THE_COURSE])}
	columns = {name: to_column(rows[name], TABLES["measures"][name]) for name in _OF_THE_COURSE}
	for at, (row, name) in enumerate(rows["measure"].items()):
		wanted = {field: columns[field][at] or None for field in _OF_THE_COURSE}
		if all(str(there[name][field] or "") == str(wanted[field] or "") for field in _OF_THE_COURSE):
			continue
		if reason := _refusal(name, wanted):
			yield Finding(
				STEP_REFUSED, Place("measures", row, "status"), {"value": name, "reason": Text(reason, reason)}
			)


def _refusal(name: str, wanted: dict[str, object]) -> str | None:
	before, measure = frappe.get_doc(MEASURE, name), frappe.get_doc(MEASURE, name)
	measure.update(wanted)
	try:
		measure.keep_settled(before)
		if measure.status != before.status:
			measure.judged_by_target(before)
	except frappe.ValidationError as refusal:
		frappe.clear_messages()
		return strip_html(str(refusal)).rstrip("。.")
	return None
