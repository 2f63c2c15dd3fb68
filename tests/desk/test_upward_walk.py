"""Packages in Chromium: a supervisor fetches one of the own bureau, and merges one that an office without the server has sent."""

from __future__ import annotations

import zipfile

import frappe
import pytest
from frappe.utils import getdate

from lianzheng_risk.core.periods import Period
from lianzheng_risk.core.upward.keys import KeyPair
from lianzheng_risk.core.upward.packing import pack
from lianzheng_risk.risk_assessment.assessments import frozen
from lianzheng_risk.risk_assessment.upward import received, trust
from tests.desk.office import BUREAU, OTHER_OFFICE, account, ensure_the_office
from tests.site import records
from tests.site.sites import connected

ASSESSMENT, PACKAGE, PERIOD = "Integrity Assessment", "Integrity Reported Package", "2024"


@pytest.fixture(scope="module")
def there(address, erp_site: str) -> tuple[str, str]:
	"""An issued assessment of the bureau, and a package of an office that was checked."""
	theirs = KeyPair.make()
	with connected(erp_site):
		ensure_the_office()
		trust.make_key_pair()
		settings = frappe.get_doc(trust.SETTINGS)
		settings.append("trusted_keys", {"unit": OTHER_OFFICE, "public_key": theirs.public})
		settings.save()
		period, day = Period.parse(PERIOD), getdate("2024-11-18")
		figures = frozen.subtree(frozen.take_own(period, day), OTHER_OFFICE)
		content = pack(figures, OTHER_OFFICE, period, theirs.private, frappe.utils.now_datetime(), "财务科")
		file = frappe.new_doc("File").update({"file_name": "上报.zip", "content": content, "is_private": 1}).insert()
		package = records.create(PACKAGE, unit=OTHER_OFFICE, file=file.file_url).name
		received.check(package)
		assessment = records.create(ASSESSMENT, unit=BUREAU, period=PERIOD)
		assessment.db_set({"docstatus": 1, "status": "Assessment Issued"})
		frappe.db.commit()
		return assessment.name, package


def test_a_supervisor_reports_upwards_and_merges_what_was_reported(there, sign_in, tmp_path) -> None:
	assessment, package = there
	supervisor = sign_in(account("feng"))
	supervisor.form(ASSESSMENT, assessment)
	supervisor.page.get_by_role("button", name="上报包").click()
	with supervisor.page.expect_download() as fetched:
		supervisor.page.get_by_role("button", name="下载").click()
	fetched.value.save_as(tmp_path / "上报.zip")
	assert "manifest.json" in zipfile.ZipFile(tmp_path / "上报.zip").namelist()
	supervisor.form(PACKAGE, package)
	for words in ("待并入", "财务科", "核对情况", "公钥指纹"):
		supervisor.expect_text(words)
	supervisor.step("并入本级")
	supervisor.page.wait_for_function("cur_frm.doc.status === 'Package Merged'")
	assert not supervisor.errors
