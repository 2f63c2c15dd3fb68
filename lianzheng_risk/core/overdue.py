"""The overdue funnel: of what there is, how much is bound to a date, and how much of that is overdue.

Regulation §2(3): whoever falls behind is to be urged in time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from lianzheng_risk.core.bilingual import Text


@dataclass(frozen=True)
class Kind:
	"""Something with a deadline: three columns of counts, each holding part of what the one before it holds."""

	code: str
	text: Text
	there: str
	due: str
	overdue: str


KINDS: tuple[Kind, ...] = (
	Kind("measures", Text("防控措施", "Control Measures"), "measures_effective", "measures_due", "measures_overdue"),
	Kind("rectifications", Text("整改", "Rectifications"), "rectifications", "rectifications_judged", "rectifications_overdue"),
	Kind("warnings", Text("预警处置", "Warnings"), "warnings", "warnings_judged", "warnings_overdue"),
	Kind("decisions", Text("三重一大决策执行", "Collective Decisions"), "decisions_due", "decisions_due", "decisions_overdue"),
	Kind("rotation", Text("岗位轮岗", "Rotation"), "posts", "posts_rotating", "posts_rotation_overdue"),
	Kind("activities", Text("廉政活动", "Activities"), "activities_required", "activities_required", "activities_overdue"),
)  # fmt: skip


@dataclass(frozen=True)
class Stage:
	"""How far one kind has run through: `share` is what is overdue of what was due, None where nothing was."""

	kind: Kind
	there: int
	due: int
	overdue: int

	@property
	def share(self) -> float | None:
		return self.overdue / self.due if self.due else None


def funnel(counts: pd.Series | Mapping[str, int]) -> list[Stage]:
	"""One for each kind, from the counts of a unit or of many summed up."""
	return [Stage(kind, *(int(counts[column]) for column in (kind.there, kind.due, kind.overdue))) for kind in KINDS]
