"""How long a whole assessment of a province takes, against a bare pandas group-by after loading the same columns.

	python -m benchmarks.assess_frames [--risks 1000000] [--repeat 3] [--folder bench-out]

Both sides of a comparison read the same columns of the same CSV files with the same `pandas.read_csv` call. Then

- yardstick: `risk_points.groupby(["unit", "stated_grade"]).size()`. It is given the grade as a column and neither
  grades nor looks at another table;
- ours: `assess` and the plain data of assessment.json: the unit tree, every grade computed, every count and indicator
  rolled up, heat map, weak links.

This is done once for the whole register, eight tables with 1,500,000 measures, where loading is most of the time on both
sides, and once, more strictly, for risk points and units alone. In each, terms and the references that repeat are loaded
once as categories and once as objects.
"""

from __future__ import annotations

import datetime

import pandas as pd

from benchmarks import province, timing
from lianzheng_risk.core import schemes
from lianzheng_risk.core.assessment import assess
from lianzheng_risk.core.register import Register

AS_OF = datetime.date(2026, 6, 30)
LAYOUTS = ("category", "object")
TABLES = {"all eight tables": tuple(province.READ), "risk points and units alone": ("units", "risk_points")}
PROMISED_RATIO = 3.0
PROMISED_GIB = 2.0
IN_WORDS = {
	"yardstick": "the same columns loaded, then groupby(unit, grade).size() of the risk points, the grade read",
	"ours": "the same columns loaded, then the whole assessment, the grade computed",
}


def size_by_unit_and_grade(register: Register) -> pd.Series:
	return register["risk_points"].groupby(["unit", "stated_grade"], observed=True).size()


def assessment(register: Register) -> dict:
	return assess(register, schemes.DEFAULT, AS_OF).to_dict()


def main() -> None:
	parser = timing.arguments("Time the assessment of a province against a bare group-by.")
	parser.add_argument("--risks", type=int, default=1_000_000)
	options = parser.parse_args()
	data = options.folder / f"assess-{options.risks}"

	def comparison(tables: str, layout: str) -> timing.Comparison:
		def load() -> Register:
			return province.load(data, layout, TABLES[tables])

		return timing.Comparison(
			f"assess: {options.risks:,} risk points, {tables}, {layout} columns, pandas {pd.__version__}",
			IN_WORDS,
			yardstick={"load": load, "work": size_by_unit_and_grade},
			ours={"load": load, "work": assessment},
			promised=PROMISED_RATIO,
			gib=PROMISED_GIB,
		)

	comparisons = {f"{tables}, {layout}": comparison(tables, layout) for tables in TABLES for layout in LAYOUTS}
	if not options.run:
		province.save(data, options.risks)
	timing.main("benchmarks.assess_frames", comparisons, options)


if __name__ == "__main__":
	main()
