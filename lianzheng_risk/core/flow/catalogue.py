"""The flows of all powers of a register, with the risk points that lie in their steps."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import pandas as pd

from lianzheng_risk.core.facts import Links
from lianzheng_risk.core.flow.model import Flow, Step, post_labels
from lianzheng_risk.core.grading import GRADE_OF, Scheme
from lianzheng_risk.core.register import Register
from lianzheng_risk.core.tree import Tree


class RiskPoint(NamedTuple):
	"""`grade` is a code, None where none can be computed; `step` None where the risk lies in no particular step."""

	code: str
	title: str
	step: int | None
	grade: str | None


class Power(NamedTuple):
	code: str
	unit: str
	unit_name: str
	flow: Flow
	risks: tuple[RiskPoint, ...]


def anchor(power: str, step: int | None) -> str:
	"""What the list of risk points in a step is called on the page of all diagrams."""
	return f"{power}--{step}"


def powers(register: Register, scheme: Scheme, page: str = "") -> list[Power]:
	"""Every power with its flow, unit by unit in the order of the tree.

	Steps with risk points lead to `page` + # + their anchor. Raises UnitTreeError where the units do not make a tree.
	"""
	units = register["units"].set_index("unit")["unit_name"]
	order = {code: position for position, code in enumerate(Tree.of(register["units"]).codes)}
	risks = _risks(register, scheme)
	steps = dict(iter(register["power_steps"].groupby("power", sort=False)))
	names = register["posts"].set_index("post")["post_name"]
	listed = register["powers"].sort_values("power")
	listed = listed.sort_values("unit", key=lambda column: column.map(order), kind="stable")
	none = register["power_steps"].iloc[:0]
	return [
		Power(
			power,
			unit,
			units.get(unit, unit),
			Flow(
				title,
				_steps(power, steps.get(power, none), names, risks.get(power, ()), page),
				subtitle=f"{units.get(unit, unit)} · {power}",
			),
			risks.get(power, ()),
		)
		for power, title, unit in listed[["power", "power_name", "unit"]].itertuples(index=False)
	]


def _risks(register: Register, scheme: Scheme) -> dict[str, tuple[RiskPoint, ...]]:
	"""The risk points of each power, by step and code."""
	rows = register["risk_points"].assign(severity=Links(register).severities(scheme))
	rows = rows.dropna(subset=["power"]).sort_values(["step_no", "risk"])
	return {
		power: tuple(
			RiskPoint(risk, title, _known(step), GRADE_OF.get(severity))
			for risk, title, step, severity in found[["risk", "title", "step_no", "severity"]].itertuples(index=False)
		)
		for power, found in rows.groupby("power", sort=False)
	}


def _steps(
	power: str, rows: pd.DataFrame, names: pd.Series, risks: tuple[RiskPoint, ...], page: str
) -> tuple[Step, ...]:
	labels = post_labels({post: names.get(post) or post for post in rows["post"].dropna().unique()})
	graded: dict[int, Counter] = {}
	for risk in risks:
		graded.setdefault(risk.step, Counter())[risk.grade] += 1
	return tuple(
		Step(
			number=_known(row.step_no),
			name=row.step_name or "",
			post=labels.get(row.post),
			external=row.external,
			discretion=row.discretion,
			time_limit_days=_known(row.time_limit_days),
			next_steps=row.next_steps,
			risks=graded.get(_known(row.step_no), {}),
			href=f"{page}#{anchor(power, row.step_no)}" if _known(row.step_no) in graded else None,
		)
		for row in rows.itertuples(index=False)
	)


def _known(number) -> int | None:
	return None if pd.isna(number) else int(number)
