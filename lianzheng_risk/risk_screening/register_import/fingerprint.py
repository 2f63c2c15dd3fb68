"""What a person confirmed, as a checksum: the same file checked again must come to the same outcome to be written."""

from __future__ import annotations

import hashlib
import json

import pandas as pd

from lianzheng_risk.core.checks.references import references_of
from lianzheng_risk.core.importing import Plan
from lianzheng_risk.core.register import TABLES, Table


def fingerprint(plan: Plan) -> str:
	"""Which rows are new, change or are refused, why, what the changed ones say now and what they will say.

	Codes that are given anew each time do not count, nor do warnings, some of which come with the calendar.
	"""
	digest = hashlib.sha256()
	given = _codes_given(plan)
	for name, table in TABLES.items():
		digest.update(json.dumps([name, *_rows(plan, name)]).encode())
		for frame in (_now(plan, name), *_to_be(plan, name, given)):
			digest.update(_bytes(frame, table))
	errors = [(it.rule.code, *_place(plan, it)) for it in plan.findings if it.severity == "error"]
	digest.update(json.dumps(sorted(errors)).encode())
	return digest.hexdigest()


def _place(plan: Plan, finding) -> tuple[str, int, str]:
	place = plan.in_file(finding.place)
	return place.table, place.row, place.field or ""


def _rows(plan: Plan, name: str) -> list:
	table = plan.tables[name]
	return [table.new, table.changed, table.refused, table.left_alone, table.removed]


def _now(plan: Plan, name: str) -> pd.DataFrame:
	"""What the site has for the rows that change, owners of changed child rows included."""
	site, at = plan.draft.around.site[name], plan.draft.positions[name]
	changed = plan.draft.frames[name].index.isin(plan.tables[name].changed)
	(key, *_) = TABLES[name].key
	owners = plan.owners.get(name)
	rows = site.iloc[at[changed]]
	return rows if owners is None else pd.concat([rows, site[site[key].isin(owners[key])].sort_values(key)])


def _to_be(plan: Plan, name: str, given: dict[str, dict[str, str]]) -> list[pd.DataFrame]:
	"""The rows as they will be, with the place in the file for every code that was given by the way."""
	frame = plan.register[name]
	written = frame[frame.index.isin([*plan.tables[name].new, *plan.tables[name].changed])]
	frames = [written, *([plan.children[name]] if name in plan.children else [])]
	return [_without_given(frame, TABLES[name], given) for frame in frames]


def _codes_given(plan: Plan) -> dict[str, dict[str, str]]:
	"""By table, the codes of its new rows, and where in the file each stands."""
	codes: dict[str, dict[str, str]] = {}
	for name, table in TABLES.items():
		if len(table.key) == 1:
			new = plan.register[name].reindex(plan.tables[name].new)[table.key[0]].dropna()
			codes[name] = {code: f"row {row}" for row, code in new.items()}
	return codes


def _without_given(frame: pd.DataFrame, table: Table, given: dict[str, dict[str, str]]) -> pd.DataFrame:
	columns = {column.name: column.reference for column in references_of(table)}
	if len(table.key) == 1:
		columns[table.key[0]] = table.name
	replaced = {
		name: frame[name].map(lambda code, codes=given[target]: codes.get(code, code))
		for name, target in columns.items()
		if given.get(target)
	}
	return frame.assign(**replaced)


def _bytes(frame: pd.DataFrame, table: Table) -> bytes:
	columns = [column.name for column in table.fields]
	return frame[columns].to_csv(index=False, header=False, date_format="%Y-%m-%d").encode()
