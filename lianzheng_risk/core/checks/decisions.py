"""Collective decisions: what a decision needs, days that agree, and the members as `core.decisions.meeting` judges them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.checks import rules
from lianzheng_risk.core.checks.days import out_of_order, to_come
from lianzheng_risk.core.checks.found import found
from lianzheng_risk.core.checks.given import Given
from lianzheng_risk.core.decisions.consumption import COVERING
from lianzheng_risk.core.decisions.meeting import MORE_THAN_HALF, Meeting, Member
from lianzheng_risk.core.decisions.words import RESULT, SHARE
from lianzheng_risk.core.findings import Finding
from lianzheng_risk.core.register import TABLES

TABLE, MEMBERS = "decisions", "decision_members"
_DECIDED_WITH = ("meeting_date", "result")
_OF_URGENT = ("urgent_reason", "ratify_by", "ratified_on")
_SHARES = {term.code: term.text for term in SHARE.terms}


def check(given: Given) -> Iterator[Finding]:
	rows = given.register[TABLE]
	if rows.empty:
		return
	yield from _decided(rows)
	yield from _urgent(rows)
	yield from _days(rows, given.as_of)
	yield from _meetings(given)


def _decided(rows: pd.DataFrame) -> Iterator[Finding]:
	for name in _DECIDED_WITH:
		bare = rows.index[rows["decided"] & rows[name].isna()]
		yield from found(rules.DECIDED_WITHOUT, TABLE, bare, name, field=TABLES[TABLE][name].text)
	unpriced = rows["decided"] & (rows["category"] == "funds") & rows["result"].isin(COVERING) & rows["amount"].isna()
	yield from found(rules.FUNDS_WITHOUT_AMOUNT, TABLE, rows.index[unpriced], "amount")


def _urgent(rows: pd.DataFrame) -> Iterator[Finding]:
	urgent = rows["result"] == "urgent"
	bare = rows.index[urgent & rows["decided"] & rows["ratify_by"].isna()]
	yield from found(rules.DECIDED_WITHOUT, TABLE, bare, "ratify_by", field=TABLES[TABLE]["ratify_by"].text)
	for name in _OF_URGENT:
		strange = rows.index[~urgent & rows[name].notna()]
		yield from found(rules.ONLY_OF_URGENT, TABLE, strange, name, field=TABLES[TABLE][name].text)


def _days(rows: pd.DataFrame, as_of: datetime.date) -> Iterator[Finding]:
	"""A meeting may be ahead as long as nothing is decided."""
	for name in ("ratify_by", "ratified_on", "execution_due"):
		yield from out_of_order(rules.DAYS_OUT_OF_ORDER, TABLE, rows, "meeting_date", name)
	yield from to_come(rules.DAY_TO_COME, TABLE, rows[rows["decided"]], "meeting_date", as_of)
	yield from to_come(rules.DAY_TO_COME, TABLE, rows, "ratified_on", as_of)


def _meetings(given: Given) -> Iterator[Finding]:
	rows = given.register[TABLE].dropna(subset=["decision"])
	members = given.register[MEMBERS].dropna(subset=["decision", "person"]).sort_values("speaking_no", kind="stable")
	names = given.lookup("people", "person_name")
	of_decision = dict(list(members.groupby("decision", sort=False)))
	for row in rows.itertuples():
		present = of_decision.get(row.decision)
		if row.result == "urgent":
			yield from _unfounded(row)
		elif present is not None:
			yield from _meeting(row, present, names)
		else:
			yield from _unfounded(row)
			if row.decided:
				yield from found(rules.DECIDED_BY_NOBODY, TABLE, [row.Index], "decided")


def _unfounded(row: tuple) -> Iterator[Finding]:
	"""Nothing was decided yet, and no opinions make a result either."""
	if not row.decided and isinstance(row.result, str):
		yield from found(rules.RESULT_OF_NO_DECISION, TABLE, [row.Index], "decided")


def _meeting(row: tuple, members: pd.DataFrame, names: pd.Series) -> Iterator[Finding]:
	meeting = Meeting(
		tuple(_member(one, names) for one in members.itertuples()),
		_or(row.quorum, MORE_THAN_HALF),
		_or(row.majority, MORE_THAN_HALF),
	)
	contradictions, gaps = meeting.contradictions(), meeting.gaps(_SHARES)
	objections = [*contradictions, *(gaps if row.decided else ())]
	for one in objections:
		text = _in_rows_of(members, one)
		at = (MEMBERS, members.index[one.place.row - 1]) if one.place.row else (TABLE, row.Index)
		yield from found(rules.DECISION_MEETING, at[0], [at[1]], one.place.field or "decided", objection=text)
	if objections:
		return
	if gaps:
		yield from _unfounded(row)
	elif isinstance(row.result, str) and row.result != meeting.result():
		told = {"stated": RESULT.by_code[row.result].text, "result": RESULT.by_code[meeting.result()].text}
		yield from found(rules.RESULT_DIFFERS, TABLE, [row.Index], "result", **told)


def _in_rows_of(members: pd.DataFrame, objection: Finding) -> Text:
	"""The meeting numbers its members from 1; who reads of it looks at the rows of a sheet."""
	numbered = {name: members.index[at - 1] for name, at in objection.values.items() if name in ("row", "other")}
	told = replace(objection, values={**objection.values, **numbered})
	return Text(told.message("zh"), told.message("en"))


def _member(row: tuple, names: pd.Series) -> Member:
	name = names.get(row.person)
	return Member(
		row.person,
		name if isinstance(name, str) else row.person,
		_or(row.attendance, "present"),
		_or(row.opinion, None),
		bool(row.is_chief),
		_or(row.reason, ""),
	)


def _or(value: object, otherwise: str | None) -> str | None:
	return value if isinstance(value, str) else otherwise
