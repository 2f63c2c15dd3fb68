"""A real Chromium on a real site, and people who sign in to it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import frappe
import pytest
from frappe.utils.password import update_password
from playwright.sync_api import Browser, Page, sync_playwright

from tests.desk.desk import Desk
from tests.site.sites import connected
from tests.site.web import serving

PASSWORD = "lianzheng-2026"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
	program = next(filter(None, map(shutil.which, CHROMIUM)), None)
	assert program, "the desk suite needs Chromium on the PATH, as Debian's package chromium puts it there"
	with sync_playwright() as playwright:
		# A container has no user namespaces for Chromium's sandbox; the pages are this site's own.
		browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"])
		yield browser
		browser.close()


@pytest.fixture(scope="session")
def address(erp_site: str, sites: Path) -> Iterator[str]:
	with connected(erp_site):
		finish_the_setup_wizard()
	with serving(erp_site, sites) as address:
		yield address


def finish_the_setup_wizard() -> None:
	"""The desk opens for nobody before the wizard is done."""
	frappe.db.set_single_value("System Settings", {"setup_complete": 1, "language": "zh"})
	if frappe.get_meta("Installed Application").has_field("is_setup_complete"):
		for row in frappe.get_all("Installed Application", pluck="name"):
			frappe.db.set_value("Installed Application", row, "is_setup_complete", 1)
	frappe.db.commit()


@pytest.fixture
def sign_in(browser: Browser, address: str, erp_site: str, request) -> Iterator[Callable[..., Desk]]:
	"""`sign_in(user, width=1280)`: the desk as that user sees it, in the user's own language."""
	opened: list[Page] = []

	def enter(user: str, width: int = 1280, height: int = 900) -> Desk:
		with connected(erp_site):
			update_password(user, PASSWORD)
			frappe.db.commit()
		context = browser.new_context(base_url=address, locale="zh-CN", viewport={"width": width, "height": height})
		answer = context.request.post("/api/method/login", form={"usr": user, "pwd": PASSWORD})
		assert answer.ok, answer.text()
		page = context.new_page()
		opened.append(page)
		return Desk(page)

	yield enter
	for number, page in enumerate(opened):
		if folder := os.environ.get("LIANZHENG_SCREENSHOTS"):
			page.screenshot(path=Path(folder) / f"{request.node.name}-{number}.png", full_page=True)
		page.context.close()
