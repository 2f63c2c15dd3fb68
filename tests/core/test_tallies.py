"""Tallies sum up to the assessment of the same register, whichever way they are cut."""

from __future__ import annotations

import numpy as np
import pytest

from lianzheng_risk.core.assessment import assess
from lianzheng_risk.core.demo import AS_OF, invent
from lianzheng_risk.core.schemes import WORSE_OF_TWO
from lianzheng_risk.core.tallies import Tallies


@pytest.fixture(scope="module")
def register():
	return invent()


def test_sum_up_to_the_assessment(register) -> None:
	tallies, whole = Tallies.of(register, WORSE_OF_TWO, AS_OF), assess(register, WORSE_OF_TWO, AS_OF)
	assert tallies.own.equals(whole.own)
	assert tallies.tree.rollup(tallies.own).equals(whole.total)
	assert np.array_equal(tallies.heat_map.sum(axis=0), whole.heat_map)
	assert tallies.heat_map.sum() == tallies.own["risk_points"].sum() > 0


def test_the_matrix_counts_each_risk_that_has_both_sides(register) -> None:
	tallies = Tallies.of(register, WORSE_OF_TWO, AS_OF)
	spread = tallies.own.filter(regex="^power_(?!s)").sum(axis=1)
	assert 0 < tallies.matrix.sum() <= tallies.own["risk_points"].sum()
	assert np.array_equal(tallies.matrix.sum(axis=(1, 2)), spread.to_numpy())
