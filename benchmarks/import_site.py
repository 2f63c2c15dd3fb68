"""How fast a register comes into a real site, against the platform's own Data Import and a bare insert of the same rows.

	python -m benchmarks.import_site [--risks 100000] [--sample 500] [--folder bench-out]

The workbook is a whole register as the project writes it: an invented province of 1,350 units with its people, posts,
tenures, powers and steps, its risk points and their measures brought to 100,000 and 175,000 rows. Texts differ from row
to row, as if each were written by hand. The site is a throw-away one on a bench's Frappe (FRAPPE_BENCH, or
~frappe/frappe-bench), with this app alone and a MariaDB of its own; without a bench nothing is run.

- bare: calamine reads all cells, and executemany puts them as they are, with their indexes, into tables like the site's;
- ours: what the background job does: the file read, planned against the site, checked by every rule, for rights and for
  what the site accepts; documents, version history and the journal for taking it back written; all in one commit;
- export: the same register out of the site again, as the background job writes it; `benchmarks.export_workbook` compares its
  writing with openpyxl's own, here its memory counts;
- platform: a sample of the risk points and their measures, taken out again, brought in by Data Import from CSV files.

Each runs once, in a fresh process, one after the other. The database's CPU time is told beside that of the process:
what a busy machine adds to the time on the wall is in neither.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from benchmarks.check_workbook import UNITS
from benchmarks.throw_away import throw_away_site
from lianzheng_risk.core.demo import invent
from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.core.workbook import write_register
from tests.site.bench import find_bench
from tests.site.run import NO_BENCH

SITE = "import.test"
SIDES = ("bare", "ours", "export", "platform")
PROMISED_TIMES = 40.0
PROMISED_GIB, PROMISED_EXPORT_GIB = 1.0, 0.5
AIMED_SHARE = 1 / 3

Figures = dict[str, dict]


def register(risks: int) -> Register:
	"""The invented province with so many risk points: its own, and copies under new codes, each with its measures.

	Without ledgers, which nobody has by the hundred thousand: their documents are judged one by one.
	"""
	province = {name: frame for name, frame in invent(UNITS).items() if not TABLES[name].may_lack}
	own, measures = province["risk_points"], province["measures"]
	copies = range(-(-risks // len(own)))
	points = _renamed(
		pd.concat([own.assign(risk=own["risk"] + f"-{copy}") for copy in copies]), "title", "manifestation"
	)
	points = points.iloc[:risks]
	measures = pd.concat(
		[
			measures.assign(risk=measures["risk"] + f"-{copy}", measure=measures["measure"] + f"-{copy}")
			for copy in copies
		]
	)
	kept = _renamed(measures[measures["risk"].isin(points["risk"])], "description")
	return Register({**province, "risk_points": points, "measures": kept})


def _renamed(rows: pd.DataFrame, *columns: str) -> pd.DataFrame:
	rows = rows.reset_index(drop=True)
	for column in columns:
		rows[column] = [f"{text}（{place}）" for text, place in zip(rows[column], rows.index, strict=True)]
	return rows


def save(file: Path, risks: int) -> None:
	"""Write the workbook, unless it is there already."""
	if file.exists():
		return
	print(f"writing {file}, once", flush=True)
	file.parent.mkdir(parents=True, exist_ok=True)
	unfinished = file.with_suffix(".part")
	write_register(register(risks), unfinished)
	unfinished.rename(file)


def measure(bench: Path, file: Path, sample: int) -> Figures:
	"""What each side took, on a site made for it and thrown away."""
	with throw_away_site(bench, SITE, "lianzheng_risk") as (folder, run):
		database = (folder / "mariadb" / "mariadb.pid").read_text().strip()
		figures = {}
		for side in SIDES:
			print(f"running {side}", flush=True)
			figures[side] = json.loads(
				run("benchmarks.import_sides", side, SITE, str(file.resolve()), str(sample), database).splitlines()[-1]
			)
		return figures


def report(figures: Figures) -> bool:
	"""Print the figures and say whether the promises are kept."""
	for side in SIDES:
		print(f"\n{side}: {figures[side]['rows']:,} rows, {_rate(figures, side):,.0f} rows/s")
		print(_line("", ("wall", "CPU", "database")))
		for stage, seconds in figures[side]["stages"].items():
			print(_line(stage, [f"{seconds[clock]:.2f}s" for clock in ("wall", "cpu", "database")]))
		print(f"  peak RSS {figures[side]['peak']:.2f} GiB")
	times, share = (_times(figures, side, _rate) for side in ("platform", "bare"))
	times_by_cpu, share_by_cpu = (_times(figures, side, _rate_by_cpu) for side in ("platform", "bare"))
	peak = figures["ours"]["peak"]
	print(f"\n  by CPU time {times_by_cpu:.1f} times the rate of Data Import and {share_by_cpu:.2f} of the bare rate")
	print(f"  {share:.2f} of the bare rows/s, aimed at {AIMED_SHARE:.2f}")
	print(
		f"  {_verdict(times >= PROMISED_TIMES)}: {times:.1f} times the rows/s of Data Import, at least {PROMISED_TIMES:g}"
	)
	exported = figures["export"]["peak"]
	print(f"  {_verdict(peak <= PROMISED_GIB)}: {peak:.2f} GiB at the peak, at most {PROMISED_GIB:g}")
	print(
		f"  {_verdict(exported <= PROMISED_EXPORT_GIB)}: {exported:.2f} GiB for the export, at most {PROMISED_EXPORT_GIB:g}"
	)
	return times >= PROMISED_TIMES and peak <= PROMISED_GIB and exported <= PROMISED_EXPORT_GIB


def _line(label: str, values) -> str:
	return f"  {label:<12}" + "".join(f"{value:>12}" for value in values)


def _verdict(kept: bool) -> str:
	return "kept" if kept else "BROKEN"


def _rate(figures: Figures, side: str) -> float:
	return figures[side]["rows"] / figures[side]["stages"]["whole"]["wall"]


def _rate_by_cpu(figures: Figures, side: str) -> float:
	"""Rows for a second of the process and the database together."""
	whole = figures[side]["stages"]["whole"]
	return figures[side]["rows"] / (whole["cpu"] + whole["database"])


def _times(figures: Figures, side: str, rate: Callable[[Figures, str], float]) -> float:
	return rate(figures, "ours") / rate(figures, side)


def main() -> None:
	parser = argparse.ArgumentParser(description="Time the import of a large register into a site.")
	parser.add_argument("--risks", type=int, default=100_000)
	parser.add_argument("--sample", type=int, default=500, help="risk points for Data Import (default: 500)")
	parser.add_argument("--folder", type=Path, default=Path("bench-out"), help="where the data are kept")
	options = parser.parse_args()
	bench = find_bench()
	if bench is None:
		print(NO_BENCH.replace("site suite", "import benchmark"))
		return
	file = options.folder / f"import-{options.risks}.xlsx"
	save(file, options.risks)
	sys.exit(0 if report(measure(bench, file, options.sample)) else 1)


if __name__ == "__main__":
	main()
