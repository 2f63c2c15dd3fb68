"""Damaged registers on a real site: each is refused with findings or written whole, and can be taken back without a trace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from random import Random

import frappe
import pytest
from openpyxl import load_workbook

from lianzheng_risk.core.register import Register
from lianzheng_risk.core.workbook import write_register
from lianzheng_risk.store import documents
from lianzheng_risk.store.frames import read_register
from tests.core.mutated_cells import Sheets, mutated
from tests.core.raw_xlsx import raw_xlsx
from tests.site.import_mutants import TERMS, counts, import_and_take_back, mutants
from tests.site.invented import invent

SEED = 20260630
FILES = mutants()


@pytest.fixture(scope="module")
def register() -> Register:
	return invent(units=1, seed=7, as_of=date(2026, 6, 30))


@pytest.fixture(scope="module")
def sheets(register: Register) -> Sheets:
	target = BytesIO()
	write_register(register, target)
	return [
		{"title": sheet.title, "rows": [list(cells) for cells in sheet.iter_rows(values_only=True)]}
		for sheet in load_workbook(target)
	]


@pytest.fixture(params=["empty", "full"])
def there(request, site, register: Register) -> Iterator[str]:
	"""A site that has nothing, and one that has the sound register already."""
	if request.param == "full":
		documents.write_register(register)
	return request.param


def test_damaged_registers_are_refused_or_written_whole(there: str, sheets: Sheets) -> None:
	before, known = counts(), read_register()
	told = Counter()
	for number in range(FILES):
		data = raw_xlsx(mutated(Random(f"{SEED}/{there}/{number}"), sheets))
		terms = TERMS[number % len(TERMS)]
		# Shown where it fails, so that the file can be made again.
		print(f"{SEED}/{there}/{number}", terms)
		frappe.db.savepoint("mutant")
		told[import_and_take_back(data, terms, f"MUTANT-{number}", before, known)] += 1
		frappe.db.rollback(save_point="mutant")
		assert counts() == before
	# Were all refused, writing would not be tested; were all written, refusing would not.
	assert told["written"] >= FILES // 5, told
	assert told["refused"] >= FILES // 5, told
