"""Assessments on a real site: made by the clock, scored from both sides, issued with files and notices, appealed against."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import frappe
import openpyxl
import pytest
import time_machine
from frappe.desk import query_report
from frappe.model.document import Document
from frappe.www.printview import get_html_and_style

from lianzheng_risk.core.frozen.freezing import checksum
from lianzheng_risk.core.periods import Period
from lianzheng_risk.courses.steps import take_step
from lianzheng_risk.risk_assessment.assessments import clock, files, issuing, sheet
from lianzheng_risk.risk_assessment.assessments.case import NotOnesPartError
from lianzheng_risk.risk_assessment.assessments.frozen import own_figures, picture_of
from lianzheng_risk.risk_assessment.doctype.integrity_score_scheme.integrity_score_scheme import (
	InconsistentScoreSchemeError,
)
from lianzheng_risk.store.score_schemes import SCHEME, scheme_on
from tests.site import records
from tests.site.approving import acting, county  # noqa: F401
from tests.site.web import serving

ASSESSMENT, WARNING = "Integrity Assessment", "Integrity Warning"
HALF_YEAR, CUTOFF, DUE = "2027H1", "2027-06-18", "2027-06-25"


@pytest.fixture
def today() -> Iterator[Callable[[str], None]]:
	with ExitStack() as travels:
		yield lambda day: travels.enter_context(time_machine.travel(f"{day}T04:00:00+00:00"))


@pytest.fixture
def jobs(monkeypatch) -> list:
	"""What is queued, run by the test itself."""
	found = []
	monkeypatch.setattr(frappe, "enqueue", lambda method, **options: found.append((method, options)))
	return found


@pytest.fixture
def made(county, today, jobs) -> dict[str, Document]:  # noqa: F811
	"""The half-yearly assessments of all units."""
	frappe.db.set_single_value("System Settings", "language", "zh")
	records.create_risk_point("Y", title="上级的风险")
	risk = records.create_risk_point(
		"Y-1", title="处置不留痕", probability="High", post=records.create_post("Y-1").name
	)
	records.create_measure(risk.name)
	today(CUTOFF)
	run(jobs)
	return of_period()


def run(jobs: list, period: str = HALF_YEAR) -> dict[str, int]:
	"""What the clock does for one period, its jobs included."""
	before = len(jobs)
	one = Period.parse(period)
	clock.make_period(one, one.cutoff())
	counts = {"looked_at": 0, "changed": 0, "failed": 0}
	# Warnings that are due by then are issued first, and told of by a job of their own.
	queued = [job for job in jobs[before:] if not job[0].endswith("telling.tell_all")]
	for method, options in queued:
		assert method.endswith("clock.make_some")
		given = {name: options[name] for name in ("period", "units", "given")}
		for name, count in clock.make_some(**json.loads(json.dumps(given))).items():
			counts[name] += count
	return counts


def of_period(period: str = HALF_YEAR) -> dict[str, Document]:
	names = frappe.get_all(ASSESSMENT, filters={"period": period}, fields=["unit", "name"], order_by="version")
	return {row.unit: frappe.get_doc(ASSESSMENT, row.name) for row in names}


def scored_by_the_unit(assessment: Document) -> None:
	with acting("liaison"):
		document = frappe.get_doc(ASSESSMENT, assessment.name)
		for row in document.items:
			if row.kind == "Scored by People":
				row.self_score = row.full_marks
		document.save()
		step(document, "Hand In the Self Score")


def issued(assessment: Document, short: float = 0) -> Document:
	"""Scored, checked and issued; `short` points are taken off the first item scored by people."""
	scored_by_the_unit(assessment)
	with acting("supervisor"):
		document = frappe.get_doc(ASSESSMENT, assessment.name)
		for row in document.items:
			if row.kind == "Scored by People":
				row.checked_score = row.full_marks
		first = next(row for row in document.items if row.kind == "Scored by People")
		first.checked_score -= short
		first.deduction_reason = "部署不及时" if short else None
		document.save()
		document.submit()
	return frappe.get_doc(ASSESSMENT, assessment.name)


def step(document: Document, action: str, **given) -> dict:
	answer = take_step(document.doctype, [document.name], action, **given)
	assert answer["done"] == [document.name], answer
	return answer


def refused(document: Document, action: str, **given) -> str:
	answer = take_step(document.doctype, [document.name], action, **given)
	assert not answer["done"]
	return answer["refused"][0]["reason"]


class TestClock:
	def test_makes_one_for_every_unit_from_figures_taken_once(self, made, jobs):
		assert set(made) == {"X", "Y", "Y-1", "Z"}
		upper, lower = made["Y"], made["Y-1"]
		assert (str(upper.as_of), str(upper.due_on), upper.version, upper.docstatus) == (CUTOFF, DUE, 1, 0)
		assert upper.title == "单位Y2027年上半年廉政风险防控评估报告"
		assert own_figures(upper)["total"]["risk_points"] == 2
		assert own_figures(lower)["total"]["risk_points"] == 1
		assert upper.figures_hash == checksum(own_figures(upper))
		assert upper.summary.startswith("截至2027年6月18日，单位Y及所属单位、内设机构共2个，")
		assert upper.status == "To Be Scored by the Unit"
		coverage = next(row for row in lower.indicators if row.indicator == "post_coverage")
		assert (coverage.numerator, coverage.denominator, coverage.value, coverage.previous) == (1, 1, "100.0%", "—")

	def test_run_twice_makes_nothing_more(self, made, jobs):
		assert run(jobs) == {"looked_at": 0, "changed": 0, "failed": 0}
		assert len(frappe.get_all(ASSESSMENT, filters={"period": HALF_YEAR})) == 4

	def test_makes_up_for_what_a_broken_run_left_out(self, made, jobs, today):
		frappe.delete_doc(ASSESSMENT, made["Y-1"].name, force=True)
		today("2027-06-22")
		assert run(jobs)["changed"] == 1
		assert str(of_period()["Y-1"].as_of) == "2027-06-22"

	def test_two_jobs_at_once_make_no_double(self, made):
		unit = made["Y"]
		with pytest.raises(frappe.DuplicateEntryError):
			frappe.new_doc(ASSESSMENT).update({"unit": "Y", "period": HALF_YEAR}).insert()
		twin = frappe.copy_doc(unit)
		twin.update({"assessment_key": unit.assessment_key, "name": "LZ-PG-twin", "docstatus": 0})
		with pytest.raises(frappe.UniqueValidationError):
			twin.db_insert()

	def test_a_unit_that_came_later_has_its_first_with_the_next_period(self, made, jobs, today):
		today("2027-06-20")
		records.create_unit("Y-2", "Y")
		assert run(jobs)["changed"] == 0

	def test_does_nothing_before_there_was_anything_on_the_site(self, county, jobs):  # noqa: F811
		assert run(jobs, "2020H1")["looked_at"] == 0

	def test_each_kind_of_period_is_looked_at_unless_switched_off(self, county, today, jobs):  # noqa: F811
		today("2027-06-18")
		frappe.db.set_single_value("Integrity Risk Settings", "no_assessment_month", 1)
		clock.assess_all()
		periods = {options["period"] for method, options in jobs if method.endswith("make_some")}
		assert HALF_YEAR in periods
		assert not any("-" in period for period in periods)

	def test_tells_the_unit_that_waits_for_it(self, made):
		told = frappe.get_all("Notification Log", filters={"for_user": "liaison@example.com"}, pluck="subject")
		assert any("请自评" in subject for subject in told)

	def test_the_period_after_is_compared_with_the_one_before(self, made, jobs, today):
		records.create_risk_point("Y-1", title="新的风险", probability="High")
		today("2027-11-18")
		run(jobs, "2027H2")
		later = of_period("2027H2")["Y"]
		assert "与上期（2027年上半年）相比，新增风险点1个。" in later.summary
		assert own_figures(later)["changes"]["total"]["new"] == 1
		assert {row.previous for row in later.indicators if row.indicator == "unit_coverage"} == {"100.0%"}

	def test_what_nobody_scores_is_issued_when_it_is_due(self, county, today, jobs):  # noqa: F811
		today("2027-03-19")
		run(jobs, "2027-03")
		assert clock._unscored_due() == []
		today("2027-03-26")
		names = clock._unscored_due()
		assert len(names) == 4
		assert clock.issue_some(names) == {"looked_at": 4, "changed": 4, "failed": 0}
		assert {document.status for document in of_period("2027-03").values()} == {"Assessment Issued"}


class TestFrozen:
	def test_later_edits_change_nothing(self, made):
		records.create_risk_point("Y", title="后来的风险")
		document = frappe.get_doc(ASSESSMENT, made["Y"].name)
		document.figures_json, document.version = "{}", 9
		document.save()
		assert (own_figures(document)["total"]["risk_points"], document.version) == (2, 1)
		assert picture_of(document).to_dict()["totals"]["risk_points"] == 2

	def test_the_picture_is_that_of_the_unit_and_everything_below(self, made):
		picture = picture_of(made["Y"]).to_dict()
		assert [unit["unit"] for unit in picture["units"]] == ["Y", "Y-1"]
		assert picture["totals"]["risk_points"] == own_figures(made["Y"])["total"]["risk_points"]

	def test_a_score_comes_out_the_same_from_the_frozen_figures(self, made, today):
		document = issued(made["Y-1"])
		total = document.checked_total
		scheme = frappe.get_doc(SCHEME, document.scheme)
		frappe.db.set_value("Integrity Score Scheme Item", {"parent": scheme.name, "idx": 1}, "marks", 1)
		assert sheet.result_of(frappe.get_doc(ASSESSMENT, document.name)).checked == total

	def test_a_new_version_lists_its_differences(self, made, today):
		issued(made["Y-1"])
		today("2027-06-21")
		records.create_post("Y-1", post_name="没有风险点的岗位")
		with acting("supervisor"):
			again = frappe.new_doc(ASSESSMENT).update({"unit": "Y-1", "period": HALF_YEAR}).insert()
		assert (again.version, again.replaces) == (2, made["Y-1"].name)
		assert again.differences.split("\n")[:2] == [
			"数据截至日：2027-06-18 → 2027-06-21",
			"岗位排查覆盖率：100.0% → 50.0%",
		]
		issued(again)
		assert frappe.db.get_value(ASSESSMENT, made["Y-1"].name, "status") == "Replaced by a New Version"


class TestScores:
	def test_the_unit_and_the_supervisor_keep_to_their_columns(self, made):
		with acting("liaison"):
			document = frappe.get_doc(ASSESSMENT, made["Y-1"].name)
			document.items[0].checked_score = 3
			with pytest.raises(NotOnesPartError, match="核准分"):
				document.save()
		with acting("supervisor"):
			document = frappe.get_doc(ASSESSMENT, made["Y-1"].name)
			document.items[0].self_score = 3
			with pytest.raises(NotOnesPartError, match="自评分"):
				document.save()

	def test_automatic_points_are_the_figures_whatever_is_written(self, made):
		with acting("liaison"):
			document = frappe.get_doc(ASSESSMENT, made["Y-1"].name)
			row = next(row for row in document.items if row.item_code == "powers_mapped")
			row.self_score = row.checked_score = 6
			document.save()
		assert (row.checked_score, row.not_applicable) == (0, 1), "the department has no power"

	def test_both_scores_stand_side_by_side(self, made):
		document = issued(made["Y-1"], short=3)
		assert document.self_total > document.checked_total
		assert document.status == "Assessment Issued"
		assert [row.action for row in document.course_steps] == ["Hand In the Self Score", "Issue the Assessment"]

	def test_no_point_is_taken_off_without_a_reason(self, made):
		scored_by_the_unit(made["Y-1"])
		with acting("supervisor"), pytest.raises(frappe.ValidationError, match="请填写原因"):
			frappe.get_doc(ASSESSMENT, made["Y-1"].name).submit()

	def test_the_unit_has_until_the_day_on_which_it_is_due(self, made):
		with acting("supervisor"), pytest.raises(frappe.ValidationError, match="尚未自评"):
			frappe.get_doc(ASSESSMENT, made["Y-1"].name).submit()

	def test_an_appeal_ends_in_a_correction_with_its_trace(self, made):
		document = issued(made["Y-1"], short=3)
		with acting("head"):
			step(document, "Appeal Against the Score", reason="部署文件已补交")
		with acting("supervisor"):
			assert "请先在评分表中更正" in refused(document, "Uphold the Appeal and Correct", reason="属实")
			corrected = frappe.get_doc(ASSESSMENT, document.name)
			corrected.items[0].checked_score = 10
			with pytest.raises(frappe.ValidationError, match="请填写更正原因"):
				corrected.save()
			corrected.reload()
			corrected.items[0].update({"checked_score": 10, "deduction_reason": "补交文件属实"})
			corrected.save()
			assert "不能驳回" in refused(document, "Reject the Appeal", reason="不属实")
			step(document, "Uphold the Appeal and Correct", reason="属实")
		document.reload()
		(row,) = document.corrections
		assert (row.item, row.old_score, row.new_score, row.reason) == (
			document.items[0].item,
			"7",
			"10",
			"补交文件属实",
		)
		assert (row.corrected_by, document.status) == ("supervisor@example.com", "Assessment Issued")

	def test_without_an_appeal_nothing_is_corrected(self, made):
		document = issued(made["Y-1"], short=3)
		with acting("supervisor"):
			corrected = frappe.get_doc(ASSESSMENT, document.name)
			corrected.items[0].update({"checked_score": 10, "deduction_reason": "改"})
			with pytest.raises(NotOnesPartError):
				corrected.save()

	def test_a_low_score_raises_one_warning_that_the_clock_leaves_alone(self, made):
		document = issued(made["Y-1"], short=10)
		assert document.checked_total < 80
		(warning,) = frappe.get_all(
			WARNING, filters={"source_name": document.name}, fields=["name", "source", "colour", "unit", "title"]
		)
		assert (warning.source, warning.colour, warning.unit) == ("Low Score", "Yellow Warning", "Y-1")
		assert warning.title.startswith("2027年上半年考核得分")
		issuing.warn_of_low_score(document)
		assert frappe.db.count(WARNING, {"source_name": document.name}) == 1
		from lianzheng_risk.risk_supervision.warnings.clock import watch_some

		watch_some(["Y-1"])
		assert frappe.db.get_value(WARNING, warning.name, "status") == "To Be Received"


class TestFiles:
	def test_are_attached_privately_once_and_the_unit_is_told(self, made, erp_site, sites, monkeypatch):
		document = issued(made["Y-1"])
		# The platform commits with each print, which would leave the documents of this test on the site.
		monkeypatch.setattr(frappe.db, "commit", lambda: None)
		with serving(erp_site, sites) as address:
			monkeypatch.setitem(frappe.local.conf, "host_name", address)
			files.attach(document.name)
			files.attach(document.name)
		found = frappe.get_all(
			"File", filters={"attached_to_name": document.name}, fields=["name", "file_name", "is_private"]
		)
		assert sorted(row.file_name.rpartition(".")[2] for row in found) == ["html", "json", "pdf", "xlsx"]
		assert {row.is_private for row in found} == {1}
		contents = {row.file_name.rpartition(".")[2]: frappe.get_doc("File", row.name).get_content() for row in found}
		assert contents["pdf"][:4] in (b"%PDF", "%PDF")
		book = openpyxl.load_workbook(io.BytesIO(contents["xlsx"]))
		assert len(book.sheetnames) >= 4
		told = frappe.get_all("Notification Log", filters={"for_user": "head@example.com"}, pluck="subject")
		assert sum("已出具" in subject for subject in told) == 1

	def test_the_print_shows_summary_scores_and_indicators(self, made):
		document = issued(made["Y-1"], short=3)
		html = get_html_and_style(ASSESSMENT, document.name, print_format=files.PRINT_FORMAT)["html"]
		for words in ("2027年上半年", "部署不及时", "岗位排查覆盖率", "评估说明"):
			assert words in html


class TestPlaces:
	def test_a_unit_sees_its_own_part(self, made):
		with acting("stranger"):
			assert frappe.get_list(ASSESSMENT, pluck="unit") == ["Z"]
		with acting("chief"):
			assert set(frappe.get_list(ASSESSMENT, pluck="unit")) == {"Y", "Y-1"}
		with acting("holder"), pytest.raises(frappe.PermissionError):
			frappe.get_list(ASSESSMENT, pluck="unit")


class TestRanking:
	def test_ranks_what_is_issued_best_first_and_among_equals(self, made):
		issued(made["Y-1"], short=4)
		rows = ranking("administrator")
		assert [(row["place"], row["place_among_siblings"], row["unit"]) for row in rows] == [(1, 1, "Y-1")]
		assert rows[0]["score"] == frappe.db.get_value(ASSESSMENT, made["Y-1"].name, "checked_total")

	def test_a_unit_leader_sees_only_the_own_part(self, made):
		issued(made["Y-1"])
		for unit in ("X", "Y", "Z"):
			frappe.db.set_value(ASSESSMENT, made[unit].name, {"docstatus": 1, "status": "Assessment Issued"})
		assert {row["unit"] for row in ranking("chief")} == {"Y", "Y-1"}
		assert {row["unit"] for row in ranking("stranger")} == {"Z"}
		assert {row["unit"] for row in ranking("county")} == {"X", "Y", "Y-1", "Z"}
		assert {row["unit"] for row in ranking("county", unit="Y")} == {"Y", "Y-1"}
		assert "单位X" not in str(ranking("chief"))


def ranking(who: str, **filters) -> list[dict]:
	asked = {"period": HALF_YEAR} | filters
	if who == "administrator":
		return query_report.run("Unit Score Ranking", filters=asked, ignore_prepared_report=True)["result"]
	with acting(who):
		return query_report.run("Unit Score Ranking", filters=asked, ignore_prepared_report=True)["result"]


class TestScheme:
	def test_the_site_has_that_of_practice(self, site):
		scheme = scheme_on("2027-06-18").to_core()
		assert sum(item.marks for item in scheme.items if item.is_weighed) == 100
		assert scheme.periods == ("half_year", "year")

	def test_one_that_contradicts_itself_is_refused_with_everything_that_is_wrong(self, site):
		frappe.local.lang = "zh"
		scheme = frappe.copy_doc(scheme_on("2027-06-18"))
		scheme.items[0].marks = 12
		scheme.items[1].indicator = "nothing_like_it"
		scheme.bands[0].item_code = "nobody"
		with pytest.raises(InconsistentScoreSchemeError) as refusal:
			scheme.insert()
		for words in ("合计102分", "“nothing_like_it”不存在", "项目编码不存在：nobody"):
			assert words in str(refusal.value)

	def test_the_next_version_counts_on(self, site):
		first = scheme_on("2027-06-18")
		again = frappe.copy_doc(first).insert()
		assert (again.version, again.name) == (first.version + 1, f"default-v{first.version + 1}")
