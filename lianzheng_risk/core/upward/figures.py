"""Figures that came from outside: whatever is later done with them, they have the form that `freeze` gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from lianzheng_risk.core import schemes
from lianzheng_risk.core.frozen.freezing import UNGRADED, Figures
from lianzheng_risk.core.frozen.moves import SORTS
from lianzheng_risk.core.grading import SchemeError
from lianzheng_risk.core.tree import Tree, UnitTreeError
from lianzheng_risk.core.upward.manifest import FIGURES, Manifest, is_text
from lianzheng_risk.core.upward.refusals import MISSHAPEN, WRONG_SUM, PackageRefused
from lianzheng_risk.core.vocabulary import GRADE, POWER_CATEGORY, RISK_CATEGORY, UNIT_TYPE

MOST_UNITS = 20_000
_MOST = 10**12
# Far more than there are counts; each is a column of a table with all units.
_MOST_COUNTS = 500
_GRADES = GRADE.codes


def check_figures(data: object, manifest: Manifest) -> dict[str, Figures]:
	"""The figures, the manifest's unit at their top, in the order of the tree. Raises PackageRefused with the place."""
	if not isinstance(data, dict) or not 0 < len(data) <= MOST_UNITS or manifest.unit not in data:
		raise _refused("units")
	for unit, one in data.items():
		if not isinstance(one, dict) or one.get("unit") != unit or not is_text(unit):
			raise _refused(f"{unit[:50]}.unit")
		for field, is_right in _MAY_LACK.items():
			if field in one and not is_right(one[field]):
				raise _refused(f"{unit[:50]}.{field}")
		for field, is_right in _FIELDS.items():
			if field not in one or not is_right(one[field]):
				raise _refused(f"{unit[:50]}.{field}")
	_check_scheme(data, manifest)
	tree = _tree(data, manifest)
	_check_sums(data, tree)
	return {unit: data[unit] for unit in tree.codes.tolist()}


def _check_scheme(data: Mapping[str, Figures], manifest: Manifest) -> None:
	"""One scheme and one day for all, and heat maps of its extent."""
	top = data[manifest.unit]
	try:
		scheme = schemes.from_dict(top["scheme"])
	except SchemeError as error:
		raise _refused("scheme") from error
	rows, columns = len(scheme.probability), len(scheme.harm)
	for unit, one in data.items():
		if one["scheme"] != top["scheme"]:
			raise _refused(f"{unit[:50]}.scheme")
		if one["as_of"] != manifest.as_of:
			raise _refused(f"{unit[:50]}.as_of")
		if len(one["heat_map"]) != rows or {len(row) for row in one["heat_map"]} != {columns}:
			raise _refused(f"{unit[:50]}.heat_map")


def _tree(data: Mapping[str, Figures], manifest: Manifest) -> Tree:
	rows = [(unit, None if unit == manifest.unit else one["parent"]) for unit, one in data.items()]
	try:
		tree = Tree.of(pd.DataFrame(rows, columns=["unit", "parent_unit"], dtype=object))
	except UnitTreeError as error:
		raise _refused("parent") from error
	if tree.codes[0] != manifest.unit or tree.end[0] != len(tree) or data[manifest.unit]["parent"] != manifest.parent:
		raise _refused("parent")
	return tree


def _check_sums(data: Mapping[str, Figures], tree: Tree) -> None:
	codes = tree.codes.tolist()
	counted = set(data[codes[0]]["own"])
	if len(counted) > _MOST_COUNTS:
		raise _refused("own")
	for unit, one in data.items():
		if set(one["own"]) != counted or set(one["total"]) != counted:
			raise _refused(f"{unit[:50]}.own")
	own = pd.DataFrame([data[unit]["own"] for unit in codes], index=codes).astype("int64")
	total = pd.DataFrame([data[unit]["total"] for unit in codes], index=codes)
	sums = tree.rollup(own)
	wrong = sums.ne(total[sums.columns])
	if not wrong.to_numpy().any():
		return
	unit = wrong.index[wrong.any(axis=1)][0]
	count = wrong.columns[wrong.loc[unit]][0]
	values = {"total": int(total.loc[unit, count]), "sum": int(sums.loc[unit, count])}
	raise PackageRefused("wrong_sum", WRONG_SUM, unit=unit, count=count, **values)


def _refused(field: str) -> PackageRefused:
	return PackageRefused("misshapen", MISSHAPEN, member=FIGURES, field=field)


def _is_count(value: object) -> bool:
	return type(value) is int and 0 <= value <= _MOST


def _are_counts(value: object) -> bool:
	return isinstance(value, dict) and all(_is_count(one) for one in value.values())


def _is_list_of(is_right: Callable[[object], bool]) -> Callable[[object], bool]:
	return lambda value: isinstance(value, list) and all(is_right(one) for one in value)


def _is_text_or_none(value: object) -> bool:
	return value is None or isinstance(value, str)


def _is_link(value: object) -> bool:
	return (
		isinstance(value, dict)
		and is_text(value.get("kind"))
		and (value.get("grade") is None or value.get("grade") in _GRADES)
		and _is_count(value.get("count"))
		and _is_list_of(lambda pair: isinstance(pair, list) and len(pair) == 2 and all(map(_is_text_or_none, pair)))(
			value.get("subjects")
		)
	)


def _are_risks(value: object) -> bool:
	return isinstance(value, dict) and all(
		grade in {*_GRADES, UNGRADED} and _is_list_of(is_text)(risks) for grade, risks in value.items()
	)


def _are_changes(value: object) -> bool:
	if value is None:
		return True
	return (
		isinstance(value, dict)
		and all(_are_counts(value.get(part)) and set(value[part]) == set(SORTS) for part in ("own", "total"))
		and all(_is_list_of(_is_list_of(_is_text_or_none))(value.get(part)) for part in ("new", "regraded", "removed"))
	)


def _is_matrix(value: object) -> bool:
	return (
		_is_list_of(_is_list_of(_is_count))(value)
		and len(value) == len(RISK_CATEGORY.codes)
		and {len(line) for line in value} == {len(POWER_CATEGORY.codes)}
	)


_FIELDS: dict[str, Callable[[object], bool]] = {
	"as_of": is_text,
	"scheme": lambda value: isinstance(value, dict),
	"name": is_text,
	"type": lambda value: value in UNIT_TYPE.codes,
	"parent": lambda value: value is None or is_text(value),
	"own": _are_counts,
	"total": _are_counts,
	"heat_map": _is_list_of(_is_list_of(_is_count)),
	"weak_links": _is_list_of(_is_link),
	"risks": _are_risks,
	"changes": _are_changes,
}
# Earlier releases had none.
_MAY_LACK: dict[str, Callable[[object], bool]] = {"matrix": _is_matrix}
