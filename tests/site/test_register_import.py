"""The import wizard: what a check tells, that only what was confirmed is written, and that nobody else sees it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import frappe
import pytest
from frappe.utils import add_to_date, now

from lianzheng_risk.core.importing import Terms
from lianzheng_risk.risk_screening.register_import import endpoints, job, liveness
from lianzheng_risk.risk_screening.register_import.overlap import ImportUnderWay
from lianzheng_risk.risk_screening.register_import.queueing import ImportStateError
from lianzheng_risk.risk_screening.register_import.states import IMPORT
from lianzheng_risk.risk_screening.register_import.uploaded import NotYourFile
from lianzheng_risk.risk_screening.register_import.work import terms_of
from tests.site.imports import workbook
from tests.site.people import create_user, join, leave
from tests.site.sites import connected
from tests.site.traces import no_trace_left
from tests.site.wizard import (
	CODE,
	RISK,
	account,
	act_as,
	check,
	checked,
	imported,
	new_import,
	open_the_bureau,
	outcome,
	risk_rows,
	taken_back,
	uploaded,
	usual,
	worked,
)


@pytest.fixture(scope="module")
def bureau(erp_site: str) -> Iterator[None]:
	with no_trace_left(erp_site):
		with connected(erp_site):
			open_the_bureau()
		yield


@pytest.fixture(autouse=True)
def liaison(bureau, erp_site: str) -> Iterator[None]:
	"""As the liaison of RI-1; what the test committed goes again."""
	with no_trace_left(erp_site), connected(erp_site):
		frappe.db.set_value(RISK, CODE, {"manifestation": "原来的表现"})
		frappe.db.commit()
		act_as("liaison")
		yield
		frappe.set_user("Administrator")


def risks() -> int:
	return frappe.db.count(RISK, {"unit": ["like", "RI%"]})


def errors_of(document) -> list[tuple[str, str]]:
	"""Cell and message of the errors that the form lists."""
	first = document.result()["findings"]["first"]
	return [(finding["cell"], finding["message"]) for finding in first if finding["severity"] == "error"]


class TestTheWholeWay:
	def test_a_check_tells_what_would_change_and_writes_nothing(self) -> None:
		series = frappe.db.sql("select name, current from tabSeries where name like 'LZ-F%'")
		document = checked(usual())
		assert (document.status, document.source_kind, document.title) == ("Checked", "Register", "登记簿.xlsx")
		assert outcome(document) == (2, 1, 0, 0)
		(change,) = document.result()["changes"]["first"]
		assert (change["sheet"], change["row"], change["code"]) == ("风险点", 2, CODE)
		assert change["fields"] == [
			{"field": "manifestation", "label": "表现形式", "old": "原来的表现", "new": "改过的表现"}
		]
		assert risks() == 2
		assert frappe.db.get_value(RISK, CODE, "manifestation") == "原来的表现"
		assert frappe.db.sql("select name, current from tabSeries where name like 'LZ-F%'") == series

	def test_what_was_confirmed_is_written_and_says_where_it_came_from(self) -> None:
		document = imported(usual())
		assert (document.status, document.failure) == ("Done", None)
		assert (risks(), frappe.db.get_value(RISK, CODE, "manifestation")) == (4, "改过的表现")
		assert (document.confirmed_by, bool(document.finished_on)) == (account("liaison"), True)
		new = frappe.get_last_doc(RISK, {"title": "审批中收受礼品礼金"})
		assert (new.unit, new.workflow_state, new.owner) == ("RI-1", "Self-Screening", account("liaison"))
		version = frappe.get_last_doc("Version", {"ref_doctype": RISK, "docname": new.name})
		told = json.loads(version.data)["updater_reference"]
		assert (told["docname"], told["label"]) == (document.name, "来自“登记簿.xlsx”，工作表“风险点”第3行")

	def test_it_is_taken_back_whole(self) -> None:
		document = taken_back(imported(usual()))
		assert (document.status, document.taken_back_by) == ("Taken Back", account("liaison"))
		assert (risks(), frappe.db.get_value(RISK, CODE, "manifestation")) == (2, "原来的表现")

	def test_what_was_changed_since_is_named_and_stays(self) -> None:
		document = imported(usual())
		new = frappe.get_last_doc(RISK, {"title": "审批中收受礼品礼金"})
		new.update({"manifestation": "同事补充的表现"}).save()
		frappe.db.commit()
		document = taken_back(document)
		assert document.status == "Done"
		assert f"“廉政风险点”{new.name}在导入后已被修改。" in document.failure
		assert risks() == 4

	def test_the_file_stays_as_it_was_and_the_same_file_again_changes_nothing(self) -> None:
		imported(usual())
		again = checked(usual())
		assert outcome(again) == (0, 0, 3, 0)
		assert not again.is_ready()

	def test_whoever_confirmed_is_told_when_it_is_over(self) -> None:
		document = imported(usual())
		notice = frappe.get_last_doc("Notification Log", {"document_name": document.name})
		assert (notice.for_user, notice.subject) == (account("liaison"), "“登记簿.xlsx”已导入")


class TestErrors:
	def bad(self):
		return risk_rows(
			{"risk": CODE, "title": "RI-1的风险点", "manifestation": "改过的表现"},
			{"title": "审批中收受礼品礼金", "unit": "RI-2"},
		)

	def test_one_error_keeps_everything_out(self) -> None:
		document = checked(self.bad())
		assert (document.status, document.is_ready(), outcome(document)) == ("Checked", False, (0, 1, 0, 1))
		((cell, message),) = errors_of(document)
		assert cell == "B3"
		assert "不在本次导入的范围" in message
		with pytest.raises(ImportStateError):
			endpoints.confirm(document.name, document.fingerprint)

	def test_the_good_rows_are_written_where_that_was_chosen(self) -> None:
		document = imported(self.bad(), bad_rows="Write the Good Rows")
		assert (document.status, outcome(document)) == ("Done", (0, 1, 0, 1))
		assert (risks(), frappe.db.get_value(RISK, CODE, "manifestation")) == (2, "改过的表现")

	def test_the_findings_stand_in_a_private_copy_of_the_file(self) -> None:
		document = checked(self.bad())
		marked = frappe.get_doc("File", {"file_url": document.marked_file})
		assert (marked.is_private, marked.attached_to_name) == (1, document.name)
		assert marked.file_name.startswith("登记簿（标注）")
		check(document)
		assert frappe.db.count("File", {"attached_to_name": document.name, "attached_to_field": "marked_file"}) == 1

	def test_what_is_no_workbook_is_refused_in_words(self) -> None:
		document = checked(b"\x89PNG\r\n\x1a\n" + bytes(64))
		assert document.status == "Failed"
		assert document.failure.startswith("这是图片")

	def test_a_refused_row_that_the_plan_did_not_foresee_is_told_with_its_place(self, monkeypatch) -> None:
		document = checked(usual())
		from lianzheng_risk.risk_screening.doctype.integrity_risk_point.integrity_risk_point import IntegrityRiskPoint

		def refuse(self):
			frappe.throw("此处不予保存")

		endpoints.confirm(document.name, document.fingerprint)
		monkeypatch.setattr(IntegrityRiskPoint, "validate", refuse)
		document = worked(document, "write")
		assert document.status == "Failed"
		assert document.failure == "系统拒绝了“风险点”第2行：此处不予保存。没有写入任何内容。"
		assert risks() == 2


class TestOnlyWhatWasConfirmed:
	def test_the_register_changed_since_the_check(self) -> None:
		document = checked(usual())
		frappe.db.set_value(RISK, CODE, "manifestation", "同事改的表现")
		frappe.db.commit()
		endpoints.confirm(document.name, document.fingerprint)
		document = worked(document, "write")
		assert document.status == "Failed"
		assert "检查之后，系统中的内容有了变化" in document.failure
		assert (risks(), frappe.db.get_value(RISK, CODE, "manifestation")) == (2, "同事改的表现")

	def test_codes_given_to_others_meanwhile_do_not_matter(self) -> None:
		document = checked(usual())
		frappe.new_doc(RISK).update(
			{
				"unit": "RI-1",
				"category": "Post Duty",
				"title": "同事新登记的",
				"probability": "Fairly Small",
				"harm": "Limited",
			}
		).insert()
		frappe.db.commit()
		endpoints.confirm(document.name, document.fingerprint)
		assert worked(document, "write").status == "Done"

	def test_the_file_is_another_than_was_checked(self) -> None:
		document = checked(usual())
		path = Path(frappe.get_doc("File", {"file_url": document.file}).get_full_path())
		path.write_bytes(workbook(risk_rows({"title": "换过的文件"})))
		endpoints.confirm(document.name, document.fingerprint)
		document = worked(document, "write")
		assert (document.status, risks()) == ("Failed", 2)
		assert "文件与检查时不同" in document.failure

	def test_another_outcome_than_the_one_on_the_screen_is_not_confirmed(self) -> None:
		document = checked(usual())
		with pytest.raises(ImportStateError):
			endpoints.confirm(document.name, "0" * 64)

	def test_other_terms_have_to_be_checked_again(self) -> None:
		document = checked(usual())
		document.update({"mode": "Add Only"}).save()
		assert (document.status, document.fingerprint, document.result_json) == ("Draft", None, None)
		with pytest.raises(ImportStateError):
			endpoints.confirm(document.name, "")

	def test_a_duplicate_of_the_job_does_nothing(self) -> None:
		document = imported(usual())
		job.run(document.name, "write")
		assert (worked(document, "check").status, risks()) == ("Done", 4)

	def test_who_lost_the_place_meanwhile_writes_nothing(self) -> None:
		frappe.set_user("Administrator")
		join("RI-1", create_user(account("leaving")), "Integrity Liaison")
		frappe.db.commit()
		act_as("leaving")
		document = checked(usual())
		endpoints.confirm(document.name, document.fingerprint)
		frappe.set_user("Administrator")
		leave("RI-1", account("leaving"))
		frappe.db.commit()
		act_as("leaving")
		job.run(document.name, "write")
		assert frappe.db.get_value(IMPORT, document.name, "status") == "Failed"
		assert risks() == 2


def test_terms_are_what_was_chosen() -> None:
	document = new_import(
		usual(), mode="Update Only", blank_cells="Clear What Is There", bad_rows="Write the Good Rows"
	)
	assert terms_of(document) == Terms("update", "clear", "skip")
	assert terms_of(new_import(usual())) == Terms("both", "keep", "refuse")


class TestOneAtATime:
	@pytest.mark.parametrize("unit", ["RI", "RI-1", "RI-1-1"])
	def test_the_same_part_of_the_tree_is_refused_naming_the_other(self, unit: str) -> None:
		first = checked(usual())
		endpoints.confirm(first.name, first.fingerprint)
		frappe.set_user("Administrator")
		rows = risk_rows({"unit": unit, "title": "另一次导入"})
		second = checked(rows, unit)
		with pytest.raises(ImportUnderWay, match=first.name):
			endpoints.confirm(second.name, second.fingerprint)
		assert frappe.db.get_value(IMPORT, second.name, "status") == "Checked"
		assert worked(first, "write").status == "Done"
		endpoints.confirm(second.name, check(second).fingerprint)

	def test_a_unit_beside_goes_its_own_way(self) -> None:
		first = checked(usual())
		endpoints.confirm(first.name, first.fingerprint)
		act_as("neighbour")
		document = imported(risk_rows({"unit": "RI-2", "title": "另一次导入"}), "RI-2")
		assert document.status == "Done"


class TestLiveness:
	def test_a_job_whose_worker_died_is_found_out(self) -> None:
		document = checked(usual())
		frappe.db.set_value(IMPORT, document.name, {"status": "Importing", "started_on": now()})
		frappe.db.commit()
		standing = endpoints.standing(document.name)
		assert (standing["status"], standing["under_way"]) == ("Failed", False)
		assert "导入中断" in frappe.db.get_value(IMPORT, document.name, "failure")

	def test_a_job_that_holds_its_row_is_alive(self, erp_site: str) -> None:
		document = checked(usual())
		frappe.db.set_value(IMPORT, document.name, {"status": "Importing", "started_on": now()})
		frappe.db.commit()
		liveness.hold(document.name, liveness.JOB_OF["Importing"])
		holding = frappe.local.db
		frappe.connect(set_admin_as_user=False)
		try:
			assert endpoints.standing(document.name)["status"] == "Importing"
		finally:
			frappe.local.db.close()
			frappe.local.db = holding

	def test_a_job_that_the_queue_lost_is_found_out(self) -> None:
		document = checked(usual())
		lost = {"status": "Queued", "started_on": None, "queued_on": add_to_date(now(), minutes=-2)}
		frappe.db.set_value(IMPORT, document.name, lost)
		frappe.db.commit()
		assert endpoints.standing(document.name)["status"] == "Failed"
		assert "任务在排队时丢失" in frappe.db.get_value(IMPORT, document.name, "failure")

	def test_a_job_in_the_queue_waits(self, monkeypatch) -> None:
		monkeypatch.setattr(liveness, "_ON_THE_WAY", 0)
		document = checked(usual())
		endpoints.confirm(document.name, document.fingerprint)
		standing = endpoints.standing(document.name)
		assert (standing["status"], standing["begun"]) == ("Queued", False)

	def test_what_could_not_be_taken_back_stands_as_it_was(self) -> None:
		document = imported(usual())
		frappe.db.set_value(IMPORT, document.name, {"status": "Taking Back", "started_on": now()})
		frappe.db.commit()
		assert endpoints.standing(document.name)["status"] == "Done"
		assert taken_back(document).status == "Taken Back"


class TestTheDocument:
	def test_what_the_jobs_found_out_is_written_by_nobody_else(self) -> None:
		document = new_import(usual(), status="Checked", fingerprint="x", result_json='{"ready": true}')
		assert (document.status, document.fingerprint, document.result_json) == ("Draft", None, None)
		document.update({"status": "Checked", "marked_file": "/private/files/x.xlsx", "confirmed_by": "Administrator"})
		document.save()
		document.reload()
		assert (document.status, document.marked_file, document.confirmed_by) == ("Draft", None, None)

	def test_it_is_not_changed_once_it_is_confirmed(self) -> None:
		document = checked(usual())
		endpoints.confirm(document.name, document.fingerprint)
		document.reload()
		with pytest.raises(ImportStateError):
			document.update({"mode": "Add Only"}).save()

	def test_what_wrote_something_is_kept(self) -> None:
		document = imported(usual())
		with pytest.raises(ImportStateError):
			document.delete()
		checked(usual()).delete()

	def test_files_of_others_and_public_files_are_not_taken(self) -> None:
		act_as("neighbour")
		url = uploaded(workbook(risk_rows({"title": "邻居的文件"})), "邻居.xlsx")
		act_as("liaison")
		for address in (url, uploaded(b"public", "公开.csv", private=0), "/private/files/没有.xlsx", "/etc/passwd"):
			with pytest.raises(NotYourFile):
				frappe.new_doc(IMPORT).update({"unit": "RI-1", "file": address}).insert()


class TestOthers:
	def calls(self, name: str):
		return [
			lambda: endpoints.check(name),
			lambda: endpoints.confirm(name, "x"),
			lambda: endpoints.take_back(name),
			lambda: endpoints.standing(name),
			lambda: endpoints.save_layout(name, "x"),
			lambda: frappe.get_doc(IMPORT, name).check_permission("read"),
			lambda: frappe.get_print(IMPORT, name),
		]

	@pytest.mark.parametrize("person", ["neighbour", "holder"])
	def test_see_and_do_nothing(self, person: str) -> None:
		document = imported(usual())
		files = frappe.get_all("File", filters={"attached_to_name": document.name}, pluck="name")
		act_as(person)
		if frappe.has_permission(IMPORT, "read"):
			assert document.name not in frappe.get_list(IMPORT, pluck="name")
		for file in files:
			assert not frappe.has_permission("File", "read", doc=file)
			assert file not in frappe.get_list("File", pluck="name", limit=0)
		for call in self.calls(document.name):
			with pytest.raises(frappe.PermissionError):
				call()

	def test_the_leader_above_reads_and_starts_nothing(self) -> None:
		document = checked(usual())
		act_as("leader")
		assert document.name in frappe.get_list(IMPORT, pluck="name")
		assert endpoints.standing(document.name)["status"] == "Checked"
		for call in self.calls(document.name)[:3]:
			with pytest.raises(frappe.PermissionError):
				call()

	def test_a_colleague_of_the_same_unit_may_go_on_with_it(self) -> None:
		document = checked(usual())
		act_as("colleague")
		endpoints.confirm(document.name, document.fingerprint)
		document = worked(document, "write")
		assert (document.status, document.confirmed_by) == ("Done", account("colleague"))
		assert frappe.get_last_doc(RISK, {"title": "审批中收受礼品礼金"}).owner == account("colleague")
