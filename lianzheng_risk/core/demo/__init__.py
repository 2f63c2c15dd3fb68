"""An invented county bureau, for demonstration and tests. Every organisation, place and person here is fictitious."""

from __future__ import annotations

import datetime

import numpy as np

from lianzheng_risk.core.demo.approvals import invent_approvals
from lianzheng_risk.core.demo.control import invent_measures
from lianzheng_risk.core.demo.exposure import invent_risks
from lianzheng_risk.core.demo.loop import invent_ledgers
from lianzheng_risk.core.demo.mistakes import write_with_mistakes
from lianzheng_risk.core.demo.previous import invent_previous
from lianzheng_risk.core.demo.running import invent_powers, invent_steps
from lianzheng_risk.core.demo.structure import invent_posts, invent_staff, invent_units, with_leaders
from lianzheng_risk.core.register import Register

__all__ = ["AS_OF", "invent", "invent_previous", "write_with_mistakes"]

AS_OF = datetime.date(2026, 6, 30)


def invent(units: int = 24, seed: int = 2026, as_of: datetime.date = AS_OF) -> Register:
	"""A register of `units` units without errors but with a few honest gaps; the same arguments, the same register.

	Raises ValueError where `units` is below 1.
	"""
	if units < 1:
		raise ValueError(f"a register needs at least one unit, not {units}")
	rng = np.random.default_rng(seed)
	day = np.datetime64(as_of, "D")
	bare_units = invent_units(units)
	posts = invent_posts(bare_units)
	people, tenures = invent_staff(posts, rng, day)
	organisation = with_leaders(bare_units, people)
	powers = invent_powers(bare_units, posts)
	steps = invent_steps(powers)
	risks = invent_risks(bare_units, posts, powers, steps, rng)
	measures = invent_measures(risks, organisation, people, rng, day)
	ledgers = invent_ledgers(organisation, people, tenures, risks, rng, day)
	return Register.of(
		units=organisation,
		people=people,
		posts=posts,
		tenures=tenures,
		powers=powers,
		power_steps=steps,
		risk_points=risks.assign(**invent_approvals(risks, rng, as_of)),
		measures=measures,
		**ledgers,
	)
