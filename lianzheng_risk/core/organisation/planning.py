"""The plan: units, then who is in them, then which posts they hold. The same two pictures always give the same plan."""

from __future__ import annotations

import datetime

from lianzheng_risk.core.organisation.changes import Plan
from lianzheng_risk.core.organisation.erp import Erp
from lianzheng_risk.core.organisation.ours import Ours
from lianzheng_risk.core.organisation.people import People
from lianzheng_risk.core.organisation.tenures import Tenures
from lianzheng_risk.core.organisation.units import Places


def plan(erp: Erp, ours: Ours, as_of: datetime.date, create: bool = True) -> Plan:
	"""What would change here on that day. Without `create` no unit and no person is made, and what needs one is left.

	Carrying the plan out and planning again gives nothing to write.
	"""
	places = Places(erp, ours, as_of, create)
	people = People(erp, ours, places, create)
	held = Tenures(erp, ours, places, people, as_of)
	return Plan((*places.changes, *people.changes, *held.posts, *held.tenures))
