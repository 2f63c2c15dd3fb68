"""What the platform or a controller would refuse of new documents, found for a whole table at once, each with its place.

The register's own checks (`core.checks`) have gone before; here is what only the site can know: its own mandatory
fields and options, the room of its columns, and whether what a row names is there.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import frappe
import pandas as pd
from frappe.utils import cint

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.checks import dates, flow, grades, keys, rules
from lianzheng_risk.core.checks.found import found, listed
from lianzheng_risk.core.checks.given import Given
from lianzheng_risk.core.findings import Finding, Rule
from lianzheng_risk.core.grading import Scheme
from lianzheng_risk.core.register import TABLES, Field, Register
from lianzheng_risk.store.mapping import MAPPINGS
from lianzheng_risk.store.writing import platform_names
from lianzheng_risk.store.writing.batch import AT_ONCE, Batch, key_of
from lianzheng_risk.store.writing.values import sanitized

NOT_AN_OPTION = Rule(
	"not_an_option", "error",
	Text(
		"本站点的“{field}”没有“{value}”这一选项，请改为：{options}",
		"“{field}” has no option “{value}” on this site; choose one of: {options}",
	),
)  # fmt: skip
NUMBERED_FROM_ONE = Rule(
	"numbered_from_one", "error", Text("环节序号从1开始，请改正", "Steps are numbered from 1; please correct it")
)
NAME_RESERVED = Rule(
	"name_reserved", "error",
	Text("“{value}”为系统保留，不能用作编码，请改用其他编码", "“{value}” is reserved by the system; use another code"),
)  # fmt: skip

# Bytes that a text column of the database holds; an Excel cell may hold 32,767 characters of three bytes each.
_BYTES = {"Small Text": 65_535, "Text": 65_535}
_BYTES_PER_CHARACTER = 4
_LARGEST = 2**31 - 1


def problems(batch: Batch) -> list[Finding]:
	"""The findings on new and changed rows, by table and column."""
	return [
		finding
		for table in TABLES
		if len(rows := batch.written(table))
		for finding in (*_of_columns(table, rows, batch), *_of_rows(table, rows, batch))
	]


def errors(register: Register, scheme: Scheme, as_of: datetime.date) -> list[Finding]:
	"""What makes rows unusable whatever the site: for registers that nobody has checked before."""
	given = Given(register, scheme, as_of)
	findings = (finding for family in (keys, dates, grades, flow) for finding in family.check(given))
	return [
		finding for finding in findings if finding.severity == "error" and finding.rule is not rules.RISK_STEP_MISSING
	]


def _of_columns(table: str, rows: pd.DataFrame, batch: Batch) -> Iterator[Finding]:
	meta = frappe.get_meta(MAPPINGS[table].doctype)
	for name, fieldname in MAPPINGS[table].fields.items():
		field, column = meta.get_field(fieldname), TABLES[table][name]
		if not field:  # the parent of a child row
			continue
		values = rows[name]
		if field.reqd and not field.default:
			yield from found(rules.REQUIRED, table, values.index[values.isna()], name, field=column.text)
		yield from _of_kind(table, values, column, field, batch)


def _of_kind(table: str, values: pd.Series, column: Field, field, batch: Batch) -> Iterator[Finding]:
	given = values[values.notna()]
	if column.kind in ("text", "longtext"):
		yield from _too_long(table, given, column, field)
	elif column.kind == "reference":
		yield from _leading_nowhere(table, given, column, batch)
	elif column.kind == "term":
		yield from _not_an_option(table, given, column, field)
	elif column.kind == "integer":
		out = given[(given < 0) | (given > _LARGEST)]
		told = {"field": column.text, "most": _LARGEST, "value": out.tolist()}
		yield from found(rules.INTEGER_OUT_OF_RANGE, table, out.index, column.name, **told)


def _too_long(table: str, texts: pd.Series, column: Field, field) -> list[Finding]:
	"""Texts that the column has no room for, as they were entered or as they are stored."""
	in_bytes = _BYTES.get(field.fieldtype)
	most = in_bytes or cint(field.length) or cint(frappe.db.VARCHAR_LEN)
	suspects = texts[texts.str.len() > most // (_BYTES_PER_CHARACTER if in_bytes else 1)]
	suspects = pd.concat([suspects, texts[texts.str.contains("[<>]")]])
	suspects = suspects[~suspects.index.duplicated()]
	lengths = suspects.map(lambda text: max(_length(text, in_bytes), _length(sanitized(text), in_bytes)))
	long = lengths[lengths > most]
	shown = most // 3 if in_bytes else most  # Chinese takes three bytes a character
	told = {"field": column.text, "most": shown, "length": suspects[long.index].str.len().tolist()}
	return found(rules.TEXT_TOO_LONG, table, long.index, column.name, **told)


def _length(text: str, in_bytes: int | None) -> int:
	return len(text.encode()) if in_bytes else len(text)


def _not_an_option(table: str, terms: pd.Series, column: Field, field) -> list[Finding]:
	options = [option for option in (field.options or "").split("\n") if option]
	lacking = {term.code: term for term in column.vocabulary.terms if term.en not in options} if options else {}
	bad = terms[terms.isin(list(lacking))] if lacking else terms.iloc[:0]
	values = [lacking[code].text for code in bad]
	told = {"field": column.text, "value": values, "options": listed(frappe._(option) for option in options)}
	return found(NOT_AN_OPTION, table, bad.index, column.name, **told)


def _leading_nowhere(table: str, codes: pd.Series, column: Field, batch: Batch) -> list[Finding]:
	known = batch.register[column.reference][key_of(column.reference)]
	named = pd.Index(codes.astype(object).unique()).difference(pd.Index(known, dtype=object))
	lost = set(named).difference(_existing(MAPPINGS[column.reference].doctype, named.tolist()))
	bad = codes[codes.isin(list(lost))] if lost else codes.iloc[:0]
	told = {"field": column.text, "target": TABLES[column.reference].text, "value": bad.tolist()}
	return found(rules.UNRESOLVED_REFERENCE, table, bad.index, column.name, **told)


def _existing(doctype: str, names: list[str]) -> Iterator[str]:
	for start in range(0, len(names), AT_ONCE):
		some = {"name": ["in", names[start : start + AT_ONCE]]}
		yield from frappe.get_all(doctype, filters=some, pluck="name", order_by="name", limit=0)


def _of_rows(table: str, rows: pd.DataFrame, batch: Batch) -> Iterator[Finding]:
	yield from platform_names.problems(table, rows)
	if not MAPPINGS[table].parent:
		yield from _reserved_names(table, rows)
	if table == "power_steps":
		yield from found(NUMBERED_FROM_ONE, table, rows.index[rows["step_no"].fillna(1) < 1], "step_no")
	if table == "risk_points":
		yield from _unknown_steps(rows, batch)


def _reserved_names(table: str, rows: pd.DataFrame) -> list[Finding]:
	"""`frappe.model.naming.validate_name`, as far as the checks of codes have not been there before."""
	doctype, codes = MAPPINGS[table].doctype, rows[key_of(table)]
	bad = codes[codes.str.startswith(f"New {doctype}", na=False) | (codes == doctype)]
	return found(NAME_RESERVED, table, bad.index, key_of(table), value=bad.tolist())


def _unknown_steps(rows: pd.DataFrame, batch: Batch) -> Iterator[Finding]:
	stepped = rows[rows["step_no"].notna()]
	homeless = stepped[stepped["power"].isna()]
	numbers = homeless["step_no"].tolist()
	yield from found(rules.STEP_WITHOUT_POWER, "risk_points", homeless.index, "power", step=numbers)
	stepped = stepped[stepped["power"].notna()]
	pairs = pd.MultiIndex.from_arrays([stepped["power"], stepped["step_no"].astype("int64")])
	absent = stepped[~pairs.isin(_steps(stepped["power"], batch))]
	told = {"power": absent["power"].tolist(), "step": absent["step_no"].tolist()}
	yield from found(rules.RISK_STEP_MISSING, "risk_points", absent.index, "step_no", **told)


def _steps(powers: pd.Series, batch: Batch) -> pd.MultiIndex:
	"""Power and number of every step of these powers: of the register where it has steps for the power, else of the site."""
	own = batch.register["power_steps"][["power", "step_no"]].dropna()
	pairs = list(zip(own["power"], own["step_no"].astype("int64"), strict=True))
	outside = sorted(set(powers).difference(own["power"]))
	for start in range(0, len(outside), AT_ONCE):
		some = {"parent": ["in", outside[start : start + AT_ONCE]], "parenttype": "Integrity Power"}
		found_steps = frappe.get_all("Integrity Power Step", filters=some, fields=["parent", "step_no"], limit=0)
		pairs += [(step.parent, step.step_no) for step in found_steps]
	return pd.MultiIndex.from_tuples(pairs or [("", 0)])
