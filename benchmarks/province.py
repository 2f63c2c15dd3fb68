"""An invented province as CSV files, for benchmarks: numpy from a fixed seed, far larger than `core.demo` invents."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import numpy as np
import pandas as pd

from lianzheng_risk.core import schemes
from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.register import TABLES, Register

SEED = 2011

# The columns that an assessment reads; a register in memory may lack the others.
READ = {
	"units": ("unit", "unit_name", "unit_type", "parent_unit"),
	"people": ("person", "unit"),
	"posts": ("post", "post_name", "unit", "key_post"),
	"tenures": ("post", "person", "start_date", "end_date"),
	"powers": ("power", "power_name", "unit", "category", "business_area", "legal_basis"),
	"power_steps": ("power",),
	"risk_points": (
		"risk", "unit", "post", "power", "category", "title", "probability", "harm",
		"decisive_influence", "unlimited_discretion", "prior_misconduct", "stated_grade",
	),
	"measures": (
		"measure", "risk", "layer", "phase", "description", "responsible_leader", "responsible_unit",
		"responsible_person", "due_date", "status", "completed_on", "evidence",
	),
}  # fmt: skip


def invent(risks: int) -> dict[str, pd.DataFrame]:
	"""A province: for 1,000,000 risk points 3,000 units, 200,000 posts and 1,500,000 measures."""
	draw = np.random.default_rng(SEED)
	units, posts = max(risks * 3 // 1000, 1), max(risks // 5, 1)
	powers, steps, measures = max(risks // 20, 1), max(risks // 4, 1), risks * 3 // 2

	def some(codes: np.ndarray, size: int, missing: float = 0.0) -> np.ndarray:
		return np.where(draw.random(size) < missing, None, codes[draw.integers(len(codes), size=size)])

	def terms(vocabulary: v.Vocabulary, size: int) -> np.ndarray:
		return some(np.array(vocabulary.codes, dtype=object), size)

	def levels(scale: tuple, size: int) -> np.ndarray:
		return some(np.array([level.code for level in scale], dtype=object), size)

	def days(size: int, missing: float = 0.0) -> np.ndarray:
		dates = np.datetime64("2023-01-01") + draw.integers(1600, size=size)
		return np.where(draw.random(size) < missing, np.datetime64("NaT"), dates)

	unit, person, post = _codes("U", units), _codes("R", posts), _codes("G", posts)
	power, risk, measure = _codes("Q", powers), _codes("F", risks), _codes("C", measures)
	scheme = schemes.DEFAULT
	tables = {
		"units": {
			"unit": unit,
			"unit_name": _texts("示例单位", units),
			"unit_type": terms(v.UNIT_TYPE, units),
			"parent_unit": [None, *unit[(np.arange(1, units) - 1) // 8]],
		},
		"people": {"person": person, "unit": some(unit, posts)},
		"posts": {
			"post": post,
			"post_name": _texts("示例岗位", posts),
			"unit": some(unit, posts),
			"key_post": draw.random(posts) < 0.2,
		},
		"tenures": {"post": post, "person": person, "start_date": days(posts), "end_date": days(posts, missing=0.8)},
		"powers": {
			"power": power,
			"power_name": _texts("示例职权", powers),
			"unit": some(unit, powers),
			"category": terms(v.POWER_CATEGORY, powers),
			"business_area": terms(v.BUSINESS_AREA, powers),
			"legal_basis": some(np.array(["示例管理办法"], dtype=object), powers, missing=0.1),
		},
		"power_steps": {"power": some(power, steps)},
		"risk_points": {
			"risk": risk,
			"unit": some(unit, risks),
			"post": some(post, risks, missing=0.2),
			"power": some(power, risks, missing=0.3),
			"category": terms(v.RISK_CATEGORY, risks),
			"title": _texts("大额资金使用未经领导班子集体研究", risks),
			"probability": levels(scheme.probability, risks),
			"harm": levels(scheme.harm, risks),
			**{veto: draw.random(risks) < 0.03 for veto in v.VETO.codes},
			"stated_grade": terms(v.GRADE, risks),
		},
		"measures": {
			"measure": measure,
			"risk": some(risk, measures),
			"layer": terms(v.MEASURE_LAYER, measures),
			"phase": terms(v.MEASURE_PHASE, measures),
			"description": _texts("大额资金使用提交党组会集体研究并公开", measures),
			"responsible_leader": some(person, measures, missing=0.1),
			"responsible_unit": some(unit, measures, missing=0.1),
			"responsible_person": some(person, measures, missing=0.1),
			"due_date": days(measures, missing=0.1),
			"status": terms(v.MEASURE_STATUS, measures),
			"completed_on": days(measures, missing=0.5),
			"evidence": some(np.array(["会议纪要"], dtype=object), measures, missing=0.5),
		},
	}
	return {name: pd.DataFrame(columns) for name, columns in tables.items()}


def _codes(prefix: str, size: int) -> np.ndarray:
	return np.array([f"{prefix}{number:07}" for number in range(size)], dtype=object)


def _texts(text: str, size: int) -> np.ndarray:
	return np.array([f"{text}{number}" for number in range(size)], dtype=object)


def save(folder: Path, risks: int) -> None:
	"""Write the CSV files, unless they are there already."""
	if folder.exists():
		return
	unfinished = folder.with_suffix(".part")
	unfinished.mkdir(parents=True, exist_ok=True)
	for name, frame in invent(risks).items():
		frame.to_csv(unfinished / f"{name}.csv", index=False)
	unfinished.rename(folder)


def load(folder: Path, layout: str, tables: Collection[str] = tuple(READ)) -> Register:
	"""The columns of READ in the declared dtypes; `layout` is the dtype of terms and references, category or object."""
	frames = {}
	for name in tables:
		columns = READ[name]
		kinds = {column: TABLES[name][column].kind for column in columns}
		frames[name] = pd.read_csv(
			folder / f"{name}.csv",
			usecols=list(columns),
			dtype={column: _dtype(column, kind, layout) for column, kind in kinds.items() if kind != "date"},
			parse_dates=[column for column, kind in kinds.items() if kind == "date"],
			date_format="%Y-%m-%d",
		)
	return Register(frames)


def _dtype(column: str, kind: str, layout: str) -> str:
	"""A million risk codes make no category; everything else that repeats does."""
	if kind == "boolean":
		return "bool"
	return layout if kind in ("term", "reference") and column != "risk" else "object"
