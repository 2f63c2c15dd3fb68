"""Packages on a real site: what leaves it, what it receives, and how what was reported becomes part of its own figures."""

from __future__ import annotations

import json

import frappe
import pytest
from frappe.utils.password import remove_encrypted_password

from lianzheng_risk.core.upward.keys import KeyPair, Trust
from lianzheng_risk.core.upward.packing import pack
from lianzheng_risk.core.upward.reading import read
from lianzheng_risk.risk_assessment.assessments import frozen
from lianzheng_risk.risk_assessment.assessments.frozen import own_figures, picture_of
from lianzheng_risk.risk_assessment.upward import received, sending, trust
from tests.site.approving import acting, county  # noqa: F401
from tests.site.test_assessments import (  # noqa: F401
	ASSESSMENT,
	CUTOFF,
	HALF_YEAR,
	jobs,
	made,
	of_period,
	refused,
	run,
	step,
	today,
)

PACKAGE, SETTINGS = "Integrity Reported Package", "Integrity Risk Settings"
THEIRS = KeyPair.of("lz-private-1:" + "C" * 43 + "=")


@pytest.fixture
def keyed(made):  # noqa: F811
	"""The site has keys of its own, and trusts those of unit Y, which reports from outside."""
	trust.make_key_pair()
	settings = frappe.get_doc(SETTINGS)
	settings.set("trusted_keys", [{"unit": "Y", "public_key": f"Y {THEIRS.public}"}])
	settings.save()
	return settings


def issue(assessment) -> None:
	frappe.db.set_value(ASSESSMENT, assessment.name, {"docstatus": 1, "status": "Assessment Issued"})
	assessment.reload()


def reported(period: str = HALF_YEAR, version: int = 1, extra: int = 0) -> bytes:
	"""What unit Y reports of itself and of a section that this site knows nothing of."""
	from lianzheng_risk.core.periods import Period

	own = frozen.subtree(frozen.take_own(Period.parse(period), frappe.utils.getdate(CUTOFF)), "Y")
	top, below = own["Y"], own["Y-1"]
	section = json.loads(json.dumps(below)) | {"unit": "Y-9", "name": "外部科", "parent": "Y"}
	section["own"]["risk_points"] += extra
	section["total"] = section["own"]
	total = {name: top["own"][name] + section["own"][name] for name in top["own"]}
	figures = {"Y": top | {"total": total}, "Y-9": section}
	made_at = frappe.utils.get_datetime("2027-06-18 10:00:00")
	return pack(figures, "Y", Period.parse(period), THEIRS.private, made_at, "单位Y", version)


def arrived(content: bytes, unit: str = "Y", by: str = "supervisor"):
	"""Received and checked by its job."""
	with acting(by):
		file = frappe.new_doc("File").update({"file_name": "上报.zip", "content": content, "is_private": 1}).insert()
		document = frappe.new_doc(PACKAGE).update({"unit": unit, "file": file.file_url}).insert()
		received.check(document.name)
	return frappe.get_doc(PACKAGE, document.name)


def merged(content: bytes):
	document = arrived(content)
	assert document.status == "Package Checked", document.failure
	with acting("supervisor"):
		step(document, "Merge the Package")
	return frappe.get_doc(PACKAGE, document.name)


class TestSending:
	def test_an_issued_assessment_is_a_package_that_its_key_opens(self, keyed, made, monkeypatch):  # noqa: F811
		issue(made["Y"])
		# The log of exports commits, which would leave the documents of this test on the site.
		monkeypatch.setattr(frappe.db, "commit", lambda: None)
		with acting("chief"):
			sending.download(made["Y"].name)
			again = sending.package_of(made["Y"])
		content = frappe.response.filecontent
		assert content == again, "the same whenever it is fetched"
		package = read(content, Trust.of([("Y", frappe.db.get_single_value(SETTINGS, "package_public_key"))]))
		assert list(package.figures) == ["Y", "Y-1"]
		assert (package.manifest.period, package.manifest.as_of, package.manifest.parent) == (HALF_YEAR, CUTOFF, "X")
		assert package.figures["Y"] == own_figures(made["Y"])
		assert package.register is None

	def test_the_register_goes_along_for_who_may_export_it(self, keyed, made):  # noqa: F811
		issue(made["Y"])
		with acting("chief"):
			content = sending.package_of(made["Y"], with_register=True)
		public = frappe.db.get_single_value(SETTINGS, "package_public_key")
		assert read(content, Trust.of([("Y", public)])).register[:2] == b"PK"

	def test_a_draft_does_not_leave(self, keyed, made):  # noqa: F811
		with acting("chief"), pytest.raises(sending.NotIssuedError):
			sending.download(made["Y"].name)

	def test_without_keys_nothing_is_signed(self, made):  # noqa: F811
		issue(made["Y"])
		remove_encrypted_password(SETTINGS, SETTINGS, "package_private_key")
		with pytest.raises(trust.NoKeyError):
			sending.package_of(made["Y"])

	def test_other_places_get_none(self, keyed, made):  # noqa: F811
		issue(made["Y"])
		for who in ("stranger", "holder"):
			with acting(who), pytest.raises(frappe.PermissionError):
				sending.download(made["Y"].name)

	def test_figures_of_two_days_are_not_reported(self, keyed, made):  # noqa: F811
		issue(made["Y"])
		other = own_figures(made["Y-1"]) | {"as_of": "2027-06-21"}
		frappe.db.set_value(ASSESSMENT, made["Y-1"].name, "figures_json", json.dumps(other))
		with pytest.raises(sending.InconsistentFiguresError):
			sending.package_of(made["Y"])


class TestKeys:
	def test_the_private_key_is_seen_by_nobody(self, keyed):
		settings = frappe.get_doc(SETTINGS)
		assert set(settings.package_private_key) == {"*"}
		assert KeyPair.of(trust.private_key()).public == settings.package_public_key
		settings.save()
		assert KeyPair.of(trust.private_key()).public == settings.package_public_key, "saving keeps it"

	def test_a_trusted_key_stands_with_its_fingerprint(self, keyed):
		row = keyed.trusted_keys[0]
		assert (row.public_key, len(row.fingerprint)) == (THEIRS.public, 19)
		row.public_key = "kein Schlüssel"
		with pytest.raises(trust.BadKeyError):
			keyed.save()

	def test_only_who_may_change_the_settings_makes_keys(self, keyed):
		with acting("supervisor"), pytest.raises(frappe.PermissionError):
			trust.make_key_pair()


class TestReceiving:
	def test_is_checked_with_everything_that_disagrees(self, keyed):
		document = arrived(reported())
		assert (document.status, document.period, document.units) == ("Package Checked", HALF_YEAR, 2)
		assert "不再计入" in document.conflicts
		assert not document.has_errors
		assert document.course_steps[0].action == "Check the Package"

	def test_what_is_not_sound_is_refused_in_words(self, keyed):
		stranger = KeyPair.make()
		content = reported()
		assert arrived(b"PK nothing").failure.startswith("这不是上报包")
		keyed.set("trusted_keys", [{"unit": "Y", "public_key": stranger.public}])
		keyed.save()
		document = arrived(content)
		assert (document.status, "不在单位“Y”的受信公钥之列" in document.failure) == ("Package Refused", True)
		assert not document.figures_json

	def test_one_that_no_job_has_come_to_is_queued_again(self, keyed, jobs):  # noqa: F811
		document = arrived(reported())
		assert received.queue_waiting() == []
		document.db_set({"status": "Package Received", "creation": "2027-06-01 00:00:00"})
		jobs.clear()
		assert received.queue_waiting() == [document.name]
		((_method, options),) = jobs
		assert options["name"] == document.name

	def test_the_package_of_another_unit_is_refused(self, keyed):
		assert "不是所选单位“Z”的" in arrived(reported(), unit="Z").failure

	def test_the_form_writes_no_figures(self, keyed):
		document = arrived(reported())
		with acting("supervisor"):
			document.update({"figures_json": "{}", "has_errors": 0, "units": 99, "remarks": "已电话核对"})
			document.save()
		document.reload()
		assert (document.units, document.remarks, document.figures_json != "{}") == (2, "已电话核对", True)

	def test_neither_forms_nor_histories_carry_the_figures(self, keyed):
		document = arrived(reported())
		assert "Y-9" not in str(frappe.get_all("Version", filters={"docname": document.name}, pluck="data"))
		shown = frappe.get_doc(PACKAGE, document.name)
		with acting("supervisor"):
			shown.run_method("onload")
			assert shown.figures_json is None
			shown.remarks = "已核对"
			shown.save()
		assert "Y-9" in frappe.db.get_value(PACKAGE, document.name, "figures_json")

	def test_errors_in_the_report_stand_in_the_way(self, keyed):
		document = arrived(reported())
		document.db_set("has_errors", 1)
		with acting("supervisor"):
			assert "不能并入" in refused(document, "Merge the Package")

	def test_leaders_see_it_and_decide_nothing_and_others_see_none(self, keyed):
		document = arrived(reported())
		with acting("county"):
			assert frappe.get_list(PACKAGE, pluck="name") == [document.name]
			refused(document, "Merge the Package")
		with acting("stranger"):
			assert frappe.get_list(PACKAGE, pluck="name") == []
		with acting("holder"), pytest.raises(frappe.PermissionError):
			frappe.get_list(PACKAGE, pluck="name")

	def test_a_later_package_replaces_the_one_before(self, keyed):
		first = merged(reported())
		second = merged(reported(version=2, extra=3))
		assert frappe.db.get_value(PACKAGE, first.name, "status") == "Replaced by a Later Package"
		with pytest.raises(frappe.ValidationError, match="不能删除"):
			frappe.delete_doc(PACKAGE, second.name)


class TestTogether:
	def test_what_was_merged_is_in_the_superiors_next_version(self, keyed, made):  # noqa: F811
		before = picture_of(made["X"]).to_dict()
		merged(reported(extra=5))
		assert picture_of(made["X"]).to_dict() == before, "what is made stays as it was"
		issue(made["X"])
		with acting("supervisor"):
			again = frappe.new_doc(ASSESSMENT).update({"unit": "X", "period": HALF_YEAR}).insert()
		picture = picture_of(again).to_dict()
		assert [unit["unit"] for unit in picture["units"]] == ["X", "Y", "Y-9", "Z"]
		assert picture["totals"]["risk_points"] == before["totals"]["risk_points"] + 5
		assert own_figures(again)["total"]["risk_points"] == picture["totals"]["risk_points"]

	def test_the_clock_takes_them_in_and_asks_no_more_for_what_was_replaced(self, keyed, made, jobs):  # noqa: F811
		merged(reported(period="2027-06"))
		run(jobs, "2027-06")
		found = of_period("2027-06")
		assert set(found) == {"X", "Y", "Z"}
		for unit, units in (("X", ["X", "Y", "Y-9", "Z"]), ("Y", ["Y", "Y-9"])):
			picture = picture_of(found[unit]).to_dict()
			assert [one["unit"] for one in picture["units"]] == units
			assert picture["totals"]["risk_points"] == own_figures(found[unit])["total"]["risk_points"]
		assert run(jobs, "2027-06")["looked_at"] == 0
