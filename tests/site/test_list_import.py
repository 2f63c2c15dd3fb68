"""A unit's own list through the wizard: recognised, corrected, completed, written; its layout kept for the next one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO

import frappe
import pytest
from openpyxl import Workbook

from lianzheng_risk.risk_screening.register_import import endpoints
from lianzheng_risk.risk_screening.register_import.lists import LAYOUT, UnusableMapping
from tests.site.sites import connected
from tests.site.traces import no_trace_left
from tests.site.wizard import RISK, act_as, check, checked, open_the_bureau, outcome, worked

MEASURE = "Integrity Control Measure"
HEADINGS = [
	"序号",
	"单位/科室",
	"风险类别",
	"风险点",
	"廉政风险主要内容及表现形式",
	"风险等级",
	"防控措施",
	"部门负责人",
	"责任领导",
]
CHOICES = {
	"values": {"measures.layer": "岗位", "measures.phase": "前期预防", "measures.status": "落实中"},
	"levels_by_grade": True,
}


def a_list(*risks: tuple[str, str]) -> bytes:
	"""A list of layout 1: title, headings, a row per risk with its grade, a footer."""
	book = Workbook()
	book.create_sheet("草稿").sheet_state = "hidden"
	sheet = book.active
	sheet.title = "风险清单"
	sheet.append(["单位RI-1廉政风险点排查清单"])
	sheet.append(HEADINGS)
	for number, (title, grade) in enumerate(risks, start=1):
		text = f"利用职务便利{title}，为服务对象谋取利益"
		sheet.append([number, "单位RI-1", "岗位职责", title, text, grade, "实行双人检查", None, None])
	sheet.append(["填表人：张示例　　日期：2026年6月"])
	target = BytesIO()
	book.save(target)
	return target.getvalue()


@pytest.fixture(autouse=True)
def liaison(erp_site: str) -> Iterator[None]:
	with no_trace_left(erp_site), connected(erp_site):
		open_the_bureau()
		act_as("liaison")
		yield
		frappe.set_user("Administrator")


def completed(document):
	document.update({"choices_json": json.dumps(CHOICES)}).save()
	frappe.db.commit()
	return document


def test_a_list_is_recognised_and_waits_to_be_looked_at() -> None:
	document = checked(a_list(("违规减少抽查频次", "一级"), ("泄露检查安排", "三级")))
	assert (document.status, document.source_kind) == ("Recognised", "List")
	(table,) = json.loads(document.tables_json)
	assert (table["sheet"], table["header_row"]) == ("风险清单", 2)
	assert [header for _letter, header, _field in table["columns"]] == HEADINGS
	(account,) = document.result()["accounts"]
	assert (account["risks"], account["measures"]) == (2, 2)
	assert "measures.layer" in account["lacks"]
	assert account["unread"] == [["草稿", "隐藏的工作表，没有读取"]]
	document.run_method("onload")
	asked = {question["field"]: question["options"] for question in document.get_onload("lacking")}
	assert asked["measures.phase"] == ["前期预防", "中期监控", "后期处置"]


def test_completed_it_is_written_and_says_where_it_came_from() -> None:
	document = check(completed(checked(a_list(("违规减少抽查频次", "一级")))))
	assert (document.status, outcome(document), outcome(document, "measures")) == (
		"Checked",
		(1, 0, 0, 0),
		(1, 0, 0, 0),
	)
	endpoints.confirm(document.name, document.fingerprint)
	assert worked(document, "write").status == "Done"
	risk = frappe.get_last_doc(RISK, {"title": "违规减少抽查频次"})
	assert (risk.unit, risk.grade, risk.workflow_state) == ("RI-1", "I", "Self-Screening")
	assert frappe.db.get_value(MEASURE, {"risk": risk.name}, ["layer", "phase", "status"]) == (
		"Post Layer",
		"Early Prevention",
		"In Progress",
	)
	version = frappe.get_last_doc("Version", {"ref_doctype": RISK, "docname": risk.name})
	assert json.loads(version.data)["updater_reference"]["label"].endswith("工作表“风险清单”第3行")


def test_what_cannot_be_known_is_told_at_its_row_and_keeps_the_list_out() -> None:
	document = check(completed(checked(a_list(("违规减少抽查频次", "1中2低")))))
	assert (document.status, document.is_ready()) == ("Checked", False)
	(account,) = document.result()["accounts"]
	assert [(told["row"], told["value"]) for told in account["to_settle"]] == [(3, "1中2低")]
	assert ("F3", "warning") in [(told["cell"], told["severity"]) for told in document.result()["findings"]["first"]]
	assert (
		sum(
			"1中2低" in told["message"] or "几个等级" in told["message"]
			for told in document.result()["findings"]["first"]
		)
		== 1
	)


def test_a_layout_is_kept_for_the_next_list_of_the_unit() -> None:
	document = completed(checked(a_list(("违规减少抽查频次", "一级"))))
	layout = endpoints.save_layout(document.name, "检查类清单")
	frappe.db.commit()
	again = checked(a_list(("虚开检测费用", "二级")))
	assert (again.status, again.is_ready()) == ("Checked", True)
	assert json.loads(again.choices_json) == CHOICES
	assert endpoints.save_layout(document.name, "改了名称的清单") == layout
	act_as("neighbour")
	assert layout not in frappe.get_list(LAYOUT, pluck="name")
	with pytest.raises(frappe.PermissionError):
		frappe.get_doc(LAYOUT, layout).check_permission("read")


def test_a_mapping_names_fields_that_there_are() -> None:
	document = checked(a_list(("违规减少抽查频次", "一级")))
	tables = json.loads(document.tables_json)
	tables[0]["columns"][3][2] = "no_such_field"
	with pytest.raises(UnusableMapping):
		document.update({"tables_json": json.dumps(tables)}).save()
