"""The grades stored on risk points, read and rewritten in bulk when the rules change rather than the risk.

This is the system's own work: it looks at every risk point, whoever set it going.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import frappe
import pandas as pd
from frappe.utils import now

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.register import TABLES
from lianzheng_risk.store.convert import to_frame

RISK, POWER = "Integrity Risk Point", "Integrity Power"
_GRADED_BY = ("probability", "harm", *v.VETO.codes)
_AT_ONCE = 5000


def of_other_schemes(scheme: str) -> pd.DataFrame:
	"""The risk points that were graded by another scheme than the document named.

	Columns: name, grade, base_grade, scheme, the fields that grading looks at, and business_area (of the power).
	"""
	risk = frappe.qb.DocType(RISK)
	return _read(risk, (risk.scheme != scheme) | risk.scheme.isnull())


def of_power(power: str) -> pd.DataFrame:
	"""The risk points of one power, in the same columns."""
	risk = frappe.qb.DocType(RISK)
	return _read(risk, risk.power == power)


def _read(risk, condition) -> pd.DataFrame:
	power = frappe.qb.DocType(POWER)
	columns = ("name", "grade", "base_grade", "scheme", *_GRADED_BY)
	query = (
		frappe.qb.from_(risk)
		.left_join(power)
		.on(power.name == risk.power)
		.select(*(risk[column] for column in columns), power.business_area)
		.where(condition)
		.orderby(risk.name)
	)
	frame = pd.DataFrame(list(query.run()), columns=[*columns, "business_area"], dtype=object)
	for name in _GRADED_BY:
		frame[name] = to_frame(frame[name], TABLES["risk_points"][name])
	frame["business_area"] = to_frame(frame["business_area"], TABLES["powers"]["business_area"])
	return frame


def write(graded: pd.DataFrame, scheme: str) -> None:
	"""Store the grade and base_grade of each row and the scheme they come from.

	`graded` has the columns name, grade, base_grade and changed; only what changed counts as modified.
	"""
	for (grade, base_grade, changed), rows in graded.groupby(["grade", "base_grade", "changed"]):
		values = {"grade": grade, "base_grade": base_grade, "scheme": scheme}
		if changed:
			values |= {"modified": now(), "modified_by": frappe.session.user}
		for start in range(0, len(rows), _AT_ONCE):
			_update(list(rows["name"].iloc[start : start + _AT_ONCE]), values)
	frappe.clear_document_cache(RISK)


def _update(names: Sequence[str], values: Mapping[str, str]) -> None:
	risk = frappe.qb.DocType(RISK)
	query = frappe.qb.update(risk).where(risk.name.isin(names))
	for column, value in values.items():
		query = query.set(risk[column], value)
	query.run()
