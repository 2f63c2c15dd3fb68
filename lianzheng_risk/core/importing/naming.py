"""References of a file's rows: to the file itself, to the site, or to what may merely be named."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from lianzheng_risk.core.checks import rules
from lianzheng_risk.core.checks.found import Problem, understand
from lianzheng_risk.core.checks.references import Directory
from lianzheng_risk.core.findings import Finding
from lianzheng_risk.core.importing.around import Around
from lianzheng_risk.core.register import Field, Table
from lianzheng_risk.core.vocabulary import normalise


class Names:
	"""The rows of one table by code and by name: first those that the import is about, then all others.

	`given` leads from provisional codes, folded, to the codes that took their place.
	"""

	def __init__(self, table: Table, rows: pd.DataFrame, around: Around, given: Mapping[str, str]) -> None:
		(key,) = table.key
		columns = [key, table.title]
		site, others = around.site[table.name], around.others[table.name]
		overruled = site[key].isin(rows[key].dropna()).to_numpy()
		near = around.near[table.name]
		self._given = given
		self._near = Directory(table, pd.concat([rows[columns], site.loc[near & ~overruled, columns]]))
		self._far = Directory(table, pd.concat([site.loc[~near & ~overruled, columns], others[columns]]))

	def code_of(self, written: str) -> str | Problem:
		"""The code that `written` stands for, or a Problem."""
		given = self._given.get(normalise(written)) if self._given else None
		if given:
			return given
		code = self._near.code_of(written)
		if isinstance(code, Problem) and code.rule is rules.UNRESOLVED_REFERENCE:
			return self._far.code_of(written)
		return code


def resolve(frame: pd.DataFrame, table: Table, column: Field, names: Names) -> tuple[pd.Series, list[Finding]]:
	"""A column of references as codes; what leads nowhere, or to several rows, is a finding."""
	return understand(frame[column.name], table, column, names.code_of)
