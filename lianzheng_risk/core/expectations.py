"""What is expected of posts beyond their risks: which activities, and after how many years another should hold them."""

from __future__ import annotations

from dataclasses import dataclass

from lianzheng_risk.core.activities.coverage import Requirement
from lianzheng_risk.core.activities.requirements import DEFAULT_REQUIREMENTS


@dataclass(frozen=True)
class Expectations:
	"""Years after which a post is to change hands, 0 for never; what has to take place once in every period."""

	years_in_key_post: int = 5
	years_in_other_post: int = 10
	activities: tuple[Requirement, ...] = DEFAULT_REQUIREMENTS


USUAL = Expectations()
