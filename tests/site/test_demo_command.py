"""`bench --site SITE lianzheng-risk demo` on an empty site with Frappe alone."""

from __future__ import annotations

import pytest

frappe = pytest.importorskip("frappe")

from tests.site.conftest import APP, connected  # noqa: E402


def test_demo_fills_an_empty_site(bench, plain_site: str) -> None:
	with connected(plain_site):
		installed = APP in frappe.get_installed_apps()
	if not installed:
		bench("--site", plain_site, "install-app", APP)
	done = bench("--site", plain_site, "lianzheng-risk", "demo", "--units", 2)
	assert "均为虚构" in done.stdout
	with connected(plain_site):
		assert frappe.db.count("Integrity Unit") == 2
		graded = frappe.get_all("Integrity Risk Point", pluck="grade")
		assert len(graded) > 20
		assert set(graded) == {"I", "II", "III"}
