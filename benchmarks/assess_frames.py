"""How long a whole assessment of a province takes, against a bare pandas group-by on the same data.

	python benchmarks/assess_frames.py [--risks 1000000] [--repeat 3] [--folder bench-out]

Both sides read the same columns of the same eight CSV files with the same `pandas.read_csv` call, each run in a process
of its own, the sides taking turns. Then

- `bare` does `risk_points.groupby(["unit", "stated_grade"]).size()` and nothing else: it neither grades nor looks at the
  other tables, but has paid for loading them;
- `assess` does the assessment: tree, grades, every count and indicator rolled up, heat map, weak links, and the plain
  data of assessment.json.

The ratio of the whole (load and work) is what the project promises to keep within 3; the ratio of the work alone is
shown as well, because loading is most of the time on both sides. Both are given by medians and by fastest runs, which
a busy machine disturbs less. Two layouts of the term and low-cardinality reference
columns are measured: as categories and as objects. The data are invented by numpy from a fixed seed.
"""

from __future__ import annotations

import argparse
import datetime
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from lianzheng_risk.core import schemes
from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.assessment import assess
from lianzheng_risk.core.register import TABLES, Register

SEED = 2011
AS_OF = datetime.date(2026, 6, 30)
SIDES = ("bare", "assess")
LAYOUTS = ("category", "object")
PROMISED_RATIO = 3.0
PROMISED_GIB = 2.0

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


def load(folder: Path, layout: str) -> Register:
	"""The columns of READ, in the declared dtypes."""
	frames = {}
	for name, columns in READ.items():
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


def bare(register: Register) -> object:
	return register["risk_points"].groupby(["unit", "stated_grade"], observed=True).size()


def whole(register: Register) -> object:
	return assess(register, schemes.DEFAULT, AS_OF).to_dict()


def run_side(side: str, layout: str, folder: Path) -> dict[str, float]:
	"""One side in this process: seconds of load and of work, and the peak of memory in GiB."""
	started = time.perf_counter()
	register = load(folder, layout)
	loaded = time.perf_counter()
	{"bare": bare, "assess": whole}[side](register)
	done = time.perf_counter()
	peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2  # Linux counts in KiB
	return {"load": loaded - started, "work": done - loaded, "whole": done - started, "peak": peak}


def in_fresh_process(side: str, layout: str, folder: Path) -> dict[str, float]:
	command = [sys.executable, __file__, "--side", side, "--layout", layout, "--data", str(folder)]
	return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def compare(folder: Path, layout: str, repeat: int) -> bool:
	"""Print the figures of both sides and say whether the promise is kept."""
	runs: dict[str, list[dict]] = {side: [] for side in SIDES}
	for _ in range(repeat):
		for side in SIDES:
			runs[side].append(in_fresh_process(side, layout, folder))
	median = {side: _of_runs(statistics.median, runs[side]) for side in SIDES}
	fastest = {side: _of_runs(min, runs[side]) for side in SIDES}
	peak = max(run["peak"] for run in runs["assess"])
	print(f"\n{layout} columns, median of {repeat}      load      work     whole   peak RSS")
	for side in SIDES:
		m = median[side]
		print(f"  {side:<28} {m['load']:>8.2f}s {m['work']:>8.2f}s {m['whole']:>8.2f}s {m['peak']:>6.2f} GiB")
	ratio, of_fastest = (_ratio(times, "whole") for times in (median, fastest))
	print(
		f"  ratio of the whole: {ratio:.2f} by medians, {of_fastest:.2f} by fastest runs (promised: {PROMISED_RATIO:g})"
	)
	print(
		f"  ratio of the work alone: {_ratio(median, 'work'):.1f} by medians, {_ratio(fastest, 'work'):.1f} by fastest runs"
	)
	if min(ratio, of_fastest) < 1:
		print("  assess does all that bare does and more: a ratio below 1 means the machine was busy; run again")
	kept = max(ratio, of_fastest) <= PROMISED_RATIO and peak < PROMISED_GIB
	return kept


def _of_runs(pick: Callable, runs: list[dict]) -> dict[str, float]:
	return {name: pick(run[name] for run in runs) for name in runs[0]}


def _ratio(times: dict[str, dict[str, float]], name: str) -> float:
	return times["assess"][name] / times["bare"][name]


def main() -> None:
	parser = argparse.ArgumentParser(description="Time the assessment of a province against a bare group-by.")
	parser.add_argument("--risks", type=int, default=1_000_000)
	parser.add_argument("--repeat", type=int, default=3)
	parser.add_argument("--folder", type=Path, default=Path("bench-out"))
	parser.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
	parser.add_argument("--layout", choices=LAYOUTS, help=argparse.SUPPRESS)
	parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
	options = parser.parse_args()
	if options.side:
		print(json.dumps(run_side(options.side, options.layout, options.data)))
		return
	data = options.folder / f"assess-{options.risks}"
	save(data, options.risks)
	print(f"{options.risks:,} risk points, {options.risks * 3 // 2:,} measures, pandas {pd.__version__}")
	kept = [compare(data, layout, options.repeat) for layout in LAYOUTS]
	sys.exit(0 if all(kept) else 1)


if __name__ == "__main__":
	main()
