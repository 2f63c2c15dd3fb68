"""Frozen figures of a unit and of everything below it, put together as the assessment that they were taken from."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import numpy as np
import pandas as pd

from lianzheng_risk.core import counts, schemes
from lianzheng_risk.core.assessment import Assessment
from lianzheng_risk.core.frozen.freezing import Figures
from lianzheng_risk.core.tree import Tree
from lianzheng_risk.core.vocabulary import GRADE, POWER_CATEGORY, RISK_CATEGORY
from lianzheng_risk.core.weak_links import KINDS, LIMIT, Subject, WeakLink, WeakLinks

_KINDS = {kind.code: place for place, kind in enumerate(KINDS)}


def assessment_of(figures: Mapping[str, Figures]) -> Assessment:
	"""The assessment of the units whose figures these are; a unit whose parent is not among them is a top.

	Counts that a later release has added are 0 in older figures, so indicators made of them have no value.
	"""
	units = pd.DataFrame(
		[
			(one["unit"], one["name"], one["type"], one["parent"] if one["parent"] in figures else None)
			for one in figures.values()
		],
		columns=["unit", "unit_name", "unit_type", "parent_unit"],
		dtype=object,
	)
	tree = Tree.of(units)
	ordered = [figures[code] for code in tree.codes]
	own = pd.DataFrame([one["own"] for one in ordered], index=pd.Index(tree.codes, dtype=object))
	own = own.reindex(columns=list(counts.COLUMNS)).fillna(0).astype(np.int64)
	top = ordered[0]
	return Assessment(
		datetime.date.fromisoformat(top["as_of"]),
		schemes.from_dict(top["scheme"]),
		tree,
		units=tree.named(units),
		own=own,
		total=tree.rollup(own),
		heat_map=np.sum([one["heat_map"] for one in ordered], axis=0),
		weak_links=_weak_links(ordered),
		matrix=_matrix(ordered),
	)


def _matrix(ordered: list[Figures]) -> np.ndarray | None:
	"""None where figures of an earlier release are among them, or one whose vocabularies had other terms."""
	size = (len(RISK_CATEGORY.codes), len(POWER_CATEGORY.codes))
	matrices = [np.array(one.get("matrix") or 0) for one in ordered]
	return np.sum(matrices, axis=0) if all(matrix.shape == size for matrix in matrices) else None


def worst_links(figures: Mapping[str, Figures], limit: int | None = LIMIT) -> WeakLinks:
	"""The weak links among these figures, the worst first; units of one standing in the order given."""
	return _weak_links(list(figures.values()), limit)


def _weak_links(ordered: list[Figures], limit: int | None = LIMIT) -> WeakLinks:
	# A kind that a later release no longer knows cannot be named any more.
	ranked = sorted(
		(
			(_KINDS[link["kind"]], _place(link["grade"]), -link["count"], position, link)
			for position, one in enumerate(ordered)
			for link in one["weak_links"]
			if link["kind"] in _KINDS
		),
		key=lambda entry: entry[:4],
	)
	return WeakLinks(
		tuple(
			WeakLink(
				KINDS[kind],
				ordered[position]["unit"],
				link["grade"],
				link["count"],
				tuple(Subject(code, title) for code, title in link["subjects"]),
			)
			for kind, _, _, position, link in ranked[:limit]
		),
		len(ranked),
	)


def _place(grade: str | None) -> int:
	return GRADE.codes.index(grade) if grade else -1
