"""The counts of each unit, declared as data and taken in one pass: every indicator is made of these.

`docs/indicators.md` defines each of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.decisions.words import CATEGORY
from lianzheng_risk.core.facts import Facts
from lianzheng_risk.core.tree import Tree
from lianzheng_risk.core.warnings.colours import COLOUR


@dataclass(frozen=True)
class Count:
	"""How many rows of a table there are; with a fact, those for which it holds."""

	name: str
	table: str
	fact: str | None = None

	@property
	def columns(self) -> tuple[str, ...]:
		return (self.name,)

	def positions(self, facts: pd.DataFrame) -> np.ndarray:
		"""0 for each row that counts, -1 for the others."""
		if self.fact is None:
			return np.zeros(len(facts), dtype=np.intp)
		return facts[self.fact].to_numpy() - np.intp(1)


@dataclass(frozen=True)
class Spread:
	"""How the rows of a table spread over the terms of a vocabulary: one column per term."""

	name: str
	table: str
	fact: str
	vocabulary: v.Vocabulary

	@property
	def columns(self) -> tuple[str, ...]:
		return tuple(f"{self.name}_{code}" for code in self.vocabulary.codes)

	def positions(self, facts: pd.DataFrame) -> np.ndarray:
		"""The position of each row's term in the vocabulary, -1 where it has none."""
		return facts[self.fact].to_numpy()


COUNTS: tuple[Count | Spread, ...] = (
	Count("units", "units"),
	Count("units_screened", "units", "screened"),
	Count("people", "people"),
	Count("people_screened", "people", "screened"),
	Count("posts", "posts"),
	Count("key_posts", "posts", "key"),
	Count("posts_held", "posts", "held"),
	Count("posts_screened", "posts", "screened"),
	Count("key_posts_screened", "posts", "key_screened"),
	Count("powers", "powers"),
	Count("powers_mapped", "powers", "mapped"),
	Count("powers_screened", "powers", "screened"),
	Count("powers_based", "powers", "based"),
	Count("powers_open", "powers", "open"),
	Count("power_steps", "power_steps"),
	Count("risk_points", "risk_points"),
	Spread("grade", "risk_points", "grade", v.GRADE),
	Spread("category", "risk_points", "category", v.RISK_CATEGORY),
	Spread("power", "risk_points", "power_category", v.POWER_CATEGORY),
	Count("risks_approved", "risk_points", "approved"),
	Count("risks_to_publicise", "risk_points", "to_publicise"),
	Count("risks_publicised", "risk_points", "publicised"),
	Count("filings_due", "risk_points", "filing_due"),
	Count("filings_done", "risk_points", "filed"),
	Count("risks_with_measure", "risk_points", "measured"),
	Count("high_risks", "risk_points", "high"),
	Count("high_risks_with_measure", "risk_points", "high_measured"),
	Count("grade_I_three_phases", "risk_points", "grade_I_three_phases"),
	Count("measures", "measures"),
	Count("measures_effective", "measures", "effective"),
	Spread("layer", "measures", "layer", v.MEASURE_LAYER),
	Spread("phase", "measures", "phase", v.MEASURE_PHASE),
	Spread("status", "measures", "status", v.MEASURE_STATUS),
	Count("measures_in_place", "measures", "in_place"),
	Count("measures_verified", "measures", "verified"),
	Count("measures_due", "measures", "due"),
	Count("measures_on_time", "measures", "on_time"),
	Count("measures_overdue", "measures", "overdue"),
	Count("measures_parties_named", "measures", "parties_named"),
	Count("measures_evidenced", "measures", "evidenced"),
	Count("posts_rotating", "posts", "rotating"),
	Count("posts_rotation_overdue", "posts", "rotation_overdue"),
	Count("activities_required", "required_activities"),
	Count("activities_done", "required_activities", "done"),
	Count("activities_overdue", "required_activities", "overdue"),
	Count("inspections_held", "inspections", "held"),
	Count("inspections_concluded", "inspections", "concluded"),
	Count("inspections_planned", "inspections", "planned"),
	Count("inspections_held_to_plan", "inspections", "held_to_plan"),
	Count("findings", "inspection_findings", "counted"),
	Count("findings_ordered", "inspection_findings", "ordered"),
	Count("rectifications", "rectifications", "counted"),
	Count("rectifications_closed", "rectifications", "closed"),
	Count("rectifications_judged", "rectifications", "judged"),
	Count("rectifications_in_time", "rectifications", "in_time"),
	Count("rectifications_overdue", "rectifications", "overdue"),
	Count("rectifications_recurring", "rectifications", "recurring"),
	Count("warnings", "warnings", "counted"),
	Spread("warning", "warnings", "colour", COLOUR),
	Count("warnings_open", "warnings", "open"),
	Count("warnings_judged", "warnings", "judged"),
	Count("warnings_in_time", "warnings", "in_time"),
	Count("warnings_overdue", "warnings", "overdue"),
	Count("warnings_escalated", "warnings", "escalated"),
	Count("decisions", "decisions", "taken"),
	Spread("decision", "decisions", "category", CATEGORY),
	Count("decisions_collective", "decisions", "collective"),
	Count("decisions_urgent", "decisions", "urgent"),
	Count("ratifications_judged", "decisions", "ratification_judged"),
	Count("ratifications_in_time", "decisions", "ratification_in_time"),
	Count("ratifications_overdue", "decisions", "ratification_overdue"),
	Count("decisions_due", "decisions", "due"),
	Count("decisions_carried_out", "decisions", "carried_out"),
	Count("decisions_overdue", "decisions", "overdue"),
)

COLUMNS: tuple[str, ...] = tuple(column for count in COUNTS for column in count.columns)
SPREADS: dict[str, Spread] = {count.name: count for count in COUNTS if isinstance(count, Spread)}


def count_own(facts: Facts, tree: Tree) -> pd.DataFrame:
	"""The counts of each unit by itself: one row per unit in the order of the tree, the columns of COLUMNS.

	Rows that belong to a unit outside the tree are not counted.
	"""
	tables = [
		tally(facts[count.table]["unit"].to_numpy(), count.positions(facts[count.table]), len(tree), len(count.columns))
		for count in COUNTS
	]
	return pd.DataFrame(np.hstack(tables), index=pd.Index(tree.codes, dtype=object), columns=list(COLUMNS))


def tally(rows: np.ndarray, columns: np.ndarray, height: int, width: int) -> np.ndarray:
	"""How often each pair of positions occurs: an int64 table, height by width. A pair with a -1 is left out."""
	# One extra row and column in front take in the -1s.
	cells = (rows.astype(np.intp) + 1) * (width + 1) + columns + 1
	counted = np.bincount(cells, minlength=(height + 1) * (width + 1))
	return counted.reshape(height + 1, width + 1)[1:, 1:]
