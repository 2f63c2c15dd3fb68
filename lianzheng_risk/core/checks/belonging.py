"""Whether a risk point, its post and its power belong to units of one line: the same, or one above the other."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from lianzheng_risk.core import grading
from lianzheng_risk.core.checks import rules
from lianzheng_risk.core.checks.found import found
from lianzheng_risk.core.checks.given import Given
from lianzheng_risk.core.checks.units import Parents
from lianzheng_risk.core.findings import Finding, Rule

SUBJECTS = {"post": ("posts", "post_name", rules.POST_OF_OTHER_UNIT), "power": ("powers", "power_name", rules.POWER_OF_OTHER_UNIT)}  # fmt: skip


def check(given: Given) -> Iterator[Finding]:
	parents = Parents.of(given.register["units"])
	for column, (table, name, rule) in SUBJECTS.items():
		yield from _strangers(given, parents, column, table, name, rule)


def _strangers(given: Given, parents: Parents, column: str, table: str, name: str, rule: Rule) -> list[Finding]:
	risks = given.register["risk_points"]
	codes = parents.units["unit"]
	own = grading.codes(risks["unit"], codes)
	other = grading.codes(risks[column].map(given.lookup(table, "unit")), codes)
	pairs = np.column_stack((own, other))
	apart = np.flatnonzero((own >= 0) & (other >= 0) & (own != other))
	distinct, which = np.unique(pairs[apart], axis=0, return_inverse=True)
	unrelated = ~parents.related(distinct[:, 0], distinct[:, 1])
	rows = apart[unrelated[which.reshape(-1)]]
	names = parents.units["unit_name"].fillna(codes).array
	subjects = risks[column].iloc[rows]
	return found(
		rule,
		"risk_points",
		risks.index[rows],
		column,
		subject=subjects.map(given.lookup(table, name)).fillna(subjects).tolist(),
		other=list(names[other[rows]]),
		own=list(names[own[rows]]),
	)
