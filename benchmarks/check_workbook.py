"""How long checking a large workbook takes, against python-calamine merely reading the same file.

	python -m benchmarks.check_workbook [--risks 100000] [--repeat 3] [--folder bench-out]

The workbook is a whole register as the project writes it: an invented province of 1,350 units with its people, posts,
powers, steps and measures, its risk sheet brought to 100,000 rows of 15 columns. Titles and manifestations differ from
row to row, as if each were written by hand, because what repeats is understood once. More than half of the risk points
have no measure, which makes 30,000 findings.

- yardstick: calamine opens the file and hands out the cells of every sheet as Python lists;
- ours: `check`, the same reading included: cells to typed columns, references resolved, every rule applied.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from python_calamine import CalamineWorkbook

from benchmarks import timing
from lianzheng_risk.core.checks import check
from lianzheng_risk.core.demo import AS_OF, invent
from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.core.schemes import DEFAULT
from lianzheng_risk.core.workbook import read, write_register

UNITS = 1350
PROMISED_RATIO = 3.0


def register(risks: int) -> Register:
	"""The invented province with so many risk points: its own, and copies under new codes."""
	province = {name: frame for name, frame in invent(UNITS).items() if not TABLES[name].may_lack}
	own = province["risk_points"]
	number = pd.RangeIndex(risks)
	frame = own.iloc[number % len(own)].set_axis(number)
	frame["risk"] = [f"F{place:06}" for place in number]
	for column in ("title", "manifestation"):
		frame[column] = [f"{text}（{place}）" for text, place in zip(frame[column], number, strict=True)]
	new_codes = pd.Series(frame["risk"].iloc[: len(own)].array, index=own["risk"].array)
	measures = province["measures"].assign(risk=lambda rows: rows["risk"].map(new_codes))
	return Register({**province, "risk_points": frame, "measures": measures.dropna(subset=["risk"])})


def save(file: Path, risks: int) -> None:
	"""Write the workbook, unless it is there already."""
	if file.exists():
		return
	print(f"writing {file}, once", flush=True)
	file.parent.mkdir(parents=True, exist_ok=True)
	unfinished = file.with_suffix(".part")
	write_register(register(risks), unfinished)
	unfinished.rename(file)


def cells(file: Path) -> list[list[list]]:
	"""Every sheet's cells, read by calamine alone."""
	workbook = CalamineWorkbook.from_path(file)
	return [workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names]


def main() -> None:
	parser = timing.arguments("Time the check of a large workbook against merely reading it.")
	parser.add_argument("--risks", type=int, default=100_000)
	options = parser.parse_args()
	file = options.folder / f"check-{options.risks}.xlsx"
	comparison = timing.Comparison(
		f"check: a register workbook with {options.risks:,} risk points",
		{
			"yardstick": "python-calamine reads all cells of the file and nothing else",
			"ours": "the file read, typed, its references resolved and every rule applied",
		},
		yardstick={"read": lambda: cells(file)},
		ours={"read": lambda: read(file), "check": lambda raw: check(raw, DEFAULT, AS_OF)},
		promised=PROMISED_RATIO,
	)
	if not options.run:
		save(file, options.risks)
	timing.main("benchmarks.check_workbook", {"check": comparison}, options)


if __name__ == "__main__":
	main()
