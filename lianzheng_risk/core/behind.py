"""What is behind a figure: the rows that a count counts, and those that it leaves out, told by the very facts it is taken from.

Regulation §2(3): weak links are to be seen and mended in time, so a figure has to lead to what it is made of.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.activities.coverage import ACTIVITY_KIND
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.count_names import COUNT_NAMES
from lianzheng_risk.core.counts import COLUMNS, COUNTS
from lianzheng_risk.core.facts import Facts
from lianzheng_risk.core.frozen.rows import JUDGING
from lianzheng_risk.core.register import TABLES, Kind, Register
from lianzheng_risk.core.tree import Tree
from lianzheng_risk.core.vocabulary import Vocabulary, vocabulary_of

PART = vocabulary_of(
	"figure_part", "范围", "Part of the Figure",
	("counted", "计入的", "Counted"),
	("left_out", "未计入的", "Not Counted"),
)  # fmt: skip
# Risk points may be told apart further by the power that they arise from: a cell of the table of both is two of these.
NO_POWER = "no_power"
OF_POWER = Vocabulary(
	"of_power",
	v.POWER_CATEGORY.text,
	(*v.POWER_CATEGORY.terms, v.Term(NO_POWER, Text("未对应职权", "No Power"))),
)
# What is required of a post is no row of a register: whoever looks for it finds the post.
_REGISTER_TABLE = {"required_activities": "posts"}
_PLACE = {column: (count, place) for count in COUNTS for place, column in enumerate(count.columns)}


@dataclass(frozen=True)
class Figure:
	"""A column of counts or an indicator. `of` is the column out of which it counts, None for all rows of the table.

	`look` is the part that somebody who has to act wants to see: what is wrong, or what is lacking. `power` narrows it down to
	risk points of one category of OF_POWER.
	"""

	code: str
	text: Text
	column: str
	of: str | None = None
	look: str = "counted"
	power: str | None = None

	@property
	def table(self) -> str:
		return _PLACE[self.column][0].table

	@property
	def is_of_powers(self) -> bool:
		"""Whether it can be narrowed down to a category of powers."""
		return self.table == "risk_points"

	def of_power(self, power: str) -> Figure:
		"""Raises ValueError where what it counts arises from no power."""
		if not self.is_of_powers:
			raise ValueError(f"{self.code} counts no risk points")
		return replace(self, power=power)

	def rows(self, facts: Facts, part: str) -> np.ndarray:
		"""The rows of the figure's table, by position, that are counted or left out; those outside the tree are neither."""
		counted = _counted(facts, self.column)
		wanted = counted if part == "counted" else self._whole(facts) & ~counted
		if self.power:
			wanted = wanted & self._arise(facts)
		return np.flatnonzero(wanted & (facts[self.table]["unit"].to_numpy() >= 0))

	def _arise(self, facts: Facts) -> np.ndarray:
		"""Which rows arise from a power of that category, or from none."""
		place = -1 if self.power == NO_POWER else v.POWER_CATEGORY.codes.index(self.power)
		return facts[self.table]["power_category"].to_numpy() == place

	def _whole(self, facts: Facts) -> np.ndarray:
		return _counted(facts, self.of) if self.of else np.ones(len(facts[self.table]), dtype=bool)


def _counted(facts: Facts, column: str) -> np.ndarray:
	count, place = _PLACE[column]
	return count.positions(facts[count.table]) == place


# An indicator that is better the higher it is leads to what it lacks, one that is worse to what it counts.
FIGURES: dict[str, Figure] = {
	**{
		one.code: Figure(
			one.code, one.text, one.numerator, one.denominator, "left_out" if one.direction == "up" else "counted"
		)
		for one in JUDGING
	},
	**{column: Figure(column, COUNT_NAMES[column], column) for column in COLUMNS},
}


@dataclass(frozen=True)
class Detail:
	"""What is told of a row beside its title: a field of the register, or what was derived of it (`derived`)."""

	name: str
	text: Text
	kind: Kind
	vocabulary: Vocabulary | None = None
	derived: bool = False

	def values(self, facts: pd.DataFrame, frame: pd.DataFrame) -> np.ndarray:
		"""Terms by their codes; None where there is nothing to tell."""
		found = (facts if self.derived else frame)[self.name]
		if self.derived and self.vocabulary:
			return np.array([*self.vocabulary.codes, None], dtype=object)[found.to_numpy()]
		found = found.astype(object)
		return found.where(found.notna(), None).to_numpy()


_GRADE = Detail("grade", v.GRADE.text, "term", v.GRADE, derived=True)
_DERIVED = {
	"posts": (Detail("since", Text("任现岗时间", "In the Post Since"), "date", derived=True),),
	"required_activities": (
		Detail("kind", ACTIVITY_KIND.text, "term", ACTIVITY_KIND, derived=True),
		Detail("last", Text("上次开展", "Last Held On"), "date", derived=True),
		Detail("due", Text("本期截止", "Due This Period"), "date", derived=True),
	),
	"risk_points": (_GRADE,),
	"measures": (_GRADE,),
}
_FIELDS = {
	"units": ("unit_type",),
	"people": ("job_title", "rank"),
	"posts": ("rank",),
	"powers": ("category",),
	"power_steps": ("step_no",),
	"risk_points": ("category",),
	"measures": ("status", "due_date", "completed_on"),
	"inspections": ("inspection_type", "planned_on", "held_on"),
	"inspection_findings": ("deadline", "rectification"),
	"rectifications": ("status", "deadline", "reported_on"),
	"warnings": ("colour", "status", "deadline", "handled_on"),
	"decisions": ("category", "meeting_date", "result", "ratify_by", "execution_status", "execution_due"),
}


# What speaks for a figure of its own, beside what is told of every row of its table.
_OF_THE_APPROVAL = ("approved_on", "publicised_until", "filing", "filed_on")
_MORE_FIELDS = {
	"powers_open": ("openness",),
	**dict.fromkeys(
		("risks_approved", "risks_to_publicise", "risks_publicised", "filings_due", "filings_done"), _OF_THE_APPROVAL
	),
}


def details(figure: Figure) -> tuple[Detail, ...]:
	table = figure.table
	names = (*_FIELDS.get(table, ()), *_MORE_FIELDS.get(figure.column, ()))
	fields = [TABLES[table][name] for name in names]
	return (*_DERIVED.get(table, ()), *(Detail(one.name, one.text, one.kind, one.vocabulary) for one in fields))


def register_table(figure: Figure) -> str:
	"""The table of the register in which the rows are found."""
	return _REGISTER_TABLE.get(figure.table, figure.table)


def behind(register: Register, facts: Facts, tree: Tree, figure: Figure, part: str) -> pd.DataFrame:
	"""The rows behind a figure, unit by unit in the order of the tree: `of_unit` (its code), `row` (its position in the
	register's table), `title`, and the details of the figure by their names.
	"""
	rows = figure.rows(facts, part)
	own = facts[figure.table].iloc[rows]
	own = own.iloc[np.argsort(own["unit"].to_numpy(), kind="stable")]
	table = TABLES[register_table(figure)]
	found = own["post"].to_numpy() if figure.table in _REGISTER_TABLE else own.index.to_numpy()
	frame = register[table.name].iloc[found]
	return pd.DataFrame(
		{
			"of_unit": tree.codes[own["unit"].to_numpy()],
			"row": found,
			"title": frame[table.title].to_numpy(dtype=object),
			**{one.name: one.values(own, frame) for one in details(figure)},
		}
	)
