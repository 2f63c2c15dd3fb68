"""The forms of supervision on paper: 检查记录 and 整改通知书."""

from __future__ import annotations

import frappe
import pytest
from frappe.utils import add_days, getdate, nowdate

from lianzheng_risk.store.workdays import add_workdays
from tests.site import records
from tests.site.approving import acting, county  # noqa: F401
from tests.site.test_inspections import FINDING, INSPECTION, arrange, change, concluded, conclusion, office, submit  # noqa: F401
from tests.site.test_prints import boxes, cells, printed, rows, texts

RECTIFICATION = "Integrity Rectification"
RECORD, NOTICE = "检查记录", "整改通知书"


def day(value: str) -> str:
	date = getdate(value)
	return f"{date.year}年{date.month}月{date.day}日"


def test_the_record_of_an_inspection(office) -> None:  # noqa: F811
	inspection = arrange(
		office, template=office["template"], scope=[{"unit": "Y-1"}, {"post": records.create_post("Y-1").name}]
	)
	scores = [{"checked_score": 35, "deduction_reason": "漏列五项"}, {"checked_score": 60}]
	found = [FINDING | {"days": 5, "responsible_person": office["below"], "evidence": "采购合同"}]
	change("inspector", inspection, items=scores, findings=found, **conclusion(office))
	inspection = submit("inspector", inspection)
	page = printed(INSPECTION, inspection.name, RECORD)
	assert texts(page, "h1") == [RECORD]
	assert texts(page, ".lz-facts td")[:2] == ["被检查单位：单位Y", f"编号：{inspection.name}"]
	assert [cells(row) for row in page.select(".lz-head tr")] == [
		["检查类型", "上级检查", "检查日期", day(nowdate()), "得分和评定", "95 / 100，优秀"],
		["检查内容", "年度检查|单位Y-1|单位Y-1，Y-1的岗位"],
		["检查人员", "甲"],
	]
	assert texts(page, "h2") == ["考核评分", "发现的问题"]
	assert rows(page) == [
		["排查", "职权目录", "40", "漏一项扣1分", "0", "35", "漏列五项"],
		["排查", "风险点", "60", "", "0", "60", ""],
		["否决", "隐瞒不报|一票否决项", "0", "", "0", "0", ""],
		["", "合计", "100", "", "0", "95", ""],
		[
			"1",
			"采购无台账|三笔|采购合同",
			"采购管理办法第八条",
			"补记台账",
			"单位Y-1|丙",
			day(add_workdays(nowdate(), 5)),
			inspection.findings[0].rectification,
		],
	]
	assert boxes(page)["检查结论"] == f"总体良好|甲，{day(nowdate())}"
	assert "日期" in boxes(page)["被检查单位意见"]


def test_an_inspection_that_found_nothing_says_so(office) -> None:  # noqa: F811
	page = printed(INSPECTION, concluded(office).name, RECORD)
	assert (rows(page), texts(page, ".lz-empty td")) == ([], ["未发现问题"])


def test_the_notice_of_a_rectification(office) -> None:  # noqa: F811
	inspection = concluded(office, findings=[FINDING | {"deadline": add_days(nowdate(), 30)}])
	name = inspection.findings[0].rectification
	page = printed(RECTIFICATION, name, NOTICE)
	assert texts(page, "h1") == [NOTICE]
	assert texts(page, ".lz-facts td")[0] == f"文号：{name}"
	assert [cells(row) for row in page.select(".lz-head tr")] == [
		["被通知单位", "单位Y", "下达日期", day(nowdate()), "责任单位、责任人", ""],
		["整改事项", "采购无台账"],
	]
	found = boxes(page)
	assert list(found) == ["问题", "依据", "整改要求", "期限", "回执"]
	assert (found["问题"], found["依据"], found["整改要求"]) == ("采购无台账|三笔", "采购管理办法第八条", "补记台账")
	assert found["期限"] == f"请于{day(add_days(nowdate(), 30))}前完成整改，并报告整改情况。"
	assert found["回执"].startswith("本单位已收到整改通知书")
	assert page.select(".lz-rows") == []


def test_a_notice_carries_the_number_that_the_office_gave_it(office) -> None:  # noqa: F811
	notice = records.create(
		RECTIFICATION, title="补记", unit="Y", problem="<b>无台账</b>", document_no="廉整〔2026〕3号"
	)
	page = printed(RECTIFICATION, notice.name, NOTICE)
	assert texts(page, ".lz-facts td")[0] == "文号：廉整〔2026〕3号"
	assert boxes(page)["问题"] == "<b>无台账</b>"


@pytest.mark.parametrize("doctype", [INSPECTION, RECTIFICATION])
def test_neither_is_printed_for_a_unit_beside(office, doctype) -> None:  # noqa: F811
	inspection = concluded(office, findings=[FINDING])
	name = {INSPECTION: inspection.name, RECTIFICATION: inspection.findings[0].rectification}[doctype]
	with acting("stranger"), pytest.raises(frappe.PermissionError):
		printed(doctype, name, {INSPECTION: RECORD, RECTIFICATION: NOTICE}[doctype])
