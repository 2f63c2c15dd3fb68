"""Packages merged into a superior's own picture: each top goes below its parent in the superior's tree.

What a unit reports counts for it and for everything below it, in place of what the superior has on record of them. So a
figure of the whole is always the sum of what somebody answers for.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from lianzheng_risk.core import schemes
from lianzheng_risk.core.frozen.freezing import Figures, as_text
from lianzheng_risk.core.tree import Tree
from lianzheng_risk.core.upward.conflicts import COUNTED, Conflict
from lianzheng_risk.core.upward.reading import Package

_NAMED_AT_MOST = 5


@dataclass(frozen=True)
class Merged:
	"""`figures` are those of the whole in the order of the tree, `taken` the packages in it, `replaced` the units on record
	that count no longer."""

	figures: dict[str, Figures]
	taken: tuple[Package, ...]
	conflicts: tuple[Conflict, ...]
	replaced: frozenset[str] = frozenset()


def merge(own: Mapping[str, Figures], period: str, packages: Iterable[Package]) -> Merged:
	"""`own` are the superior's figures of the period, in the order of its tree."""
	latest, conflicts = _latest(packages)
	tree, whole, taken, replaced = _tree(own), dict(own), [], set()
	# Whoever stands higher in the tree comes first, so that two of one line are judged alike in whatever order they came.
	level = dict(zip(tree.codes.tolist(), tree.level.tolist(), strict=True))
	for package in sorted(latest, key=lambda one: (level.get(one.unit, len(level)), one.unit)):
		below = set(tree.subtree(package.unit)) if package.unit in level else set()
		found = list(_judged(package, period, own, whole, below, {one for each in taken for one in each.figures}))
		conflicts += found
		if any(conflict.is_error for conflict in found):
			continue
		parent = own[package.unit]["parent"] if package.unit in own else package.manifest.parent
		gone = below - set(package.figures)
		whole = {unit: one for unit, one in whole.items() if unit not in below}
		whole |= package.figures | {package.unit: package.figures[package.unit] | {"parent": parent}}
		replaced |= gone
		taken.append(package)
	return Merged(
		_summed(whole) if taken else dict(own), tuple(taken), tuple(conflicts), frozenset(replaced - set(whole))
	)


def _latest(packages: Iterable[Package]) -> tuple[list[Package], list[Conflict]]:
	"""Of each unit the last version; what was left out for it."""
	of_unit: dict[str, list[Package]] = defaultdict(list)
	for package in packages:
		of_unit[package.unit].append(package)
	kept, conflicts = [], []
	for found in of_unit.values():
		version = max(one.manifest.version for one in found)
		last = [one for one in found if one.manifest.version == version]
		conflicts += [
			_conflict("older_version", one, str(version), str(one.manifest.version)) for one in found if one not in last
		]
		if len({as_text(one.figures) for one in last}) > 1:
			conflicts.append(_conflict("same_version", last[0], str(version)))
		else:
			kept.append(last[0])
	return kept, conflicts


def _judged(
	package: Package,
	period: str,
	own: Mapping[str, Figures],
	whole: Mapping[str, Figures],
	below: set[str],
	reported: set[str],
) -> Iterable[Conflict]:
	"""Errors first: what has one is looked at no further. `below` are the units on record that it stands for."""
	error = _error(package, period, own, whole, below, reported)
	if error:
		yield error
		return
	manifest, unit = package.manifest, package.unit
	top = next(iter(own.values()))
	if manifest.as_of != top["as_of"]:
		yield _conflict("other_day", package, top["as_of"], manifest.as_of)
	if unit not in own:
		yield _conflict("new_unit", package, manifest.parent)
		return
	if manifest.parent != own[unit]["parent"]:
		yield _conflict("other_parent", package, own[unit]["parent"], manifest.parent)
	if gone := sorted(below - set(package.figures)):
		yield _conflict("not_reported", package, _named(gone))
	if differing := _differing(own[unit]["total"], package.figures[unit]["total"]):
		yield _conflict("other_counts", package, counts=differing)


def _error(package, period, own, whole, below, reported) -> Conflict | None:
	manifest, unit = package.manifest, package.unit
	top = next(iter(own.values()))
	if manifest.period != period:
		return _conflict("other_period", package, period, manifest.period)
	if unit == top["unit"]:
		return _conflict("own_unit", package)
	# What is on record elsewhere, or was reported by somebody else already, would count twice.
	twice = sorted((set(package.figures) & set(whole)) - below | set(package.figures) & reported)
	if twice:
		return _conflict("same_unit", package, reported=_named(twice))
	parent = own[unit]["parent"] if unit in own else manifest.parent
	if parent not in whole and (unit not in own or parent in own):
		return _conflict("unknown_unit", package, reported=manifest.parent)
	if _scheme(package.figures[unit]) != _scheme(top):
		label, its_label = (schemes.from_dict(one["scheme"]).label() for one in (top, package.figures[unit]))
		return _conflict("other_scheme", package, label, its_label)
	return None


def _differing(own: Mapping[str, int], reported: Mapping[str, int]) -> dict[str, tuple[int, int]]:
	"""Where the superior has counts of its own. A bare place in the tree, without a post or a risk point, disagrees with nobody."""
	if not any(own.get(name) for name in COUNTED if name != "units"):
		return {}
	both = {name: (own.get(name, 0), reported.get(name, 0)) for name in COUNTED}
	return {name: counts for name, counts in both.items() if counts[0] != counts[1]}


def _scheme(one: Figures) -> str:
	"""How it grades; what the scheme is called and its version do not matter."""
	plain = schemes.to_dict(schemes.from_dict(one["scheme"]))
	return json.dumps({name: value for name, value in plain.items() if name not in ("name", "version", "label")})


def _summed(whole: Mapping[str, Figures]) -> dict[str, Figures]:
	"""The figures in the order of the tree, with everything below each unit summed up anew."""
	tree = _tree(whole)
	codes = tree.codes.tolist()
	total = _rolled_up(tree, [whole[unit]["own"] for unit in codes])
	changes = _rolled_up(tree, [(whole[unit]["changes"] or {}).get("own", {}) for unit in codes])
	return {
		unit: whole[unit]
		| {
			"total": total[place],
			"changes": whole[unit]["changes"] and whole[unit]["changes"] | {"total": changes[place]},
		}
		for place, unit in enumerate(codes)
	}


def _rolled_up(tree: Tree, own: list[Mapping[str, int]]) -> list[dict[str, int]]:
	"""Counts that a release does not know yet are 0 there."""
	frame = pd.DataFrame(own, index=tree.codes).fillna(0).astype("int64")
	return tree.rollup(frame).to_dict("records")


def _tree(figures: Mapping[str, Figures]) -> Tree:
	rows = [(unit, one["parent"] if one["parent"] in figures else None) for unit, one in figures.items()]
	return Tree.of(pd.DataFrame(rows, columns=["unit", "parent_unit"], dtype=object))


def _conflict(kind: str, package: Package, own=None, reported=None, counts=None) -> Conflict:
	return Conflict(kind, package.unit, package.manifest.unit_name, own, reported, counts or {})


def _named(units: list[str]) -> str:
	return "、".join(units[:_NAMED_AT_MOST]) + ("……" if len(units) > _NAMED_AT_MOST else "")
