"""Two buyers in the same moment: two real processes submit two orders each time. A decision is not drawn from beyond its
amount, and what was split off one another below the threshold is found."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import frappe
import pytest

from tests.site import records
from tests.site.deciding import DECISION, DRAW, decided, open_shop, threshold
from tests.site.purchasing import ORDER, OTHER_SUPPLIER, SUPPLIER, order
from tests.site.sites import connected
from tests.site.traces import all_as_before

# Each reads what there is to read, waits for the word, and submits; one after the other of the orders it was given.
SUBMIT = """
import json, sys, time
import frappe
site, names = sys.argv[1], sys.argv[2:]
frappe.init(site, sites_path=".")
frappe.connect()
for name in names:
	frappe.db.commit()
	document = frappe.get_doc("Purchase Order", name)
	seen = [
		frappe.get_all("Integrity Collective Decision", {"party": document.supplier}, pluck="left_over"),
		frappe.db.count("Purchase Order", {"docstatus": 1, "supplier": document.supplier}),
	]
	print("ready", flush=True)
	sys.stdin.readline()
	try:
		document.submit()
		# What the other is doing meanwhile waits for this one, or does not see it.
		time.sleep(1)
		frappe.db.commit()
		answer = "submitted"
	except frappe.ValidationError as refused:
		frappe.db.rollback()
		answer = type(refused).__name__
	print(json.dumps([*seen, answer]), flush=True)
"""
ENOUGH_FOR_ONE, ENOUGH_FOR_BOTH, SPLIT, APART = (
	SUPPLIER,
	OTHER_SUPPLIER,
	"丙示例供应商",
	("丁示例供应商", "戊示例供应商"),
)
ONE_REFUSED, BOTH_SUBMITTED = ["DecisionNeededError", "submitted"], ["submitted", "submitted"]
# What each supplier's two orders are over, and the decision there is about it.
CASES = {ENOUGH_FOR_ONE: (60000, 100000), ENOUGH_FOR_BOTH: (60000, 120000), SPLIT: (30000, None), APART: (30000, None)}


@pytest.fixture(scope="module")
def answers(erp_site: str, sites: Path) -> Iterator[dict]:
	"""Per case: the orders, the decision, and what the two processes saw and answered."""
	with all_as_before(erp_site):
		with open_shop(erp_site):
			for supplier in (SPLIT, *APART):
				records.create("Supplier", supplier_name=supplier, supplier_group="本地供应商")
			threshold(50000, window_days=30)
			cases = {case: _prepared(case, *figures) for case, figures in CASES.items()}
			frappe.db.commit()
		said = _at_once(erp_site, sites, [orders for orders, _decision in cases.values()])
		yield {case: (*made, answered) for (case, made), answered in zip(cases.items(), said, strict=True)}


def _prepared(case: str | tuple[str, str], amount: int, decided_amount: int | None) -> tuple[list[str], str | None]:
	suppliers = (case, case) if isinstance(case, str) else case
	decision = decided(decided_amount, party=case).name if decided_amount else None
	return [order(amount, supplier).name for supplier in suppliers], decision


def _at_once(site: str, sites: Path, pairs: list[list[str]]) -> list[list[list]]:
	pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
	command = [sys.executable, "-c", SUBMIT, site]
	running = [
		subprocess.Popen([*command, *names], cwd=sites, text=True, **pipes) for names in zip(*pairs, strict=True)
	]
	said = []
	for _pair in pairs:
		for process in running:
			assert process.stdout.readline() == "ready\n", process.communicate()[1]
		for process in running:
			process.stdin.write("go\n")
			process.stdin.flush()
		said.append([json.loads(process.stdout.readline()) for process in running])
	for process in running:
		assert process.wait(60) == 0
	return said


@pytest.mark.parametrize(("case", "outcome"), [(ENOUGH_FOR_ONE, ONE_REFUSED), (ENOUGH_FOR_BOTH, BOTH_SUBMITTED)])
def test_what_is_left_is_taken_once(answers: dict, erp_site: str, case: str, outcome: list[str]) -> None:
	orders, decision, said = answers[case]
	amount, decided_amount = CASES[case]
	# Both believed that all of it was left.
	assert [left for left, _submitted, _answer in said] == [[decided_amount]] * 2
	assert sorted(answer for *_, answer in said) == outcome
	with connected(erp_site):
		taken = amount * outcome.count("submitted")
		assert frappe.db.get_value(DECISION, decision, ["drawn", "left_over"]) == (taken, decided_amount - taken)
		drawn = frappe.get_all(DRAW, filters={"decision": decision, "status": "Drawn"}, pluck="reference_name")
		assert set(drawn) == _submitted(orders)


@pytest.mark.parametrize(("case", "outcome"), [(SPLIT, ONE_REFUSED), (APART, BOTH_SUBMITTED)])
def test_halves_of_one_purchase_do_not_pass_side_by_side(answers: dict, erp_site: str, case, outcome) -> None:
	orders, _decision, said = answers[case]
	# Neither saw the other in the database.
	assert [submitted for _left, submitted, _answer in said] == [0, 0]
	assert sorted(answer for *_, answer in said) == outcome
	with connected(erp_site):
		assert len(_submitted(orders)) == outcome.count("submitted")


def _submitted(orders: list[str]) -> set[str]:
	return set(frappe.get_all(ORDER, filters={"name": ["in", orders], "docstatus": 1}, pluck="name"))
