"""What decides the figures of some units, whoever may see it: a part of the register, read without the rest of it.

Evidence counts wherever it belongs: a risk point of another unit screens the post that it names. So besides what belongs
to the units, whatever bears on it is read too; the figures of other units that come of it mean nothing.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence

import frappe
import numpy as np
import pandas as pd
from frappe.query_builder import Case
from frappe.query_builder.functions import Coalesce
from pypika.terms import Criterion

from lianzheng_risk.core.approval.path import STATE
from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.store.convert import to_frame
from lianzheng_risk.store.frames import RETIRED, as_approved
from lianzheng_risk.store.mapping import MAPPINGS

# Columns of the large tables that no figure depends on: they stay empty.
UNREAD: Mapping[str, frozenset[str]] = {
	"risk_points": frozenset(("step_no", "title", "manifestation", "grade_basis", "stated_grade")),
	"measures": frozenset(("kind", "description", "basis", "recurrence_basis", "recurs_from")),
}
# Of these people see no titles unless they are asked for: `titles`.
UNTITLED = tuple(UNREAD)
# Ledgers of which a unit's figures count the rows of its own.
_OF_UNITS = ("inspections", "rectifications", "warnings", "decisions")
_NAMES_AT_ONCE = 2000
_REVISED = (STATE.label("in_force", "en"), RETIRED)

Approved = Mapping[str, dict]


def units_frame() -> pd.DataFrame:
	"""All units of the site."""
	return _frame("units", [_query("units")])


def approved_values() -> Approved:
	"""By risk point under revision the values that were approved last."""
	risk, record = frappe.qb.DocType("Integrity Risk Point"), frappe.qb.DocType("Integrity Grade Record")
	rows = (
		frappe.qb.from_(risk)
		.join(record)
		.on(record.name == risk.grade_record)
		.select(risk.name, record.values_json)
		.where(Coalesce(risk.workflow_state, "").notin(_REVISED))
		.run()
	)
	return {name: json.loads(values) for name, values in rows}


def standing(risks: Sequence[str]) -> set[str]:
	"""Which of some risk points count anywhere on the site."""
	risk = frappe.qb.DocType("Integrity Risk Point")
	return {row[0] for query in by_codes("risk_points", "risk", risks, _counts, [risk.name]) for row in query.run()}


def read_part(codes: Collection[str], units: pd.DataFrame, approved: Approved) -> Register:
	"""`units` are all units of the site, so that what belongs to others is known to."""
	codes = sorted(codes)
	tables = {"units": units}
	for table in ("people", "posts", "powers"):
		tables[table] = _frame(table, [_query(table, lambda t: t.unit.isin(codes))])
	tables["tenures"] = _frame(
		"tenures", [_query("tenures", via=("posts", "post", codes)), _query("tenures", via=("people", "person", codes))]
	)
	held = _others(tables["tenures"]["post"], tables["posts"]["post"])
	tables["posts"] = _frame("posts", named("posts", held), tables["posts"])
	tables["power_steps"] = _frame("power_steps", [_query("power_steps", via=("powers", "power", codes))])
	risks = _risks(codes, tables, approved)
	missing = _others(risks["power"], tables["powers"]["power"])
	tables["powers"] = _frame("powers", named("powers", missing), tables["powers"])
	tables["risk_points"] = risks
	tables["measures"] = _measures(codes, risks)
	return Register({**tables, **_ledgers(codes)})


def titles(wanted: Mapping[str, Collection[str]], approved: Approved) -> dict[str, dict[str, str]]:
	"""By table and code what people call the risk points and measures; one under revision as it was approved last."""
	found = {}
	for table, codes in wanted.items():
		key, title = (MAPPINGS[table].fields[name] for name in (TABLES[table].key[0], TABLES[table].title))
		rows = frappe.qb.DocType(MAPPINGS[table].doctype)
		queries = named(table, sorted(codes), [rows[key], rows[title]])
		found[table] = {code: text for query in queries for code, text in query.run()}
	for risk in found.get("risk_points", {}).keys() & approved.keys():
		found["risk_points"][risk] = approved[risk]["title"]
	return found


def _risks(codes: list[str], tables: Mapping[str, pd.DataFrame], approved: Approved) -> pd.DataFrame:
	"""Those of the units and those that screen their posts, powers and people; each as it was approved last."""
	posts, powers = tables["posts"]["post"], tables["powers"]["power"]
	named_in = {"unit": set(codes), "post": set(posts), "power": set(powers)}
	revised = [risk for risk, values in approved.items() if any(values[by] in named_in[by] for by in named_in)]
	outside = posts[~tables["posts"]["unit"].isin(codes)]

	def of_others(risk):
		return risk.unit.notin(codes) & _counts(risk)

	found = _frame(
		"risk_points",
		[
			_query("risk_points", lambda t: t.unit.isin(codes) & _counts(t)),
			_query("risk_points", of_others, via=("posts", "post", codes)),
			_query("risk_points", of_others, via=("powers", "power", codes)),
			*by_codes("risk_points", "post", outside.tolist(), _counts),
			*by_codes("risk_points", "risk", revised, _counts),
		],
	)
	return as_approved(found, {risk: approved[risk] for risk in found["risk"] if risk in approved}, _exist)


def _measures(codes: list[str], risks: pd.DataFrame) -> pd.DataFrame:
	"""Those of the units' risk points, wherever these stand until they are approved again."""
	own = risks["risk"][risks["unit"].isin(codes)]
	near = _frame("measures", [_query("measures", lambda t: t.unit.isin(codes))])
	# A risk point without any measure there may have them elsewhere.
	far = by_codes("measures", "risk", _others(own, near["risk"]), lambda t: t.unit.notin(codes))
	return _frame("measures", far, near)


def _counts(risk) -> Criterion:
	return Coalesce(risk.workflow_state, "") != RETIRED


def _exist(table: str, codes: pd.Series) -> pd.Series:
	name = [frappe.qb.DocType(MAPPINGS[table].doctype).name]
	there = {row[0] for query in named(table, codes.dropna().unique().tolist(), name) for row in query.run()}
	return codes.isin(there)


def _ledgers(codes: list[str]) -> dict[str, pd.DataFrame]:
	"""What bears on the units and their posts. What a ledger says of a retired risk point decides no figure."""
	found = {name: _frame(name, [_query(name, lambda t: t.unit.isin(codes))]) for name in _OF_UNITS}
	found["inspection_findings"] = _frame(
		"inspection_findings", [_query("inspection_findings", via=("inspections", "inspection", codes))]
	)
	for name in ("activity_posts", "waivers"):
		found[name] = _frame(name, [_query(name, via=("posts", "post", codes))])
	attended = found["activity_posts"]["activity"].unique().tolist()
	# Where the site has any activity at all, others are missed: one of them says so.
	found["activities"] = _frame("activities", [_query("activities").limit(1), *named("activities", attended)])
	return found


def _query(table: str, where=None, via: tuple[str, str, list[str]] | None = None, columns: Sequence | None = None):
	"""The rows of a table; `via` (other table, reference, units): those whose reference names one that lies in the units."""
	mapping = MAPPINGS[table]
	rows = frappe.qb.DocType(mapping.doctype)
	query = frappe.qb.from_(rows)
	if via:
		other, reference, codes = via
		named_one = frappe.qb.DocType(MAPPINGS[other].doctype).as_("named_one")
		query = query.join(named_one).on(named_one.name == rows[mapping.fields[reference]])
		query = query.where(named_one.unit.isin(codes))
	if where:
		query = query.where(where(rows))
	if mapping.parent:
		query = query.where(
			(rows.parenttype == mapping.parent.doctype) & (rows.parentfield == mapping.parent.parentfield)
		)
	if frappe.get_meta(mapping.document).is_submittable:
		query = query.where(rows.docstatus < 2)
	fields = columns or [_field(rows, table, name) for name in _read(table)]
	return query.select(*fields)


def _field(rows, table: str, name: str):
	column = rows[MAPPINGS[table].fields[name]]
	# Of a long text no figure asks for more than whether there is one.
	is_flag = TABLES[table][name].kind == "longtext" and name != TABLES[table].title
	return Case().when(column != "", "1") if is_flag else column


def _read(table: str) -> list[str]:
	return [name for name in TABLES[table].columns if name not in UNREAD.get(table, ())]


def named(table: str, codes: Sequence[str], columns: Sequence | None = None) -> list:
	return [_query(table, lambda t, some=some: t.name.isin(some), columns=columns) for some in _portions(codes)]


def by_codes(table: str, reference: str, codes: Sequence[str], where=None, columns=None) -> list:
	"""The rows whose reference, or key, is one of the codes."""
	field = MAPPINGS[table].fields[reference]

	def one_of(some):
		return lambda t: t[field].isin(some) & where(t) if where else t[field].isin(some)

	return [_query(table, one_of(some), columns=columns) for some in _portions(codes)]


def _portions(codes: Sequence[str]) -> Iterator[list[str]]:
	codes = list(codes)
	return (codes[start : start + _NAMES_AT_ONCE] for start in range(0, len(codes), _NAMES_AT_ONCE))


def _others(codes: pd.Series, known: pd.Series) -> list[str]:
	return sorted(set(codes.dropna()).difference(known))


def _frame(table: str, queries, before: pd.DataFrame | None = None) -> pd.DataFrame:
	"""What the queries find together with what was found before, each row once."""
	declared, read = TABLES[table], _read(table)
	frames = [before] if before is not None and len(before) else []
	for query in queries:
		if rows := query.run():
			columns = zip(read, zip(*rows, strict=True), strict=True)
			frames.append(pd.DataFrame({n: to_frame(pd.Series(v, dtype=object), declared[n]) for n, v in columns}))
	if not frames:
		return declared.empty() if before is None else before
	found = frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)
	found = found.drop_duplicates(list(declared.key), ignore_index=True) if len(frames) > 1 else found
	empty = dict.fromkeys(UNREAD.get(table, ()), np.full(len(found), None, dtype=object))
	return found.assign(**empty)[list(declared.columns)]
