"""Damaged lists on a real site: converted, each is refused with findings or written whole, and can be taken back."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import frappe

from lianzheng_risk.core.lists import Choices
from lianzheng_risk.store.frames import read_register
from tests.core import raw_xlsx as raw
from tests.core.mutated_cells import Sheets, mutated
from tests.site.import_mutants import TERMS, counts, import_and_take_back, mutants

CORPUS = Path(raw.__file__).with_name("lists_corpus")
SEED = 20260630
FILES = mutants()
CHOICES = Choices(
	values={
		"risk_points.category": "外部环境",
		"measures.layer": "岗位",
		"measures.phase": "前期预防",
		"measures.status": "落实中",
		"posts.rank": "一般工作人员",
		"people.rank": "分管领导",
		"powers.category": "其他职权",
	},
	levels_by_grade=True,
)


def sheets_of(path: Path) -> Sheets:
	"""The sheets of a case of the corpus, dates as dates."""

	def dated(told: dict) -> object:
		return date.fromisoformat(told["date"]) if told.keys() == {"date"} else told

	return json.loads(path.read_text("utf-8"), object_hook=dated)["sheets"]


def test_damaged_lists_are_refused_or_written_whole(site) -> None:
	cases = [sheets_of(path) for path in sorted(CORPUS.glob("*.json"))]
	before, known = counts(), read_register()
	told = Counter()
	for number in range(FILES):
		random = Random(f"{SEED}/{number}")
		data = raw.raw_xlsx(mutated(random, random.choice(cases)))
		terms = TERMS[number % len(TERMS)]
		# Shown where it fails, so that the file can be made again.
		print(f"{SEED}/{number}", terms)
		frappe.db.savepoint("mutant")
		told[import_and_take_back(data, terms, f"MUTANT-{number}", before, known, (None, CHOICES))] += 1
		frappe.db.rollback(save_point="mutant")
		assert counts() == before
	# Were all refused, writing would not be tested; were all written, refusing would not.
	assert told["written"] >= FILES // 6, told
	assert told["refused"] + told["unreadable"] >= FILES // 6, told
