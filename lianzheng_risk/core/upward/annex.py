"""The register of a part of the tree, as the annex of a package."""

from __future__ import annotations

from lianzheng_risk.core.facts import Links
from lianzheng_risk.core.register import Register
from lianzheng_risk.core.tree import Tree


def part_of(register: Register, unit: str) -> Register:
	"""The rows that belong to a unit and to everything below it. Raises UnitTreeError where it is not there.

	What they name outside of that stands by its code.
	"""
	owners = Links(register).owners(Tree.of(register["units"]).subtree(unit))
	return Register({name: frame[owners[name] >= 0].reset_index(drop=True) for name, frame in register.items()})
