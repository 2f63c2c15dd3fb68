"""A liaison officer imports a register on the desk, in Chinese: errors, the good rows, confirmation, result, taken back."""

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

from tests.desk.desk import PATIENCE, Desk
from tests.site.imports import workbook
from tests.site.sites import connected
from tests.site.traces import no_trace_left
from tests.site.wizard import CODE, RISK, account, open_the_bureau, risk_rows, usual

BAD = "审批权限不在本单位的风险点"


@pytest.fixture(scope="module")
def bureau(address, erp_site: str) -> Iterator[None]:
	with no_trace_left(erp_site):
		with connected(erp_site):
			open_the_bureau()
		yield


@pytest.fixture(scope="module")
def worker(bureau, sites: Path, erp_site: str) -> Iterator[None]:
	with connected(erp_site):
		# Jobs of documents of other tests, long gone, would be looked at first.
		for queue in get_queues():
			queue.empty()
	command = [sys.executable, "-m", "frappe.utils.bench_helper", "frappe", "worker", "--queue", "default,long"]
	with (sites.parent / "logs" / "desk-worker.log").open("wb") as log:
		process = subprocess.Popen(command, cwd=sites, env=os.environ, stdout=log, stderr=log)
		yield
		process.terminate()
		process.wait(timeout=60)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
	good, bad = tmp_path / "登记簿.xlsx", tmp_path / "有错误的登记簿.xlsx"
	good.write_bytes(workbook(usual()))
	change = {"risk": CODE, "title": "RI-1的风险点", "manifestation": "改过的表现"}
	bad.write_bytes(workbook(risk_rows(change, {"title": BAD, "unit": "RI-2"})))
	return {"good": good, "bad": bad}


def upload(desk: Desk, path: Path) -> None:
	"""A new import of the file; saving it has it checked."""
	desk.new("Integrity Register Import", unit="RI-1")
	desk.field("file").locator(".btn-attach").click()
	with desk.page.expect_file_chooser() as chooser:
		desk.dialog.locator(".btn-file-upload").first.click()
	chooser.value.set_files(path)
	desk.dialog.locator(".btn-modal-primary").click()
	desk.page.wait_for_function("window.cur_frm && !cur_frm.is_new()")


def press(desk: Desk, label: str, asked: bool = True) -> None:
	button = desk.page.locator(".register-import-buttons").get_by_text(label, exact=True)
	expect(button).to_be_visible(timeout=PATIENCE)
	button.click()
	if asked:
		desk.dialog.locator(".btn-primary:visible").click()


def stands(desk: Desk, status: str) -> None:
	expect(desk.page.locator(".page-head:visible .indicator-pill")).to_have_text(status, timeout=3 * PATIENCE)


def stored(site: str) -> tuple[int, str]:
	with connected(site):
		return frappe.db.count(RISK, {"unit": "RI-1"}), frappe.db.get_value(RISK, CODE, "manifestation")


def test_a_register_goes_in_and_comes_out_again(worker, sign_in, files, erp_site) -> None:
	liaison = sign_in(account("liaison"))
	upload(liaison, files["good"])
	stands(liaison, "已检查")
	liaison.expect_text("检查完成：将写入3行")
	liaison.expect_text("原来的表现 → 改过的表现")
	assert stored(erp_site) == (1, "原来的表现")
	press(liaison, "确认导入")
	stands(liaison, "已导入")
	liaison.expect_text("导入完成：已写入3行。")
	assert stored(erp_site) == (3, "改过的表现")
	press(liaison, "撤回导入")
	stands(liaison, "已撤回")
	assert stored(erp_site) == (1, "原来的表现")
	assert liaison.errors == []


def test_errors_are_told_with_their_place_and_the_good_rows_taken_when_asked(worker, sign_in, files, erp_site) -> None:
	liaison = sign_in(account("liaison"))
	upload(liaison, files["bad"])
	stands(liaison, "已检查")
	liaison.expect_text("发现1处错误，不能写入")
	liaison.expect_text("风险点 B3")
	with liaison.page.expect_download() as download:
		press(liaison, "下载标注副本", asked=False)
	assert download.value.suggested_filename.startswith("有错误的登记簿（标注）")
	press(liaison, "只写入正确的行")
	liaison.expect_text("将写入1行，另有1行有错误、不写入")
	press(liaison, "确认导入")
	stands(liaison, "已导入")
	assert stored(erp_site) == (1, "改过的表现")
	assert liaison.errors == []


def test_the_page_may_be_closed_and_a_phone_shows_the_same(worker, sign_in, files, erp_site) -> None:
	liaison = sign_in(account("liaison"))
	upload(liaison, files["good"])
	name = liaison.docname()
	liaison.page.goto("about:blank")
	phone = sign_in(account("liaison"), width=390, height=844)
	phone.form("Integrity Register Import", name)
	stands(phone, "已检查")
	phone.expect_text("检查完成：将写入2行")
	assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_neighbours_see_nothing_of_it(worker, sign_in, erp_site) -> None:
	with connected(erp_site):
		name = frappe.get_last_doc("Integrity Register Import").name
	neighbour = sign_in(account("neighbour"))
	neighbour.open("integrity-register-import")
	expect(neighbour.page.locator("body")).not_to_contain_text("登记簿.xlsx")
	neighbour.page.goto(f"/app/integrity-register-import/{name}")
	neighbour.expect_text("没有")
	expect(neighbour.page.locator("body")).not_to_contain_text("改过的表现")
