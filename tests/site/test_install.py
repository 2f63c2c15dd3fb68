"""On a site with Frappe alone: install, migrate twice, uninstall, install again without a trace; then the demo.

The tests build on one another, in this order.
"""

from __future__ import annotations

import frappe
import pytest
from frappe.utils.password import set_encrypted_password

from lianzheng_risk.risk_screening.organisation.clock import sync_daily
from lianzheng_risk.risk_screening.organisation.endpoints import preview
from lianzheng_risk.risk_screening.organisation.syncing import NoErpError
from lianzheng_risk.setup.erp import has_erp
from lianzheng_risk.setup.erp_fields import FIELDS
from tests.site.sites import APP, connected

# What people and administrators would still see of an app that is gone, by the field that names it.
RECORDS = {
	"Client Script": "name", "Custom DocPerm": "role", "Custom Field": "name", "Custom HTML Block": "name", "Dashboard": "name", "Dashboard Chart": "name",
	"DocType": "name", "Installed Application": "app_name", "Module Def": "name", "Number Card": "name", "Patch Log": "patch",
	"Print Format": "name", "Property Setter": "name", "Report": "name", "Role": "name", "Scheduled Job Type": "method",
	"User Permission": "name", "Workflow": "name", "Workflow Action Master": "name", "Workflow State": "name",
	"Workspace": "name",
}  # fmt: skip
# The platform's own record of what was deleted.
KEPT_BY_THE_PLATFORM = {"tabDeleted Document"}


def _records(site: str) -> dict[str, list[str]]:
	with connected(site):
		found = {doctype: sorted(frappe.get_all(doctype, pluck=field)) for doctype, field in RECORDS.items()}
		return found | {"tables": sorted(frappe.db.get_tables(cached=False))}


def _row_counts(site: str) -> dict[str, int]:
	with connected(site):
		tables = set(frappe.db.get_tables(cached=False)) - KEPT_BY_THE_PLATFORM
		return {table: frappe.db.sql(f"select count(*) from `{table}`")[0][0] for table in tables}


def test_install_migrate_uninstall_install_again(bench, plain_site: str) -> None:
	records_before, counts_before = _records(plain_site), _row_counts(plain_site)

	bench("--site", plain_site, "install-app", APP)
	installed = _records(plain_site)
	assert "Integrity Risk Point" in set(installed["DocType"]) - set(records_before["DocType"])
	assert "tabIntegrity Risk Point" in installed["tables"]

	bench("--site", plain_site, "migrate")
	once = _records(plain_site)
	assert once == installed
	bench("--site", plain_site, "migrate")
	assert _records(plain_site) == once

	with connected(plain_site):
		set_encrypted_password("Integrity Notice Channel", "LZ-QD-001", "SEC", "secret")
		frappe.db.commit()
	bench("--site", plain_site, "uninstall-app", APP, "--yes", "--no-backup")
	assert _records(plain_site) == records_before
	counts = _row_counts(plain_site)
	assert {table: count for table, count in counts.items() if count != counts_before[table]} == {}

	bench("--site", plain_site, "install-app", APP)
	assert _records(plain_site) == installed


def test_install_makes_the_master_data(plain_site: str) -> None:
	with connected(plain_site):
		assert frappe.get_all("Integrity Risk Grade", pluck="name", order_by="name") == ["I", "II", "III"]
		schemes = frappe.get_all("Integrity Grading Scheme", filters={"docstatus": 1}, pluck="method")
		assert schemes == ["Worse of Two"]


def test_without_erpnext_nothing_is_tied_to_it(plain_site: str) -> None:
	with connected(plain_site):
		assert not has_erp()
		assert frappe.get_all("Custom Field", filters={"dt": ["in", list(FIELDS)]}) == []
		assert not frappe.get_meta("Integrity Person").has_field("employee")
		with pytest.raises(NoErpError):
			preview()
		sync_daily()
		assert frappe.db.count("Integrity Organisation Sync") == frappe.db.count("Integrity Clock Run") == 0


def test_the_demo_command_fills_an_empty_site(bench, plain_site: str) -> None:
	done = bench("--site", plain_site, "lianzheng-risk", "demo", "--units", 2)
	assert "均为虚构" in done.stdout
	with connected(plain_site):
		assert frappe.db.count("Integrity Unit") == 2
		graded = frappe.get_all("Integrity Risk Point", pluck="grade")
		assert len(graded) > 20
		assert set(graded) == {"I", "II", "III"}
