"""How fast a register leaves as a workbook, against openpyxl merely writing the same cells.

	python -m benchmarks.export_workbook [--risks 100000] [--repeat 3] [--folder bench-out]

The register is that of `benchmarks.import_site`: 1,350 units, 100,000 risk points and 175,000 measures. Both sides begin with
the frames in memory; what loading them takes is told but not compared.

- yardstick: openpyxl in write-only mode, a plain `append` of the same values row by row, and `save`; its values are ready
  beforehand, terms in words and dates as numbers;
- ours: `write_register`: frames to values, texts escaped, styles, drop-downs, heights, guide and lists, and `save`.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from openpyxl import Workbook

from benchmarks import timing
from benchmarks.import_site import register
from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.core.workbook import write_register
from lianzheng_risk.core.workbook.cells import column_values

# Ours at 0.8 of the yardstick's rate takes 1.25 of its time.
PROMISED_RATIO, PROMISED_GIB = 1.25, 0.5


def save(file: Path, risks: int) -> None:
	"""Keep the frames, unless they are there already."""
	if file.exists():
		return
	print(f"inventing {file}, once", flush=True)
	file.parent.mkdir(parents=True, exist_ok=True)
	unfinished = file.with_suffix(".part")
	pd.to_pickle(register(risks).frames, unfinished)
	unfinished.rename(file)


def load(file: Path) -> Register:
	"""The frames as a process of the site holds them: what repeats is one text."""
	return Register(pd.read_pickle(file))


def rows(file: Path) -> dict[str, list[tuple]]:
	"""The values of every sheet, headings first, as openpyxl takes them."""
	frames = load(file)
	return {
		table.zh: [
			tuple(column.zh for column in table.fields),
			*zip(*(column_values(column, frames[name][column.name]) for column in table.fields), strict=True),
		]
		for name, table in TABLES.items()
	}


def write_plainly(sheets: dict[str, list[tuple]], target: Path) -> None:
	workbook = Workbook(write_only=True)
	for title, cells in sheets.items():
		sheet = workbook.create_sheet(title)
		for row in cells:
			sheet.append(row)
	workbook.save(target)


def main() -> None:
	parser = timing.arguments("Time the export of a large register against merely writing its cells.")
	parser.add_argument("--risks", type=int, default=100_000)
	options = parser.parse_args()
	file = options.folder / f"export-{options.risks}.pickle"
	target = options.folder / "export.xlsx"
	comparison = timing.Comparison(
		f"export: a register with {options.risks:,} risk points as a workbook",
		{
			"yardstick": "openpyxl in write-only mode appends the same values, ready beforehand, and saves",
			"ours": "the register written with its look, drop-downs, guide and lists",
		},
		yardstick={"load": lambda: rows(file), "write": lambda sheets: write_plainly(sheets, target)},
		ours={"load": lambda: load(file), "write": lambda frames: write_register(frames, target)},
		promised=PROMISED_RATIO,
		gib=PROMISED_GIB,
		judged="write",
	)
	if not options.run:
		save(file, options.risks)
	timing.main("benchmarks.export_workbook", {"export": comparison}, options)


if __name__ == "__main__":
	main()
