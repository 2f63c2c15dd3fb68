"""On the desk, in Chinese: a manager looks at what the ERP would change and carries it out; an employee moves, and the post is marked."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import frappe
import pytest
from frappe.utils.background_jobs import get_queues
from playwright.sync_api import expect

from tests.desk.desk import PATIENCE
from tests.site import records
from tests.site.erp import COMPANY, department, employee, no_trace_in_erpnext, open_the_company
from tests.site.people import create_user, join
from tests.site.sites import connected
from tests.site.traces import no_trace_left
from tests.site.workers import wait_until

SYNC, POST = "Integrity Organisation Sync", "Integrity Post"
MANAGER, HEAD = "oe-manager@desk.example.com", "oe-head@desk.example.com"


@pytest.fixture(scope="module")
def company(address, erp_site: str) -> Iterator[None]:
	"""A company with two departments and two employees; our unit is tied to it, one of its departments is here already."""
	with connected(erp_site):
		if "erpnext" not in frappe.get_installed_apps():
			pytest.skip("the bench has no ERPNext")
	with no_trace_left(erp_site), no_trace_in_erpnext(erp_site):
		with connected(erp_site):
			frappe.db.set_single_value("Integrity Risk Settings", "follow_erp", 1)
			_open()
			frappe.db.commit()
		yield


def _open() -> None:
	open_the_company()
	office, finance = department("综合办公室"), department("财务科")
	department("采购股", finance)
	records.create_unit("OE", unit_name="东江县示例局", company=COMPANY)
	records.create_unit("OE-1", "OE", unit_name="综合办公室", unit_type="Internal Department")
	for code in ("OE-2", "OE-3"):
		records.create_unit(code, "OE", unit_name="法规科", unit_type="Internal Department")
	department("法规科")
	employee("王示例", office, "文秘")
	employee("李示例", finance, "会计", date_of_joining="2021-05-01")
	create_user(MANAGER, "Integrity Manager")
	join("OE-1", create_user(HEAD), "Integrity Department Head")


@pytest.fixture(scope="module")
def worker(company, sites: Path, erp_site: str) -> Iterator[None]:
	with connected(erp_site):
		for queue in get_queues():
			queue.empty()
	command = [sys.executable, "-m", "frappe.utils.bench_helper", "frappe", "worker", "--queue", "default,long"]
	with (sites.parent / "logs" / "desk-worker.log").open("ab") as log:
		process = subprocess.Popen(command, cwd=sites, env=os.environ, stdout=log, stderr=log)
		yield
		process.terminate()
		process.wait(timeout=60)


def terms(site: str, person: str) -> list[tuple[str, bool]]:
	"""Post name of each of the person's tenures, and whether it lasts."""
	with connected(site):
		name = frappe.db.get_value("Integrity Person", {"person_name": person})
		rows = frappe.get_all(
			"Integrity Post Tenure",
			filters={"person": name},
			fields=["parent", "end_date"],
			order_by="start_date, creation",
		)
		return [(frappe.db.get_value(POST, row.parent, "post_name"), not row.end_date) for row in rows]


def test_the_organisation_comes_over_and_a_move_marks_the_post(worker, sign_in, erp_site) -> None:
	# 1. The manager looks; nothing is written yet.
	manager = sign_in(MANAGER)
	manager.open("integrity-organisation-sync")
	manager.page.get_by_role("button", name="预览组织架构变更").click()
	manager.expect_text("这是预览，尚未写入")
	manager.expect_text("本系统同一上级下有2个同名单位")
	assert terms(erp_site, "王示例") == []

	# 2. Confirmed, the worker carries it out, and the form says so.
	name = manager.docname()
	with_picture(manager, "preview")
	manager.page.get_by_role("button", name="确认执行").click()
	manager.dialog.get_by_role("button", name="是").click()
	manager.expect_text("已写入")
	assert terms(erp_site, "王示例") == [("文秘", True)]
	with connected(erp_site):
		assert frappe.db.get_value(SYNC, name, "status") == "Done"

	# 3. In ERPNext somebody takes the other's place; the post is marked for its head.
	with connected(erp_site):
		one = {"first_name": "王示例"}, {"department": department_of("财务科"), "designation": "会计"}
		other = {"first_name": "李示例"}, {"department": department_of("综合办公室"), "designation": "文秘"}
		for who, values in (one, other):
			document = frappe.get_doc("Employee", frappe.db.get_value("Employee", who))
			document.update(values)
			document.save()
		frappe.db.commit()
	wait_until(lambda: terms(erp_site, "李示例") == [("会计", False), ("文秘", True)], "the tenures follow")
	head = sign_in(HEAD)
	with connected(erp_site):
		post = frappe.db.get_value(POST, {"unit": "OE-1", "post_name": "文秘"})
	head.form(POST, post)
	expect(head.page.locator(".form-message:visible")).to_contain_text("任职人员有变动：李示例", timeout=PATIENCE)
	with_picture(head, "post")
	head.open("query-report/Posts to Be Rescreened")
	head.expect_text("李示例")
	assert manager.errors == head.errors == []


def with_picture(desk, name: str) -> None:
	if folder := os.environ.get("LIANZHENG_SCREENSHOTS"):
		desk.page.screenshot(path=Path(folder) / f"organisation-{name}.png", full_page=True)


def department_of(title: str) -> str:
	return frappe.db.get_value("Department", {"department_name": title, "company": COMPANY})
