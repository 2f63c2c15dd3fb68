"""The ledgers (台账) of supervision on a real site: what stands in them, for whom, and that they go out as files."""

from __future__ import annotations

import json
from io import BytesIO

import frappe
import openpyxl
import pytest
from frappe.desk import query_report

from lianzheng_risk.courses.steps import take_step
from lianzheng_risk.risk_screening.report_export.reports import export_query
from lianzheng_risk.risk_supervision.warnings.clock import watch_some
from tests.site import records
from tests.site.approving import acting, county  # noqa: F401
from tests.site.test_measures import today  # noqa: F401
from tests.site.test_warnings import in_charge, issue  # noqa: F401

WARNINGS, RECTIFICATIONS = "Integrity Warning Ledger", "Integrity Rectification Ledger"
INSPECTIONS = "Integrity Inspection Ledger"
RECTIFICATION, INSPECTION = "Integrity Rectification", "Integrity Inspection"


def run(report: str, **filters) -> dict:
	return query_report.run(report, filters=filters, ignore_prepared_report=True)


def rows(report: str, **filters) -> list[dict]:
	return [row for row in run(report, **filters)["result"] if isinstance(row, dict)]


def figures(report: str, **filters) -> dict[str, object]:
	return {one["label"]: one["value"] for one in run(report, **filters)["report_summary"]}


def order(title: str, unit: str = "Y-1", **values) -> str:
	with acting("supervisor"):
		return records.create(RECTIFICATION, title=title, unit=unit, problem="无台账", **values).name


def rectify(name: str, user: str, action: str, **given) -> None:
	with acting(user):
		assert take_step(RECTIFICATION, [name], action, **given)["refused"] == []


class TestWarnings:
	@pytest.fixture
	def issued(self, in_charge, today) -> dict[str, str]:  # noqa: F811
		today("2026-03-02")
		names = {"climbed": issue(title="采购无台账", person=in_charge["holder"]).name}
		today("2026-03-10")
		watch_some(["Y-1"])
		names["fresh"] = issue(title="登记不全").name
		with acting("head"):
			take_step("Integrity Warning", [names["climbed"]], "Report the Handling", evidence="已谈话")
		return names

	def test_say_whom_what_and_in_time_or_not(self, issued):
		with acting("supervisor"):
			by_name = {row["warning"]: row for row in rows(WARNINGS)}
			told = figures(WARNINGS)
		climbed, fresh = by_name[issued["climbed"]], by_name[issued["fresh"]]
		assert (climbed["colour_label"], climbed["manner"]) == ("橙色预警", "警示谈话，发整改通知书")
		assert (climbed["state_label"], climbed["timeliness_label"]) == ("待复核", "逾期办结")
		assert (climbed["evidence"], climbed["level"], climbed["unit_name"]) == ("已谈话", 1, "单位Y-1")
		assert (fresh["state_label"], fresh["timeliness_label"]) == ("待签收", "期限内")
		assert told == {"预警": 2, "未解除的预警": 2, "红色预警（未解除）": 0, "逾期未办": 0, "按期办结率": "0.0%"}

	def test_can_be_narrowed(self, issued):
		with acting("supervisor"):
			assert [row["title"] for row in rows(WARNINGS, colour="Orange Warning")] == ["采购无台账"]
			assert [row["title"] for row in rows(WARNINGS, from_day="2026-03-05")] == ["登记不全"]
			assert rows(WARNINGS, unit="Z") == []

	def test_of_one_unit_are_not_for_another(self, issued):
		issue(title="别处的预警", unit="Z")
		with acting("stranger"):
			assert [row["title"] for row in rows(WARNINGS)] == ["别处的预警"]
			assert run(WARNINGS)["chart"]["data"]["labels"] == ["单位Z"]
		with acting("head"):
			assert {row["title"] for row in rows(WARNINGS)} == {"采购无台账", "登记不全"}
			assert figures(WARNINGS)["预警"] == 2
		with acting("peer"):
			assert rows(WARNINGS, status="Being Handled") == []


class TestRectifications:
	@pytest.fixture
	def ordered(self, in_charge, today) -> dict[str, str]:  # noqa: F811
		today("2026-03-02")
		names = {title: order(title, deadline="2026-03-10") for title in ("补台账", "补公示")}
		rectify(names["补台账"], "liaison", "Report Rectification", evidence="台账")
		rectify(names["补台账"], "inspector", "Close after Reinspection")
		today("2026-03-20")
		return names

	def test_say_what_is_closed_off_and_what_is_overdue(self, ordered):
		with acting("supervisor"):
			by_title = {row["title"]: row for row in rows(RECTIFICATIONS)}
			assert {title: row["timeliness_label"] for title, row in by_title.items()} == {
				"补台账": "按期办结",
				"补公示": "逾期未办",
			}
			assert [row["title"] for row in rows(RECTIFICATIONS, closed_only=1)] == ["补台账"]
			assert [row["title"] for row in rows(RECTIFICATIONS, overdue_only=1)] == ["补公示"]
			told = figures(RECTIFICATIONS)
		assert (told["整改"], told["销号率"], told["逾期未办"]) == (2, "50.0%", 1)

	def test_say_what_came_back(self, in_charge, today):  # noqa: F811
		today("2026-03-02")
		post = records.create_post("Y-1").name
		first = order("补台账", post=post)
		rectify(first, "liaison", "Report Rectification", evidence="台账")
		rectify(first, "inspector", "Close after Reinspection")
		again = order("又无台账", post=post)
		with acting("supervisor"):
			assert [row["rectification"] for row in rows(RECTIFICATIONS, recurred_only=1)] == [again]
			assert rows(RECTIFICATIONS, recurred_only=1)[0]["came_back_from"] == first

	def test_of_one_unit_are_not_for_another(self, ordered):
		order("别处的整改", unit="Z")
		with acting("stranger"):
			assert [row["title"] for row in rows(RECTIFICATIONS)] == ["别处的整改"]
			assert figures(RECTIFICATIONS)["整改"] == 1
		with acting("head"):
			assert {row["title"] for row in rows(RECTIFICATIONS)} == {"补台账", "补公示"}

	@pytest.mark.parametrize("file_format", ["Excel", "CSV"])
	def test_go_out_as_files(self, ordered, file_format):
		with acting("head"):
			frappe.local.form_dict = frappe._dict(
				report_name=RECTIFICATIONS,
				file_format_type=file_format,
				filters=json.dumps({"closed_only": 1}),
				csv_quoting=2,
				csv_delimiter=",",
			)
			export_query()
		content = frappe.response["filecontent"]
		assert frappe.response["filename"].startswith("整改台账")
		if file_format == "CSV":
			text = content.decode("utf-8-sig")
		else:
			sheet = openpyxl.load_workbook(BytesIO(content)).active
			text = "\n".join(str(cell.value) for line in sheet.iter_rows() for cell in line)
		assert "补台账" in text and "单位Y-1" in text and "销号日期" in text and "补公示" not in text


class TestInspections:
	@pytest.fixture
	def planned(self, in_charge, today) -> dict[str, str]:  # noqa: F811
		today("2026-03-02")
		usual = {"inspection_type": "Inspection from Above", "unit": "Y-1"}
		with acting("supervisor"):
			names = {
				title: records.create(INSPECTION, title=title, planned_on=day, **usual).name
				for title, day in (("一季度检查", "2026-03-10"), ("二季度检查", "2026-06-10"))
			}
		today("2026-03-20")
		return names

	def test_say_what_was_not_held(self, planned):
		with acting("supervisor"):
			assert {row["title"]: row["standing_label"] for row in rows(INSPECTIONS)} == {
				"一季度检查": "逾期未检查",
				"二季度检查": "待检查",
			}
			assert [row["title"] for row in rows(INSPECTIONS, overdue_only=1)] == ["一季度检查"]
			assert figures(INSPECTIONS)["逾期未检查"] == 1

	def test_say_what_was_found_and_what_became_of_it(self, planned):
		inspection = frappe.get_doc(INSPECTION, planned["一季度检查"])
		inspector = records.create_person("X", person_name="县检查员").name
		concluded = {
			"held_on": "2026-03-12",
			"conclusion": "台账不全",
			"signed_by": inspector,
			"signed_on": "2026-03-12",
			"inspectors": [{"person": inspector}],
			"findings": [{"problem": problem, "unit": "Y-1"} for problem in ("无台账", "未公示")],
		}
		with acting("supervisor"):
			inspection.update(concluded).submit()
		rectify(inspection.findings[0].rectification, "liaison", "Report Rectification", evidence="台账")
		rectify(inspection.findings[0].rectification, "supervisor", "Close after Reinspection")
		with acting("head"):
			row = next(row for row in rows(INSPECTIONS) if row["inspection"] == inspection.name)
			told = figures(INSPECTIONS)
		assert (row["standing_label"], row["findings"], row["closed_off"]) == ("已办结", 2, 1)
		assert (row["conclusion"], row["inspectors"]) == ("台账不全", "县检查员")
		assert (told["监督检查"], told["发现问题"], told["其中已销号"]) == (2, 2, 1)

	def test_of_one_unit_are_not_for_another(self, planned):
		with acting("stranger"):
			assert rows(INSPECTIONS) == []
			assert figures(INSPECTIONS)["监督检查"] == 0
		with acting("holder"), pytest.raises(frappe.PermissionError):
			run(INSPECTIONS)
