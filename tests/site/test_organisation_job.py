"""The background job of a synchronisation, with its commits: all of it or nothing, once, and with the reason."""

from __future__ import annotations

from collections.abc import Iterator

import frappe
import pytest

from lianzheng_risk.risk_screening.organisation.endpoints import look_again, preview
from lianzheng_risk.risk_screening.organisation.syncing import QUEUED, SYNC, run
from tests.site import records
from tests.site.erp import COMPANY, department, employee, no_trace_in_erpnext, open_the_company
from tests.site.sites import connected
from tests.site.traces import no_trace_left

UNIT, POST = "Integrity Unit", "Integrity Post"


@pytest.fixture
def sync(erp_site: str) -> Iterator[str]:
	"""One that is confirmed and waits for a worker."""
	with connected(erp_site):
		if "erpnext" not in frappe.get_installed_apps():
			pytest.skip("the bench has no ERPNext")
	with no_trace_left(erp_site), no_trace_in_erpnext(erp_site), connected(erp_site):
		open_the_company()
		office = department("综合办公室")
		records.create_unit("OE", unit_name="东江县示例局", company=COMPANY)
		employee("王示例", office, "科员")
		name = preview()
		frappe.db.set_value(SYNC, name, "status", QUEUED)
		frappe.db.commit()
		yield name


def stands(name: str) -> tuple[str, str | None]:
	frappe.db.rollback()
	return frappe.db.get_value(SYNC, name, ["status", "failure"])


def made() -> tuple[int, int]:
	return frappe.db.count(UNIT, {"department": ["is", "set"]}), frappe.db.count(POST, {"designation": ["is", "set"]})


def test_it_is_done_once(sync):
	run(sync)
	assert stands(sync) == ("Done", None)
	finished, after = frappe.db.get_value(SYNC, sync, "finished_on"), made()
	assert after == (1, 1)
	run(sync)
	assert (frappe.db.get_value(SYNC, sync, "finished_on"), made()) == (finished, after)


def test_what_fails_at_the_end_takes_back_the_beginning(sync):
	# Somebody makes a rule that the last document of the plan does not keep.
	values = {"doc_type": POST, "doctype_or_field": "DocField", "field_name": "duties", "property": "reqd"}
	rule = frappe.new_doc("Property Setter").update({**values, "property_type": "Check", "value": "1"}).insert()
	frappe.db.commit()
	try:
		run(sync)
		status, failure = stands(sync)
		assert (status, made()) == ("Failed", (0, 0))
		assert "duties" in failure
	finally:
		rule.delete()
		frappe.db.commit()
	look_again(sync)
	frappe.db.set_value(SYNC, sync, "status", QUEUED)
	run(sync)
	assert (stands(sync)[0], made()) == ("Done", (1, 1))


def test_what_has_changed_since_is_not_written(sync):
	department("法规科")
	frappe.db.commit()
	run(sync)
	status, failure = stands(sync)
	assert (status, made()) == ("Failed", (0, 0))
	assert failure
