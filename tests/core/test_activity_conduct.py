"""What may be kept on record of an activity."""

from __future__ import annotations

from datetime import date

import pytest

from lianzheng_risk.core.activities.conduct import FACT_ONLY, Conduct, objection_to
from lianzheng_risk.core.activities.coverage import ACTIVITY_KIND

TODAY = date(2026, 8, 15)


def refused(*given, **more) -> str:
	found = objection_to(Conduct(*given, **more), TODAY)
	return found.label("en") if found else ""


@pytest.mark.parametrize("kind", ACTIVITY_KIND.codes)
@pytest.mark.parametrize("status", ["planned", "cancelled"])
def test_words_are_kept_of_every_kind_but_personal_matters(kind, status):
	assert refused(kind, status, TODAY) == ""
	assert ("only the fact and the date" in refused(kind, status, TODAY, words=True)) == (kind in FACT_ONLY)


def test_the_kinds_without_words_are_kinds():
	assert set(FACT_ONLY) <= set(ACTIVITY_KIND.codes)


@pytest.mark.parametrize(
	("status", "day", "attended", "why"),
	[
		("held", "2026-08-15", 1, ""),
		("held", "2026-08-16", 1, "a day still to come"),
		("held", "2026-08-15", 0, "At least one post"),
		("planned", "2026-08-16", 0, ""),
		("cancelled", "2026-08-16", 0, ""),
	],
)
def test_held_is_what_has_come_to_pass_with_somebody_there(status, day, attended, why):
	found = refused("integrity_talk", status, date.fromisoformat(day), attended=attended)
	assert why in found and bool(why) == bool(found)
