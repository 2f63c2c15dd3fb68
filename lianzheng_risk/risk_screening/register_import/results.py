"""What a check found, as plain data for the form: all counts, and the first of what is listed."""

from __future__ import annotations

from lianzheng_risk.core.bilingual import Lang
from lianzheng_risk.core.comparison import FieldChange
from lianzheng_risk.core.findings import Finding, Layout, Place, count_by_severity
from lianzheng_risk.core.importing import Plan
from lianzheng_risk.core.register import TABLES
from lianzheng_risk.core.vocabulary import SEVERITY
from lianzheng_risk.risk_screening.register_import.lists import in_words
from lianzheng_risk.store.importing.preparing import Prepared

LISTED_AT_MOST = 200
_WORST_FIRST = {code: rank for rank, code in enumerate(SEVERITY.codes)}


def result_of(prepared: Prepared, lang: Lang) -> dict:
	"""`ready` to be written, with `rows` to write, `tables` (counts by table), `findings` and `changes` (counts and the
	first of each), `accounts` of a list."""
	plan = prepared.plan
	found, layout = prepared.located()
	rows = sum(len(table.new) + len(table.changed) for table in plan.tables.values())
	return {
		"ready": plan.ready and rows > 0,
		"rows": rows,
		"tables": tables_of(plan, lang),
		"findings": findings_of(found, layout, lang),
		"changes": _changes(prepared, lang),
		"accounts": _accounts(prepared),
	}


def tables_of(plan: Plan, lang: Lang) -> list[dict]:
	"""Of every table with rows in the file: its name and how many rows have which outcome."""
	counts = plan.counts()
	return [
		{"table": name, "label": table.text.label(lang), **counts[name]}
		for name, table in TABLES.items()
		if any(counts[name].values())
	]


def findings_of(findings: list[Finding], layout: Layout, lang: Lang) -> dict:
	first = sorted(findings, key=lambda finding: _WORST_FIRST[finding.severity])[:LISTED_AT_MOST]
	return {
		"counts": count_by_severity(findings),
		"first": [
			{
				"severity": finding.severity,
				"sheet": layout.sheet(finding.place),
				"cell": layout.cell(finding.place) if finding.place.row else "",
				"message": finding.message(lang),
			}
			for finding in first
		],
	}


def _changes(prepared: Prepared, lang: Lang) -> dict:
	first = prepared.plan.changes(LISTED_AT_MOST)
	return {
		"count": sum(len(table.changed) for table in prepared.plan.tables.values()),
		"first": [
			{**_place(prepared, place), "code": code, "title": title or "", "fields": _fields(fields, lang)}
			for place, code, title, fields in first
		],
	}


def _place(prepared: Prepared, place: Place) -> dict:
	sheet, row = prepared.origin(place)
	return {"table": place.table, "sheet": sheet, "row": row}


def _fields(changes: list[FieldChange], lang: Lang) -> list[dict]:
	return [change.to_dict(lang) for change in changes]


def _accounts(prepared: Prepared) -> list[dict]:
	"""Of each table of a list: how many rows became what, and the first of those left out or still to be settled."""
	if not prepared.converted:
		return []
	return list(map(_first_of, in_words(prepared.converted)))


def _first_of(account: dict) -> dict:
	counted = {f"{name}_count": len(account[name]) for name in ("left_out", "to_settle")}
	return {**account, **counted, **{name: account[name][:LISTED_AT_MOST] for name in ("left_out", "to_settle")}}
