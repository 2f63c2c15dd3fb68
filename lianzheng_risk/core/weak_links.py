"""Weak links: where a unit should act first, by kind and grade.

Regulation §2(3): units and persons with weak links in their risk control are to be urged in time.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nsmallest

import numpy as np
import pandas as pd

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.facts import Facts
from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.core.tree import Tree
from lianzheng_risk.core.vocabulary import GRADE

LIMIT = 200
SUBJECTS_AT_MOST = 5

# Positions in the table, by position of the unit in the tree and of the grade in its vocabulary.
Groups = dict[tuple[int, int], np.ndarray]


@dataclass(frozen=True)
class Kind:
	"""A kind of weak link: the rows of a table for which a fact holds (or, with `holds=False`, does not hold)."""

	code: str
	text: Text
	table: str
	fact: str
	holds: bool = True
	# Whoever reads of a weak link may not be meant to read of each of these.
	named: bool = True

	def groups(self, facts: pd.DataFrame) -> Groups:
		"""The rows hit inside the tree, by unit and grade; the grade is -1 for kinds that have none."""
		where = facts[self.fact].to_numpy() == self.holds
		rows = np.flatnonzero(where & (facts["unit"].to_numpy() >= 0))
		hits = facts.iloc[rows]
		by = [hits["unit"].to_numpy(), hits["grade"].to_numpy() if "grade" in hits else np.full(len(rows), -1)]
		return {group: rows[places] for group, places in hits.groupby(by).indices.items()}


# The worst first.
KINDS: tuple[Kind, ...] = (
	Kind(
		"grade_I_without_measure",
		Text("一级风险没有有效的防控措施", "Grade I risks without an effective measure"),
		"risk_points", "grade_I_unmeasured",
	),
	Kind(
		"high_risk_overdue",
		Text("一、二级风险的防控措施逾期未落实", "Grade I or II risks with an overdue measure"),
		"risk_points", "high_overdue",
	),
	Kind(
		"grade_I_phase_missing",
		Text("一级风险的防控措施未覆盖三个阶段", "Grade I risks whose measures do not cover all three phases"),
		"risk_points", "grade_I_phase_missing",
	),
	Kind(
		"grade_II_without_measure",
		Text("二级风险没有有效的防控措施", "Grade II risks without an effective measure"),
		"risk_points", "grade_II_unmeasured",
	),
	Kind(
		"grade_I_not_filed",
		Text("一级风险审定后逾期未备案", "Grade I risks not filed in time after their approval"),
		"risk_points", "grade_I_not_filed",
	),
	Kind(
		"rectification_overdue",
		Text("整改逾期未完成", "Rectifications overdue"),
		"rectifications", "overdue",
	),
	Kind(
		"warning_overdue",
		Text("预警逾期未处置", "Warnings not handled in time"),
		"warnings", "overdue", named=False,
	),
	Kind(
		"ratification_overdue",
		Text("紧急处置逾期未经会议追认", "Urgent actions not ratified in time"),
		"decisions", "ratification_overdue", named=False,
	),
	Kind(
		"decision_overdue",
		Text("三重一大决策逾期未执行", "Collective decisions overdue"),
		"decisions", "overdue", named=False,
	),
	Kind(
		"finding_came_back",
		Text("整改后的问题重复发生", "Findings that came back after rectification"),
		"rectifications", "recurring",
	),
	Kind(
		"measure_without_person",
		Text("一、二级风险的防控措施没有明确责任人", "Measures for grade I or II risks with no responsible person"),
		"measures", "high_without_person",
	),
	Kind(
		"key_post_not_screened",
		Text("重点岗位没有排查风险点", "Key posts not screened"),
		"posts", "key_unscreened",
	),
	Kind(
		"unit_not_screened",
		Text("单位或内设机构没有风险点", "Units without any risk point"),
		"units", "screened", holds=False,
	),
	Kind(
		"power_not_mapped",
		Text("职权没有编制流程图", "Powers without a flow chart"),
		"powers", "mapped", holds=False,
	),
	Kind(
		"rotation_overdue",
		Text("岗位任职超期未轮岗", "Posts overdue for rotation"),
		"posts", "rotation_overdue",
	),
	Kind(
		"activity_overdue",
		Text("岗位逾期未开展规定的廉政活动", "Posts that owe a required activity"),
		"posts", "activity_overdue",
	),
)  # fmt: skip


@dataclass(frozen=True)
class Subject:
	code: str
	title: str


@dataclass(frozen=True)
class WeakLink:
	"""What is weak in one unit: the kind, the grade where there is one, how many, and the first few by code."""

	kind: Kind
	unit: str
	grade: str | None
	count: int
	subjects: tuple[Subject, ...]


@dataclass(frozen=True)
class WeakLinks:
	"""The worst weak links, usually at most LIMIT of them, and how many there are in all."""

	worst: tuple[WeakLink, ...]
	total: int


def find(facts: Facts, register: Register, tree: Tree, limit: int | None = LIMIT) -> WeakLinks:
	"""The weak links of a register, the worst first: by kind, grade, how many, then place in the tree."""
	groups = {kind: kind.groups(facts[kind.table]) for kind in KINDS}
	ranked = sorted(
		(place, grade, -len(rows), unit)
		for place, kind in enumerate(KINDS)
		for (unit, grade), rows in groups[kind].items()
	)
	names = {kind: _names(kind, register) for kind in KINDS if kind.named}
	worst = (
		WeakLink(
			kind := KINDS[place],
			tree.codes[unit],
			GRADE.codes[grade] if grade >= 0 else None,
			-minus_count,
			_first_subjects(names[kind], groups[kind][unit, grade]) if kind.named else (),
		)
		for place, grade, minus_count, unit in ranked[:limit]
	)
	return WeakLinks(tuple(worst), len(ranked))


def _names(kind: Kind, register: Register) -> tuple[np.ndarray, np.ndarray]:
	"""Codes and titles of the kind's table as plain arrays: frames are slow to pick from, and every unit is picked for."""
	table, frame = TABLES[kind.table], register[kind.table]
	return frame[table.key[0]].to_numpy(dtype=object), frame[table.title].to_numpy(dtype=object)


def _first_subjects(names: tuple[np.ndarray, np.ndarray], rows: np.ndarray) -> tuple[Subject, ...]:
	named = zip(*(column[rows] for column in names), strict=True)
	return tuple(Subject(code, title) for code, title in nsmallest(SUBJECTS_AT_MOST, named))
