"""A job of ours timed against a yardstick, honestly: each run in a fresh process, the two taking turns.

A run is a list of phases. What is reported of several runs is the median and the fastest, which a busy machine disturbs
less, by the clock on the wall; the CPU time beside it shows whether the machine was busy.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SIDES = ("yardstick", "ours")
Phases = Mapping[str, Callable]
Seconds = dict[str, float]


@dataclass(frozen=True)
class Comparison:
	"""What is compared, in words and as phases; each phase takes what the one before returned, the first nothing.

	`promised` is the greatest ratio of the phase `judged`, by default the whole; `gib`, where it is promised too, the greatest
	peak of memory of our side.
	"""

	title: str
	in_words: Mapping[str, str]
	yardstick: Phases
	ours: Phases
	promised: float
	gib: float | None = None
	judged: str = "whole"


def arguments(description: str) -> argparse.ArgumentParser:
	"""What every benchmark can be told on its command line."""
	parser = argparse.ArgumentParser(description=description)
	parser.add_argument("--repeat", type=int, default=3, help="runs of each side (default: 3)")
	parser.add_argument("--folder", type=Path, default=Path("bench-out"), help="where the data are kept")
	parser.add_argument("--run", nargs=2, metavar=("COMPARISON", "SIDE"), help=argparse.SUPPRESS)
	return parser


def main(module: str, comparisons: Mapping[str, Comparison], options: argparse.Namespace) -> None:
	"""Time all comparisons and exit with 1 where a promise is broken; in the process of one run, do that run.

	`module` is how Python finds the benchmark again for a fresh process, which gets the same command line.
	"""
	if options.run:
		name, side = options.run
		print(json.dumps(_run(getattr(comparisons[name], side))))
		return
	kept = [_compare(module, name, comparison, options.repeat) for name, comparison in comparisons.items()]
	sys.exit(0 if all(kept) else 1)


def _run(phases: Phases) -> Seconds:
	"""The phases in this process: seconds of each, of the whole, of CPU, and the peak of memory in GiB."""
	taken, results = {}, []
	started, cpu = time.perf_counter(), time.process_time()
	for name, phase in phases.items():
		began = time.perf_counter()
		results = [phase(*results)]
		taken[name] = time.perf_counter() - began
	taken["whole"], taken["CPU"] = time.perf_counter() - started, time.process_time() - cpu
	taken["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2  # Linux counts in KiB
	return taken


def _compare(module: str, name: str, comparison: Comparison, repeat: int) -> bool:
	"""Print the figures of a comparison and say whether its promises are kept."""
	runs: dict[str, list[Seconds]] = {side: [] for side in SIDES}
	for _ in range(repeat):
		for side in SIDES:
			runs[side].append(_in_fresh_process(module, name, side))
	median, fastest = ({side: _of_runs(pick, runs[side]) for side in SIDES} for pick in (statistics.median, min))
	columns = [column for column in median["ours"] if column != "peak"]
	shared = [column for column in columns if column in median["yardstick"]]
	print(f"\n{comparison.title}")
	for side in SIDES:
		print(f"  {side}: {comparison.in_words[side]}")
	print(_line(f"median of {repeat} runs", columns, {column: column for column in columns}) + f"{'peak RSS':>12}")
	for side in SIDES:
		seconds = {column: f"{taken:.2f}s" for column, taken in median[side].items()}
		print(_line(side, columns, seconds) + f"{_peak(runs[side]):>8.2f} GiB")
	for label, times in (("ratio by medians", median), ("ratio by fastest runs", fastest)):
		print(_line(label, columns, {column: f"{_ratio(times, column):.2f}" for column in shared}))
	ratios = (_ratio(times, comparison.judged) for times in (median, fastest))
	return _kept(comparison, max(ratios), _peak(runs["ours"]))


def _line(label: str, columns: Sequence[str], shown: Mapping[str, str]) -> str:
	return f"  {label:<22}" + "".join(f"{shown.get(column, ''):>10}" for column in columns)


def _kept(comparison: Comparison, ratio: float, peak: float) -> bool:
	promises = [
		(
			comparison.promised,
			ratio,
			f"times the yardstick for the phase “{comparison.judged}”, medians and fastest runs",
		),
		(comparison.gib, peak, "GiB at the peak"),
	]
	given = [(most, value, words) for most, value, words in promises if most is not None]
	for most, value, words in given:
		print(f"  {'kept' if value <= most else 'BROKEN'}: at most {most:g} {words}")
	return all(value <= most for most, value, _ in given)


def _in_fresh_process(module: str, name: str, side: str) -> Seconds:
	command = [sys.executable, "-m", module, *sys.argv[1:], "--run", name, side]
	return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def _of_runs(pick: Callable[[Sequence[float]], float], runs: Sequence[Seconds]) -> Seconds:
	return {name: pick([run[name] for run in runs]) for name in runs[0]}


def _peak(runs: Sequence[Seconds]) -> float:
	return max(run["peak"] for run in runs)


def _ratio(times: Mapping[str, Seconds], column: str) -> float:
	return times["ours"][column] / times["yardstick"][column]
