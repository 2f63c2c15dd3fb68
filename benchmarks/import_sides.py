"""The sides of `benchmarks.import_site`, each in a process of its own on the site.

	python -m benchmarks.import_sides SIDE SITE FILE SAMPLE PID_OF_THE_DATABASE

The last line printed is what it took, as JSON: rows, seconds by stage and clock, peak of memory in GiB.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import frappe

from lianzheng_risk.core.register import TABLES, Table
from lianzheng_risk.store.mapping import MAPPINGS

RISK, MEASURE = "Integrity Risk Point", "Integrity Control Measure"
_TICKS = os.sysconf("SC_CLK_TCK")


class Clock:
	"""Seconds of each stage by three clocks: on the wall, CPU of this process, CPU of the database."""

	def __init__(self, database: str) -> None:
		self.database = Path("/proc", database, "stat")
		self.stages: dict[str, dict[str, float]] = {}
		self.began = self.last = self._now()

	def stage(self, name: str) -> None:
		"""A stage ends."""
		now = self._now()
		self.stages.pop("whole", None)  # which comes last
		self.stages[name] = {clock: now[clock] - self.last[clock] for clock in now}
		self.stages["whole"] = {clock: now[clock] - self.began[clock] for clock in now}
		self.last = now

	def _now(self) -> dict[str, float]:
		user, system = self.database.read_text().rpartition(")")[2].split()[11:13]
		return {
			"wall": time.perf_counter(),
			"cpu": time.process_time(),
			"database": (int(user) + int(system)) / _TICKS,
		}


def ours(file: Path, sample: int, clock: Clock) -> int:
	"""As the background job does it: prepare, write, commit."""
	from lianzheng_risk.core.importing import Terms
	from lianzheng_risk.store.importing.preparing import prepare
	from lianzheng_risk.store.importing.writing import Provenance, write

	clock.stage("loading")
	# What has ended when `prepare` says that it has come so far.
	ended = {("checking", 0): "reading", ("checking", 1): "planning", ("checking", 2): "checking"}

	def progress(stage: str, done: int, total: int) -> None:
		if (stage, done) in ended:
			clock.stage(ended[stage, done])

	prepared = prepare(file.read_bytes(), Terms(), progress=progress)
	assert prepared.plan.ready
	journal = write(prepared.plan, Provenance("User", "Administrator", file.name, prepared.origin))
	assert not journal.slow
	clock.stage("writing")
	frappe.db.commit()
	clock.stage("commit")
	return sum(len(frame) for frame in prepared.plan.register.values())


def bare(file: Path, sample: int, clock: Clock) -> int:
	"""The cells into tables like the site's, with no question asked."""
	from python_calamine import CalamineWorkbook

	for name, mapping in MAPPINGS.items():
		frappe.db.sql_ddl(f"create table `bare_{name}` like `tab{mapping.doctype}`")
	clock.began = clock.last = clock._now()
	workbook = CalamineWorkbook.from_path(file)
	sheets = {name: workbook.get_sheet_by_name(table.zh).to_python()[1:] for name, table in TABLES.items()}
	clock.stage("reading")
	for name, table in TABLES.items():
		columns = ["name", *MAPPINGS[name].fields.values()]
		statement = f"insert into `bare_{name}` ({', '.join(columns)}) values ({', '.join(['%s'] * len(columns))})"
		frappe.db._cursor.executemany(statement, _named(table, sheets[name]))
	clock.stage("writing")
	frappe.db.commit()
	clock.stage("commit")
	for name in MAPPINGS:
		frappe.db.sql_ddl(f"drop table `bare_{name}`")
	return sum(map(len, sheets.values()))


def _named(table: Table, rows: list[list]) -> list[tuple]:
	"""Cells that the columns can hold: no texts where numbers are."""
	numbers = [at for at, column in enumerate(table.fields) if column.kind in ("integer", "boolean")]
	dates = [at for at, column in enumerate(table.fields) if column.kind == "date"]
	named = []
	for number, row in enumerate(rows):
		for at in numbers:
			row[at] = int(row[at] == "是" if isinstance(row[at], str) else row[at])
		for at in dates:
			row[at] = row[at] or None
		named.append((row[0] if len(table.key) == 1 else str(number), *row[: len(table.fields)]))
	return named


def platform(file: Path, sample: int, clock: Clock) -> int:
	"""The first risk points and their measures, taken out and brought back by the platform's own Data Import."""
	risks = frappe.get_all(RISK, pluck="name", order_by="name", limit=sample)
	measures = frappe.get_all(MEASURE, filters={"risk": ["in", risks]}, pluck="name", order_by="name", limit=0)
	sheets = {doctype: _sheet(doctype, names) for doctype, names in ((RISK, risks), (MEASURE, measures))}
	for doctype, names in ((MEASURE, measures), (RISK, risks)):
		frappe.db.delete("Version", {"ref_doctype": doctype, "docname": ["in", names]})
		frappe.db.delete(doctype, {"name": ["in", names]})
	frappe.db.commit()
	clock.began = clock.last = clock._now()
	for doctype, rows in sheets.items():
		_data_import(doctype, rows)
		clock.stage(doctype)
	for doctype, names in ((RISK, risks), (MEASURE, measures)):
		assert frappe.db.count(doctype, {"name": ["in", names]}) == len(names), doctype
	return len(risks) + len(measures)


def _sheet(doctype: str, names: list[str]) -> list[list]:
	"""What people would enter, under the names of the fields."""
	table = next(name for name, mapping in MAPPINGS.items() if mapping.doctype == doctype)
	fields = list(MAPPINGS[table].fields.values())
	rows = frappe.get_all(
		doctype, filters={"name": ["in", names]}, fields=fields, order_by="name", limit=0, as_list=True
	)
	return [fields, *map(list, rows)]


def _data_import(doctype: str, rows: list[list]) -> None:
	from frappe.core.doctype.data_import.data_import import start_import
	from frappe.utils.csvutils import to_csv

	content = to_csv([["" if value is None else value for value in row] for row in rows])
	file = frappe.new_doc("File").update({"file_name": "rows.csv", "content": content, "is_private": 1}).insert()
	document = frappe.new_doc("Data Import").update(
		{
			"reference_doctype": doctype,
			"import_type": "Insert New Records",
			"import_file": file.file_url,
			"mute_emails": 1,
		}
	)
	document.insert()
	frappe.db.commit()
	start_import(document.name)
	document.reload()
	assert document.status == "Success", (document.status, document.template_warnings)


def export(file: Path, sample: int, clock: Clock) -> int:
	"""What was brought in, written as a workbook again, as the background job does it."""
	from lianzheng_risk.store.exporting.register import export_register

	clock.stage("loading")
	target = file.with_suffix(".out.xlsx")
	export_register(target, None, "zh", lambda stage: clock.stage("reading") if stage == "writing" else None)
	clock.stage("writing")
	target.unlink()
	tables = (f"tab{mapping.doctype}" for mapping in MAPPINGS.values())
	return sum(frappe.db.sql(f"select count(*) from `{table}`")[0][0] for table in tables)


SIDES: dict[str, Callable[[Path, int, Clock], int]] = {
	"bare": bare,
	"ours": ours,
	"export": export,
	"platform": platform,
}


def main(side: str, site: str, file: str, sample: str, database: str) -> None:
	frappe.init(site, sites_path=".", force=True)
	frappe.connect()
	try:
		clock = Clock(database)
		rows = SIDES[side](Path(file), int(sample), clock)
		peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2  # Linux counts in KiB
		print(json.dumps({"rows": rows, "stages": clock.stages, "peak": peak}))
	finally:
		frappe.destroy()


if __name__ == "__main__":
	main(*sys.argv[1:])
