"""Collective decisions on a real site: the record of the meeting, its prints, and the ledger that shows no other unit."""

from __future__ import annotations

from collections.abc import Iterator

import frappe
import pytest
from bs4 import BeautifulSoup
from frappe.desk import query_report
from frappe.utils import add_days, getdate, nowdate
from frappe.www.printview import get_html_and_style

from lianzheng_risk.risk_control.decisions.meetings import MeetingRecordError
from tests.site import records
from tests.site.approving import acting
from tests.site.deciding import DECISION, decided, draft, leaders, members, open_shop, undone
from tests.site.test_prints import boxes, cells, rows, texts

RECORD, LETTER = "三重一大会议记录", "三重一大决定书"
LEDGER = "Collective Decision Ledger"


@pytest.fixture(scope="module")
def opened(erp_site: str) -> Iterator[None]:
	with open_shop(erp_site):
		yield


@pytest.fixture
def bureau(opened) -> Iterator[None]:
	with undone():
		yield


class TestMeeting:
	def test_the_chief_speaks_last(self, bureau):
		with pytest.raises(MeetingRecordError, match="末位表态：第1行局长丙之后还有第2行副局长甲"):
			draft(members=[members()[2], *members()[:2]])

	def test_the_result_is_computed_whatever_a_form_sends(self, bureau):
		decision = draft(100, ("Agree", "Disagree", "Disagree"), result="Approved", tally="全票通过")
		assert (decision.result, decision.tally) == (
			"Not Approved",
			"同意1，不同意2，建议缓议0，弃权0；应参加3人，到会3人",
		)

	def test_nothing_is_decided_before_all_have_spoken(self, bureau):
		decision = draft(100, ("Agree", None, None))
		assert decision.result is None
		with pytest.raises(MeetingRecordError, match="请记录副局长乙的表态"):
			decision.submit()

	def test_too_few_decide_nothing(self, bureau):
		away = [{**row, "attendance": "Absent", "opinion": None} for row in members()[:2]]
		decision = draft(members=[*away, members()[2]])
		with pytest.raises(MeetingRecordError, match="到会1人，须过半数方可表决"):
			decision.submit()

	def test_recused_members_are_not_counted(self, bureau):
		recused = {**members()[0], "attendance": "Recused", "opinion": None}
		with pytest.raises(MeetingRecordError, match="请填写副局长甲回避的理由"):
			draft(members=[recused, *members()[1:]])
		decision = draft(
			members=[{**recused, "reason": "供应商是其亲属"}, *members()[1:]], majority="Two Thirds or More"
		)
		decision.submit()
		assert (decision.result, decision.tally.split("；")[1]) == ("Approved", "应参加2人，到会2人")

	@pytest.mark.parametrize("missing", ["chair", "meeting_date", "decision"])
	def test_it_says_who_chaired_when_and_what(self, bureau, missing):
		decision = draft(**{missing: None})
		with pytest.raises(frappe.MandatoryError):
			decision.submit()

	def test_a_meeting_still_to_come_has_decided_nothing(self, bureau):
		with pytest.raises(frappe.ValidationError, match="会议日期还没有到"):
			draft(meeting_date=add_days(nowdate(), 1)).submit()

	def test_drafts_are_made_by_the_office_and_submitted_by_the_leadership(self, bureau):
		leaders()
		with acting("liaison"), pytest.raises(frappe.PermissionError):
			draft()  # of the bureau, above the liaison's place
		with acting("deputy"):
			decision = draft()
			decision.submit()
			decision.update({"execution_status": "Carried Out", "execution_note": "已到货"}).save()
		with acting("supervisor"), pytest.raises(frappe.PermissionError):
			decision.update({"execution_status": "Stopped"}).save()

	def test_what_was_decided_stays(self, bureau):
		decision = decided()
		decision.amount = 1
		with pytest.raises(frappe.UpdateAfterSubmitError):
			decision.save()

	def test_an_amended_one_is_decided_anew(self, bureau):
		decision = decided()
		decision.cancel()
		amended = frappe.copy_doc(decision, ignore_no_copy=False)
		amended.update({"amended_from": decision.name, "drawn": 5, "is_urgent": 1, "result": "Approved"})
		amended.insert()
		assert (amended.drawn, amended.is_urgent, amended.docstatus) == (0, 0, 0)

	def test_nobody_learns_of_a_document_that_they_may_not_read(self, bureau):
		foreign = records.create_post("Z").name
		leaders()
		with acting("deputy"), pytest.raises(frappe.PermissionError):
			draft(reference_doctype="Integrity Post", reference_name=foreign)


def printed(name: str, print_format: str, by: str = "deputy") -> BeautifulSoup:
	with acting(by):
		return BeautifulSoup(get_html_and_style(DECISION, name, print_format)["html"], "html.parser")


class TestPrints:
	def record(self):
		rows = members(("Agree", "Disagree", "Agree"))
		rows[0]["remarks"] = "<b>价格合理</b>"
		return decided(
			123456.5,
			members=rows,
			meeting_name="2026年第3次党组会议",
			place="三楼会议室",
			observers="纪检组长",
			minutes="听取了采购情况汇报",
			materials=[{"title": "采购方案"}, {"title": "询价记录"}],
			recorder=leaders()[0],
		)

	def test_the_record_of_the_meeting(self, bureau):
		decision = self.record()
		page = printed(decision.name, RECORD)
		assert texts(page, "h1") == [RECORD]
		assert rows(page) == [
			["1", "副局长甲", "到会", "同意", "<b>价格合理</b>"],
			["2", "副局长乙", "到会", "不同意", ""],
			["3", "局长丙|（主要负责人）", "到会", "同意", ""],
		]
		head = [cells(row) for row in page.select(".lz-head tr")]
		assert head[0][3] == "三楼会议室"
		assert head[1][1::2] == ["局长丙", "副局长甲", "123,456.50 CNY"]
		found = boxes(page)
		assert found["表决情况"] == "通过|同意2，不同意1，建议缓议0，弃权0；应参加3人，到会3人"
		assert head[4] == ["会议材料", "1. 采购方案|2. 询价记录"]
		assert found["会议记录"] == "听取了采购情况汇报"

	def test_the_decision(self, bureau):
		decision = self.record()
		page = printed(decision.name, LETTER)
		day = getdate(nowdate())
		assert texts(page, "h1") == [LETTER]
		head = [cells(row) for row in page.select(".lz-head tr")]
		assert head[2][1] == f"{day.year}年{day.month}月{day.day}日，2026年第3次党组会议"
		assert boxes(page)["决定内容"] == "同意采购"
		assert boxes(page)["有效期至"] == "不限期"

	@pytest.mark.parametrize("print_format", [RECORD, LETTER])
	def test_not_for_a_unit_beside(self, bureau, print_format):
		decision = self.record()
		with pytest.raises(frappe.PermissionError):
			printed(decision.name, print_format, by="stranger")


def ledger(by: str, **filters) -> dict:
	with acting(by):
		return query_report.run(LEDGER, filters=filters, ignore_prepared_report=True)


def matters(answer: dict) -> list[str]:
	return sorted(row["matter"] for row in answer["result"] if isinstance(row, dict))


class TestLedger:
	@pytest.fixture
	def taken(self, bureau) -> None:
		decided(100, matter="甲事", meeting_date="2026-01-10", execution_status="Not Begun")
		decided(50, ("Disagree",) * 3, matter="乙事", meeting_date="2026-02-10", category="Major Project")
		decided(70, matter="丙事", unit="Z", meeting_date="2026-03-10")
		draft(900, matter="草稿")

	def test_one_unit_sees_nothing_of_another(self, taken):
		assert matters(ledger("deputy")) == ["乙事", "甲事"]
		assert matters(ledger("stranger")) == ["丙事"]
		assert matters(ledger("county")) == ["丙事", "乙事", "甲事"]
		assert matters(ledger("stranger", unit="Y")) == []
		assert "甲事" not in frappe.as_json(ledger("stranger"))
		with pytest.raises(frappe.PermissionError):
			ledger("holder")

	def test_totals_count_what_is_shown(self, taken):
		def totals(answer):
			return {one["label"]: one["value"] for one in answer["report_summary"]}

		assert totals(ledger("stranger"))["决定金额"] == 70
		mine = totals(ledger("deputy"))
		assert (mine["决定项数"], mine["通过项数"], mine["决定金额"]) == (2, 1, 100)

	@pytest.mark.parametrize(
		("filters", "expected"),
		[
			({"category": "Major Project"}, ["乙事"]),
			({"result": "Approved"}, ["丙事", "甲事"]),
			({"from_date": "2026-02-01"}, ["丙事", "乙事"]),
			({"to_date": "2026-01-31"}, ["甲事"]),
			({"unit": "Y"}, ["乙事", "甲事"]),
			({"execution_status": "Stopped"}, []),
		],
		ids=lambda value: next(iter(value), "") if isinstance(value, dict) else "",
	)
	def test_filters(self, taken, filters, expected):
		assert matters(ledger("county", **filters)) == expected

	def test_what_is_late_is_counted(self, taken):
		name = frappe.db.get_value(DECISION, {"matter": "甲事"})
		frappe.db.set_value(DECISION, name, "execution_due", add_days(nowdate(), -1))
		(row,) = [row for row in ledger("deputy")["result"] if row["matter"] == "甲事"]
		assert row["late"] is True
