"""Row by row what the session's user may not write, and why: nothing of it is left to be found out while writing.

By the platform's own answer (`writing.rights`), by the approval path and the course of measures (`writing.standing`,
`writing.standing_courses`), by what is submitted (`writing.standing_submitted`), by what is there already though the user
does not see it, and by the levels of single fields.
"""

from __future__ import annotations

from collections.abc import Iterator

import frappe
import pandas as pd

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.checks.found import found
from lianzheng_risk.core.findings import Finding, Rule
from lianzheng_risk.core.importing import Plan
from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.core.vocabulary import normalise
from lianzheng_risk.store.frames import RETIRED as RETIRED_STATE
from lianzheng_risk.store.mapping import MAPPINGS, ONE_BY_ONE
from lianzheng_risk.store.writing import Batch, rights, standing, standing_courses, standing_submitted
from lianzheng_risk.store.writing.acceptance import problems
from lianzheng_risk.store.writing.batch import DOCUMENTS, key_of, stored
from lianzheng_risk.store.writing.standing import RETIRED, RISK
from lianzheng_risk.store.writing.values import to_column

CODE_TAKEN = Rule(
	"code_taken", "error",
	Text(
		"编码“{value}”在系统中已被使用，您无权查看或修改该记录，请改用其他编码，或留空由系统编号",
		"The code “{value}” is in use on the site by a record that you may not see or change; use another, or leave it empty",
	),
)  # fmt: skip
FIELD_CLOSED = Rule(
	"field_closed", "error", Text("您没有填写“{field}”的权限，请清空本格，或请有权限的人员导入", "You may not fill in “{field}”; empty the cell, or ask somebody who may to import it")
)  # fmt: skip


def refusals(plan: Plan) -> list[Finding]:
	"""What of the plan the user may not write, and what the site would not accept of it. No query is made per row."""
	batch = batch_of(plan)
	return [*refused(batch), *problems(batch)]


def batch_of(plan: Plan) -> Batch:
	"""What a plan wants written, documents of which the file has child rows only among it."""
	rows = {
		sort: {table: pd.Index(getattr(plan.tables[table], sort), dtype="int64") for table in DOCUMENTS}
		for sort in ("new", "changed")
	}
	frames = dict(plan.register)
	for table, owners in plan.owners.items():
		frames[table] = pd.concat([frames[table], owners])
		rows["changed"][table] = rows["changed"][table].append(owners.index)
	return Batch(Register(frames), rows["new"], rows["changed"], plan.children)


def refused(batch: Batch) -> list[Finding]:
	"""What of a batch the user may not write."""
	return [
		*_taken(batch),
		*_retired(batch),
		*rights.refused(batch),
		*standing.refused(batch),
		*standing_courses.refused(batch),
		*standing_submitted.refused(batch),
		*_closed_fields(batch),
	]


def _taken(batch: Batch) -> Iterator[Finding]:
	"""New codes that documents have which the user does not see: the database tells codes apart no better than this."""
	for table in DOCUMENTS:
		codes = batch.new_rows(table)[key_of(table)]
		there = stored(
			MAPPINGS[table].doctype, codes.tolist(), ["name", *(["workflow_state"] if table == "risk_points" else [])]
		)
		if not there:
			continue
		named = {normalise(row.name): row for row in there}
		bad = codes[codes.map(normalise).isin(list(named))]
		retired = bad[[named[normalise(value)].get("workflow_state") == RETIRED_STATE for value in bad]]
		yield from found(RETIRED, table, retired.index, key_of(table), value=retired.tolist())
		taken = bad.drop(retired.index)
		yield from found(CODE_TAKEN, table, taken.index, key_of(table), value=taken.tolist())


def _retired(batch: Batch) -> list[Finding]:
	"""Measures of risk points that count no longer."""
	rows = batch.written("measures")
	named = sorted(set(rows["risk"].dropna()) - set(batch.new_keys["risk_points"]))
	retired = [
		risk.name for risk in stored(RISK, named, ["name", "workflow_state"]) if risk.workflow_state == RETIRED_STATE
	]
	bad = rows["risk"][rows["risk"].isin(retired)]
	return found(RETIRED, "measures", bad.index, "risk", value=bad.tolist())


def _closed_fields(batch: Batch) -> Iterator[Finding]:
	"""Cells of fields to which the site gave a level that the user does not have, or that it made read-only."""
	for table in TABLES:
		mapping = MAPPINGS[table]
		levels, of_the_course = _levels(mapping.document), _read_only_by_birth(table)
		for name, fieldname in mapping.fields.items():
			field = frappe.get_meta(mapping.doctype).get_field(fieldname)
			closed = field and field.read_only and fieldname not in of_the_course
			if closed or (field and field.permlevel not in levels):
				rows = _filled_in(table, name, batch)
				yield from found(FIELD_CLOSED, table, rows, name, field=TABLES[table][name].text)


def _read_only_by_birth(table: str) -> set[str]:
	"""What forms of proceedings never offer, a register may bring along: their controllers judge it."""
	mapping = MAPPINGS[table]
	if mapping.document not in {MAPPINGS[proceedings].doctype for proceedings in ONE_BY_ONE}:
		return set()
	filters = {"parent": mapping.doctype, "read_only": 1}
	return set(frappe.get_all("DocField", filters=filters, pluck="fieldname", order_by="", limit=0))


def _levels(doctype: str) -> set[int]:
	"""The levels of fields that the user may write, the lowest always: the document's own rights decide there."""
	if frappe.session.user == "Administrator":
		return set(range(10))
	rules, roles = frappe.get_meta(doctype).permissions, frappe.get_roles()
	return {0} | {rule.permlevel for rule in rules if rule.write and rule.role in roles}


def _filled_in(table: str, name: str, batch: Batch) -> list[int]:
	"""The rows in which the cell says something else than what the site has, or would have."""
	rows, column = batch.written(table), TABLES[table][name]
	values = pd.Series(to_column(rows[name], column), index=rows.index, dtype=object)
	before = pd.Series(None, index=rows.index, dtype=object)
	if not MAPPINGS[table].parent:
		codes, fieldname = rows[key_of(table)], MAPPINGS[table].fields[name]
		there = stored(MAPPINGS[table].doctype, codes.tolist(), ["name", f"{fieldname} as value"])
		before = codes.map({row.name: row.value for row in there})
	return [row for row in rows.index if (values[row] or "") != _comparable(before[row])]


def _comparable(value: object) -> object:
	if not value or pd.isna(value):
		return ""
	return value if isinstance(value, int | float) else str(value)
