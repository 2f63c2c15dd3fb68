"""What the page and the workbook show beyond the content of assessment.json, which stays as it is from release to release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lianzheng_risk.core.campaign.standing import Standing

if TYPE_CHECKING:
	from lianzheng_risk.core.assessment import Assessment


@dataclass(frozen=True)
class Moment:
	"""The indicators of the whole as they were at an earlier time: `values` by code, None where one did not apply."""

	label: str
	values: Mapping[str, float | None]


@dataclass(frozen=True)
class Beyond:
	"""`matrix` counts risk points by RISK_CATEGORY and POWER_CATEGORY, None where that is not known. `earlier`: the oldest first."""

	matrix: list[list[int]] | None = None
	earlier: tuple[Moment, ...] = ()
	# How the present is called beside them, by its day where it has no name.
	now: str | None = None
	# Screening campaigns, where there are any; a register has none.
	campaigns: tuple[Standing, ...] = ()

	@classmethod
	def of(
		cls,
		assessment: Assessment,
		earlier: tuple[Moment, ...] = (),
		now: str | None = None,
		campaigns: tuple[Standing, ...] = (),
	) -> Beyond:
		return cls(None if assessment.matrix is None else assessment.matrix.tolist(), earlier, now, campaigns)


NOTHING = Beyond()
