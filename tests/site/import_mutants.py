"""Importing a damaged file on a real site: it is refused with findings or written whole, and taken back without a trace."""

from __future__ import annotations

import os
from io import BytesIO
from itertools import product
from typing import TYPE_CHECKING

import frappe
import pandas as pd
from openpyxl import load_workbook

from lianzheng_risk.core.importing import Terms
from lianzheng_risk.core.register import Register
from lianzheng_risk.core.workbook import UnreadableFile
from lianzheng_risk.store.frames import read_register
from lianzheng_risk.store.importing.journal import JOURNAL, Journal
from lianzheng_risk.store.importing.preparing import Prepared, marked, prepare
from lianzheng_risk.store.importing.undoing import take_back
from lianzheng_risk.store.importing.writing import Provenance, write
from lianzheng_risk.store.mapping import MAPPINGS
from lianzheng_risk.store.writing import RowRefused

if TYPE_CHECKING:
	from lianzheng_risk.store.importing.preparing import Lists

TERMS = [
	Terms(mode, blanks, bad_rows)
	for mode, blanks, bad_rows in product(("both", "new", "update"), ("keep", "clear"), ("refuse", "skip"))
]


def mutants() -> int:
	"""How many damaged files: as many as it takes to go through all terms, or what `make soak` asks for; the first are the same."""
	return int(os.environ.get("LIANZHENG_MUTANTS", len(TERMS)))


OURS = [f"tab{mapping.doctype}" for mapping in MAPPINGS.values()]
WATCHED = [*OURS, "tabVersion", f"tab{JOURNAL}", "tabComment", "tabError Log", "tabToDo"]


def counts() -> dict[str, int]:
	"""Rows of each table that an import writes to, or that would tell of trouble."""
	return {table: frappe.db.sql(f"select count(*) from `{table}`")[0][0] for table in WATCHED}


def import_and_take_back(
	data: bytes, terms: Terms, name: str, before: dict[str, int], known: Register, lists: Lists | None = None
) -> str:
	"""What became of a file on a site with so many rows and this register, both of which it has again afterwards."""
	try:
		ready = prepare(data, terms, lists=lists)
	except UnreadableFile as refusal:
		assert refusal.text.zh and refusal.text.en
		return "unreadable"
	assert counts() == before
	marked_copy_is_sound(ready, data)
	if not ready.plan.ready:
		assert terms.bad_rows == "skip" or any(found.severity == "error" for found in ready.plan.findings)
		return "refused"
	try:
		journal = write(ready.plan, Provenance("User", name, "登记簿.xlsx", ready.origin))
	except RowRefused as refusal:
		assert terms.bad_rows == "refuse" and str(refusal)
		return "refused while writing"
	written_whole(journal, before)
	again = prepare(data, terms, lists=lists).plan.counts()
	assert not [table for table, rows in again.items() if rows["new"] or rows["changed"]]
	if journal.created or journal.changed:
		take_back(name)
	for table, frame in read_register().items():
		pd.testing.assert_frame_equal(frame, known[table], obj=table)
	return "written"


def marked_copy_is_sound(ready: Prepared, data: bytes) -> None:
	"""The copy that is handed back can be opened; where a sheet without rows of interest is damaged, there may be none."""
	target = BytesIO()
	try:
		marked(ready, data, target, "zh")
	except UnreadableFile as refusal:
		assert refusal.text.zh and refusal.text.en
		return
	assert load_workbook(target, read_only=True).sheetnames


def written_whole(journal: Journal, before: dict[str, int]) -> None:
	"""As many rows as the plan promises in each table, and for each document written an entry of its history."""
	after = counts()
	for table, rows in journal.plan.counts().items():
		stored = f"tab{MAPPINGS[table].doctype}"
		assert after[stored] - before[stored] == rows["new"] - rows["removed"], table
	documents_written = sum(it["new"] + it["changed"] for it in journal.counts().values())
	assert after["tabVersion"] - before["tabVersion"] == documents_written
