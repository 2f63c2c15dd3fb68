"""考核 export: a private workbook of the issued scores that its user may see, and of no others."""

from __future__ import annotations

import io

import frappe
import openpyxl
import pytest

from lianzheng_risk.risk_assessment import appraisal
from tests.site.approving import acting, county  # noqa: F401
from tests.site.test_assessments import ASSESSMENT, HALF_YEAR, issued, jobs, made, today  # noqa: F401


@pytest.fixture
def scored(made, monkeypatch):  # noqa: F811
	"""Y-1 scored by people, the rest as the clock left it; what the export commits is kept back."""
	issued(made["Y-1"], short=3)
	for unit in ("X", "Z"):
		frappe.db.set_value(ASSESSMENT, made[unit].name, {"docstatus": 1, "status": "Assessment Issued"})
	monkeypatch.setattr(frappe.db, "commit", lambda: None)
	return made


def exported(who: str, unit: str | None = None) -> tuple[openpyxl.Workbook, frappe._dict]:
	with acting(who):
		before = set(frappe.get_all("File", pluck="name"))
		appraisal.run(HALF_YEAR, unit, "zh")
		(name,) = set(frappe.get_all("File", pluck="name")) - before - {"Home/廉政风险防控导出文件"}
		file = frappe.get_doc("File", name)
		with open(file.get_full_path(), "rb") as stream:
			return openpyxl.load_workbook(io.BytesIO(stream.read())), file


def units(book: openpyxl.Workbook) -> set[str]:
	header, *rows = list(book["考核总表"].iter_rows(min_row=3, values_only=True))
	return {row[header.index("单位编码")] for row in rows}


def test_holds_what_the_user_may_see_and_nothing_else(scored):
	book, file = exported("chief")
	assert units(book) == {"Y-1"}
	everything = str([cell.value for sheet in book for row in sheet for cell in row])
	assert "单位Z" not in everything and "单位X" not in everything
	assert (file.is_private, file.attached_to_doctype, file.owner) == (1, None, "chief@example.com")
	assert units(exported("county")[0]) == {"X", "Y-1", "Z"}
	assert units(exported("county", unit="Y")[0]) == {"Y-1"}


def test_says_what_points_were_lost_for(scored):
	book, _file = exported("chief")
	cells = [cell for row in book["组织领导"].iter_rows(values_only=True) for cell in row]
	assert "部署不及时" in cells
	assert book["考核总表"]["A1"].value == "廉政风险防控考核结果（2027年上半年）"


def test_is_queued_for_who_may_export_alone(scored, jobs):  # noqa: F811
	jobs.clear()
	with acting("chief"):
		appraisal.export(HALF_YEAR)
	((method, options),) = jobs
	assert (method, options["period"]) == (appraisal._RUN, HALF_YEAR)
	with acting("chief"), pytest.raises(appraisal.NothingIssuedError):
		appraisal.export("2026")
	with acting("holder"), pytest.raises(frappe.PermissionError):
		appraisal.export(HALF_YEAR)
