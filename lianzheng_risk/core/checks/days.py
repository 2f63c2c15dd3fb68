"""Days that disagree with one another, or with the day of the check, whatever the table."""

from __future__ import annotations

import datetime

import pandas as pd

from lianzheng_risk.core.checks.found import found
from lianzheng_risk.core.findings import Finding, Rule
from lianzheng_risk.core.register import TABLES


def out_of_order(rule: Rule, table: str, rows: pd.DataFrame, earlier: str, later: str) -> list[Finding]:
	"""A finding for each row in which the later day lies before the earlier one."""
	bad, columns = rows[rows[later] < rows[earlier]], TABLES[table]
	told = {"earlier": columns[earlier].text, "later": columns[later].text}
	return found(rule, table, bad.index, later, early=_shown(bad[earlier]), late=_shown(bad[later]), **told)


def to_come(rule: Rule, table: str, rows: pd.DataFrame, field: str, as_of: datetime.date) -> list[Finding]:
	"""A finding for each row whose day lies after `as_of`."""
	bad = rows[field][rows[field] > pd.Timestamp(as_of)]
	told = {"field": TABLES[table][field].text, "date": _shown(bad), "as_of": as_of.isoformat()}
	return found(rule, table, bad.index, field, **told)


def _shown(days: pd.Series) -> list[str]:
	return days.dt.strftime("%Y-%m-%d").tolist()
