"""The grades stored on risk points, read and rewritten in bulk when the rules change rather than the risk.

This is the system's own work: it looks at every risk point that is not retired, whoever set it going.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

import frappe
import pandas as pd
from frappe.utils import now, nowdate
from pypika import Case

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.approval.path import STATE
from lianzheng_risk.core.approval.record import MATERIAL, seal, to_json
from lianzheng_risk.core.register import TABLES
from lianzheng_risk.store.convert import to_frame
from lianzheng_risk.store.tallies.marking import mark

RISK, RECORD = "Integrity Risk Point", "Integrity Grade Record"
GRADED_BY = ("probability", "harm", *v.VETO.codes)
_AT_ONCE = 5000
_CASES = 500
_RISK = (
	"name", "title", "unit", "post", "power", "workflow_state", "grade", "proposed_grade", "base_grade", "scheme",
	"approving_level", "revision", "grade_record", *GRADED_BY,
)  # fmt: skip
_RECORD_WRITTEN = (
	"risk", "risk_title", "unit", "kind", "revision", "grade", "previous_grade", "base_grade", "scheme",
	"approving_level", "approved_on", "effective_on", "values_json", "values_hash",
)  # fmt: skip
_OF_ANY_DOCUMENT = ("name", "owner", "modified_by", "creation", "modified", "docstatus", "idx")


def of_other_schemes(scheme: str) -> Iterator[pd.DataFrame]:
	"""The risk points that were graded by another scheme than the document named, some thousand at a time.

	Columns: those of the document that grading and approval look at, `business_area` (of the power), `post_rank`, and
	`approved`: the values of the approval in force, of which `approved_area` is the business area.
	"""
	risk = frappe.qb.DocType(RISK)
	return _read((risk.scheme != scheme) | risk.scheme.isnull())


def of_power(power: str) -> Iterator[pd.DataFrame]:
	"""The risk points of one power, as they are or as they were approved, in the same columns."""
	return _read(_names_power(power))


def count_of_power(power: str) -> int:
	risk, record = _tables()
	query = frappe.qb.from_(risk).left_join(record).on(record.name == risk.grade_record).select(risk.name)
	return len(query.where(_names_power(power)).run())


def of_all() -> Iterator[pd.DataFrame]:
	"""Every risk point that is not retired, in the same columns."""
	return _read(None)


def write_working(graded: pd.DataFrame, scheme: str) -> None:
	"""Store proposed_grade, base_grade and scheme. Columns: name, proposed_grade, base_grade, changed."""
	for (proposed, base, changed), rows in graded.groupby(["proposed_grade", "base_grade", "changed"]):
		values = {"proposed_grade": proposed, "base_grade": base, "scheme": scheme}
		_write(rows["name"], values | (_touched() if changed else {}))


def write_counting(graded: pd.DataFrame, scheme: str) -> None:
	"""Store the grade that counts, with a record of each change.

	Columns: those that were read, and new_grade, new_base_grade. The record of a risk point with an approval takes the
	place of that approval.
	"""
	if graded.empty:
		return
	approved = graded["approved"].notna().to_numpy()
	written = _values_now(graded["name"][~approved])
	records = [_record_of(row, scheme, written) for row in graded.itertuples()]
	frappe.db.bulk_insert(
		RECORD,
		fields=[*_OF_ANY_DOCUMENT, *_RECORD_WRITTEN],
		values=[tuple(record[field] for field in (*_OF_ANY_DOCUMENT, *_RECORD_WRITTEN)) for record in records],
	)
	for grade, rows in graded.groupby("new_grade"):
		_write(rows["name"], {"grade": grade} | _touched())
	_put_in_force([record for record, in_force in zip(records, approved, strict=True) if in_force])


def write_levels(levels: pd.DataFrame) -> None:
	"""Store who has to approve. Columns: name, approving_level."""
	for level, rows in levels.groupby("approving_level"):
		_write(rows["name"], {"approving_level": level})


def _tables():
	return frappe.qb.DocType(RISK), frappe.qb.DocType(RECORD)


def _names_power(power: str):
	risk, record = _tables()
	spelled = json.dumps(power, ensure_ascii=False)
	return (risk.power == power) | record.values_json.like(f'%"power":{spelled}%')


def _read(condition) -> Iterator[pd.DataFrame]:
	last = ""
	while True:
		frame = _read_some(condition, last)
		if frame.empty:
			return
		yield frame
		last = frame["name"].iloc[-1]


def _read_some(condition, after: str) -> pd.DataFrame:
	risk, record = _tables()
	power, post = frappe.qb.DocType("Integrity Power"), frappe.qb.DocType("Integrity Post")
	query = (
		frappe.qb.from_(risk)
		.left_join(power)
		.on(power.name == risk.power)
		.left_join(post)
		.on(post.name == risk.post)
		.left_join(record)
		.on(record.name == risk.grade_record)
		.select(*(risk[column] for column in _RISK), power.business_area, post.rank, record.values_json)
		.where((risk.workflow_state != STATE.label("retired", "en")) & (risk.name > after))
		.orderby(risk.name)
		.limit(_AT_ONCE)
	)
	rows = (query.where(condition) if condition else query).run()
	frame = pd.DataFrame(list(rows), columns=[*_RISK, "business_area", "post_rank", "approved"], dtype=object)
	frame = _in_terms_of_the_register(frame)
	frame["approved"] = frame["approved"].map(json.loads, na_action="ignore")
	frame["approved_area"] = _areas_approved(frame["approved"])
	return frame


def approved_levels(frame: pd.DataFrame) -> pd.DataFrame:
	"""The columns that grading looks at, as they were approved; rows without an approval as they are now."""
	approved = frame["approved"].where(frame["approved"].notna(), None)
	working = frame[list(GRADED_BY)]
	columns = {name: [values and values.get(name) for values in approved] for name in GRADED_BY}
	found = _in_terms_of_the_register(pd.DataFrame(columns, index=frame.index, dtype=object))
	found = found.where(frame["approved"].notna(), working)
	flags = list(v.VETO.codes)
	return found.assign(**{flag: found[flag].astype(bool) for flag in flags})


def _in_terms_of_the_register(frame: pd.DataFrame) -> pd.DataFrame:
	frame = frame.copy()
	for name in GRADED_BY:
		frame[name] = to_frame(frame[name], TABLES["risk_points"][name])
	if "business_area" in frame:
		frame["business_area"] = to_frame(frame["business_area"], TABLES["powers"]["business_area"])
	return frame


def _areas_approved(approved: pd.Series) -> pd.Series:
	powers = approved.map(lambda values: values.get("power"), na_action="ignore")
	named = sorted(set(powers.dropna()))
	rows = frappe.get_all("Integrity Power", filters={"name": ["in", named or [""]]}, fields=["name", "business_area"])
	area_of = {row.name: row.business_area for row in rows}
	return to_frame(powers.map(area_of, na_action="ignore").astype(object), TABLES["powers"]["business_area"])


def _values_now(names: pd.Series) -> dict[str, str]:
	"""What risk points without an approval say now, as a record keeps it."""
	rows = frappe.get_all(RISK, filters={"name": ["in", list(names) or [""]]}, fields=["name", *MATERIAL])
	return {row.name: to_json(row) for row in rows}


def _record_of(row: tuple, scheme: str, written: Mapping[str, str]) -> dict[str, object]:
	name = frappe.generate_hash(length=10)
	values_json = written.get(row.name) or to_json(row.approved)
	return {
		"unit": row.unit,
		"approving_level": row.approving_level,
		"revision": row.revision,
		"name": name,
		"owner": frappe.session.user,
		"modified_by": frappe.session.user,
		"creation": now(),
		"modified": now(),
		"docstatus": 0,
		"idx": 0,
		"risk": row.name,
		"risk_title": row.title,
		"kind": "Regrading",
		"grade": row.new_grade,
		"previous_grade": row.grade,
		"base_grade": row.new_base_grade,
		"scheme": scheme,
		"approved_on": now(),
		"effective_on": nowdate(),
		"values_json": values_json,
		"values_hash": seal(name, row.revision, row.new_grade, scheme, values_json),
	}


def _put_in_force(records: Sequence[Mapping[str, object]]) -> None:
	"""Each risk point names its own record: a statement for some hundred of them."""
	risk = frappe.qb.DocType(RISK)
	for start in range(0, len(records), _CASES):
		some = records[start : start + _CASES]
		record_of = Case()
		for record in some:
			record_of = record_of.when(risk.name == record["risk"], record["name"])
		names = [record["risk"] for record in some]
		frappe.qb.update(risk).set(risk.grade_record, record_of).where(risk.name.isin(names)).run()
		mark({"risk_points": names})


def _touched() -> dict[str, str]:
	return {"modified": now(), "modified_by": frappe.session.user}


def _write(names: pd.Series, values: Mapping[str, object]) -> None:
	risk = frappe.qb.DocType(RISK)
	for start in range(0, len(names), _AT_ONCE):
		query = frappe.qb.update(risk).where(risk.name.isin(list(names.iloc[start : start + _AT_ONCE])))
		for column, value in values.items():
			query = query.set(risk[column], value)
		query.run()
