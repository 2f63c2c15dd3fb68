"""Tallies that were put away as rows come back as they were."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from lianzheng_risk.core.demo import AS_OF, invent
from lianzheng_risk.core.expectations import USUAL
from lianzheng_risk.core.schemes import WORSE_OF_TWO
from lianzheng_risk.core.tallies import Tallies
from lianzheng_risk.core.tally_rows import basis, from_rows, to_rows


@pytest.fixture(scope="module")
def register():
	return invent()


def test_come_back_as_they_were(register) -> None:
	tallies = Tallies.of(register, WORSE_OF_TWO, AS_OF)
	again = from_rows(to_rows(tallies), register["units"], WORSE_OF_TWO, AS_OF)
	assert again.own.equals(tallies.own)
	assert again.units.equals(tallies.units)
	assert np.array_equal(again.heat_map, tallies.heat_map)
	assert np.array_equal(again.matrix, tallies.matrix)
	assert np.array_equal(again.tree.end, tallies.tree.end)


def test_a_unit_without_a_row_is_not_counted_as_nothing(register) -> None:
	rows = to_rows(Tallies.of(register, WORSE_OF_TWO, AS_OF))
	rows.popitem()
	with pytest.raises(KeyError):
		from_rows(rows, register["units"], WORSE_OF_TWO, AS_OF)


def test_another_way_of_counting_is_another_basis() -> None:
	usual = basis(WORSE_OF_TWO, USUAL, True)
	assert usual == basis(dataclasses.replace(WORSE_OF_TWO), dataclasses.replace(USUAL), True)
	assert usual != basis(dataclasses.replace(WORSE_OF_TWO, vetoes={}), USUAL, True)
	assert usual != basis(WORSE_OF_TWO, dataclasses.replace(USUAL, years_in_key_post=6), True)
	assert usual != basis(WORSE_OF_TWO, dataclasses.replace(USUAL, activities=USUAL.activities[1:]), True)
	assert usual != basis(WORSE_OF_TWO, USUAL, False)
