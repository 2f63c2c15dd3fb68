"""What is expected beyond screening: which activities, after how many years a post changes hands, how soon a risk is filed."""

from __future__ import annotations

from dataclasses import dataclass

from lianzheng_risk.core.activities.coverage import Requirement
from lianzheng_risk.core.activities.requirements import DEFAULT_REQUIREMENTS


@dataclass(frozen=True)
class Expectations:
	"""Years after which a post is to change hands, 0 for never; what has to take place once in every period; the working
	days from the end of publicity within which a grade I risk point is filed.
	"""

	years_in_key_post: int = 5
	years_in_other_post: int = 10
	activities: tuple[Requirement, ...] = DEFAULT_REQUIREMENTS
	filing_days: int = 5


USUAL = Expectations()
