"""Two buyers in the same moment: two real processes submit two orders, and a decision is not drawn from beyond its amount."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import frappe
import pytest

from tests.site.deciding import DECISION, DRAW, decided, open_shop, threshold
from tests.site.purchasing import ORDER, order
from tests.site.sites import connected
from tests.site.traces import all_as_before

# Each reads what there is to read, waits for the moment, and submits.
SUBMIT = """
import sys, time, json
import frappe
site, name, moment = sys.argv[1], sys.argv[2], float(sys.argv[3])
frappe.init(site, sites_path=".")
frappe.connect()
document = frappe.get_doc("Purchase Order", name)
left = frappe.db.get_value("Integrity Collective Decision", sys.argv[4], "left_over")
time.sleep(max(moment - time.time(), 0))
try:
	document.submit()
	# What the other is doing meanwhile waits for this one.
	time.sleep(1)
	frappe.db.commit()
	print(json.dumps([left, "submitted"]))
except frappe.ValidationError as refused:
	frappe.db.rollback()
	print(json.dumps([left, type(refused).__name__]))
"""


@pytest.fixture
def site_of_its_own(erp_site: str) -> Iterator[str]:
	with all_as_before(erp_site):
		yield erp_site


@pytest.mark.parametrize(
	("amount", "outcome"),
	[(100000, ["DecisionNeededError", "submitted"]), (120000, ["submitted", "submitted"])],
)
def test_what_is_left_is_taken_once(site_of_its_own: str, sites: Path, amount: int, outcome: list[str]) -> None:
	with open_shop(site_of_its_own):
		threshold(50000)
		decision, orders = decided(amount).name, [order(60000).name for _ in range(2)]
		frappe.db.commit()
	moment = time.time() + 20
	running = [
		subprocess.Popen(
			[sys.executable, "-c", SUBMIT, site_of_its_own, name, str(moment), decision],
			cwd=sites,
			stdout=subprocess.PIPE,
			stderr=subprocess.PIPE,
			text=True,
		)
		for name in orders
	]
	said = [process.communicate(timeout=120) for process in running]
	answers = [json.loads(out.splitlines()[-1]) if out else pytest.fail(err) for out, err in said]
	# Both believed that all of it was left.
	assert [left for left, _ in answers] == [amount, amount]
	assert sorted(answer for _, answer in answers) == outcome
	with connected(site_of_its_own):
		taken = 60000 * outcome.count("submitted")
		assert frappe.db.get_value(DECISION, decision, ["drawn", "left_over"]) == (taken, amount - taken)
		drawn = frappe.get_all(DRAW, filters={"decision": decision, "status": "Drawn"}, pluck="reference_name")
		assert set(drawn) == set(frappe.get_all(ORDER, filters={"docstatus": 1}, pluck="name"))
