"""The five forms of the register on paper: what stands in their cells, and whose documents they leave out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import frappe
import pytest
from bs4 import BeautifulSoup
from frappe.utils import formatdate
from frappe.www.printview import get_html_and_style

from lianzheng_risk.risk_screening.prints import opinions, reading
from lianzheng_risk.risk_screening.prints.post_form import integrity_post_form
from tests.site import caches, records
from tests.site.bureau import MINE, OTHERS
from tests.site.people import create_user, join

POST, UNIT, RISK = "Integrity Post", "Integrity Unit", "Integrity Risk Point"
POST_FORM = "岗位廉政风险点排查登记表"
DEPARTMENT_FORM, UNIT_FORM = "内设机构廉政风险点排查登记表", "单位廉政风险点排查登记表"
POWERS, GRADES = "职权目录", "廉政风险等级目录"
OF_UNITS = [DEPARTMENT_FORM, UNIT_FORM, POWERS, GRADES]
OF_RISKS = [DEPARTMENT_FORM, UNIT_FORM, GRADES]

every_unit_form = pytest.mark.parametrize("name", OF_UNITS)


@pytest.fixture
def office(bureau) -> Iterator[None]:
	"""A finance office below 单位A-1 with one post, one power and one risk point, printed in Chinese."""
	frappe.db.savepoint("before_the_office")
	records.create_unit("A-1-3", "A-1", unit_name="财务科", unit_type="Internal Department")
	records.create_person("A-1-3", person_code="R1", person_name="王科长", job_title="科长")
	records.create_person("A-1-3", person_code="R2", person_name="前科长", job_title="原科长")
	frappe.db.set_value(UNIT, "A-1-3", {"head": "R1", "responsible_leader": "A-R"})
	tenures = [
		{"person": "R2", "start_date": "2019-01-01", "end_date": "2023-02-28"},
		{"person": "R1", "start_date": "2023-03-01"},
	]
	records.create_post("A-1-3", post_code="G", post_name="会计岗", duties="审核付款\n保管票据", tenures=tenures)
	records.create_power(
		"A-1-3", power_code="Q", power_name="付款审批", category="Money and Assets", business_area="Finance", post="G",
		legal_basis="财务管理办法", exercised_by="局党组", time_limit_days=10, openness="局务公开栏", remarks="试行",
	)  # fmt: skip
	frappe.db.set_value("Integrity Power Step", {"parent": "Q", "step_no": 1}, "external", 1)
	records.create_risk_point(
		"A-1-3", risk_code="F", post="G", power="Q", step_no=2, category="Business Process", title="超额付款",
		manifestation="化整为零", probability="Fairly High", harm="Serious", stated_grade="Grade II",
	)  # fmt: skip
	frappe.db.set_value(RISK, "F", "workflow_state", "Publicity")
	answered = {"responsible_leader": "A-R", "responsible_unit": "A-1-3", "responsible_person": "R1"}
	records.create_measure("F", measure_code="C1", description="双人复核", due_date="2026-06-30", **answered)
	records.create_measure("F", measure_code="C2", description="每月抽查", due_date="2026-12-31", **answered)
	records.create_measure("F", measure_code="C3", description="作废的措施", status="Cancelled")
	frappe.local.lang = "zh"
	yield
	frappe.set_user("Administrator")
	frappe.db.rollback(save_point="before_the_office")
	caches.empty()


def printed(doctype: str, name: str, form: str | None = None) -> BeautifulSoup:
	return BeautifulSoup(get_html_and_style(doctype, name, form)["html"], "html.parser")


def cells(row) -> list[str]:
	return [cell.get_text("|", strip=True) for cell in row.find_all(["td", "th"])]


def header(page: BeautifulSoup) -> list[str]:
	return cells(page.select_one(".lz-rows thead tr"))


def rows(page: BeautifulSoup) -> list[list[str]]:
	return [cells(row) for row in page.select(".lz-rows tbody tr:not(.lz-group):not(.lz-empty)")]


def texts(page: BeautifulSoup, selector: str) -> list[str]:
	return [found.get_text("|", strip=True) for found in page.select(selector)]


def boxes(page: BeautifulSoup) -> dict[str, str]:
	return {row.th.get_text(strip=True): row.td.get_text("|", strip=True) for row in page.select(".lz-boxes tr")}


def record_steps(*steps: tuple[str, str, str, str]) -> None:
	"""Approval steps of F: action, from, to and day; all by lisi."""
	user = create_user("lisi@example.com")
	for idx, (action, source, target, day) in enumerate(steps, 1):
		place = {"parent": "F", "parenttype": RISK, "parentfield": "approval_steps", "idx": idx}
		step = {
			"action": action,
			"from_state": source,
			"to_state": target,
			"acted_by": user,
			"acted_on": f"{day} 10:00:00",
		}
		kept = {"grade": "I", "record": "〔2026〕3号" if action == "Approve Grade" else None}
		frappe.get_doc({"doctype": "Integrity Approval Step", **place, **step, **kept}).db_insert()


def test_the_form_of_a_post(office) -> None:
	page = printed(POST, "G", POST_FORM)
	assert texts(page, "h1") == [POST_FORM]
	today = formatdate(frappe.utils.today(), "yyyy年M月d日")
	assert texts(page, ".lz-facts td") == ["岗位编码：G", f"打印日期：{today}"]
	assert [cells(row) for row in page.select(".lz-head tr")] == [
		["单位", "单位A-1", "内设机构", "财务科", "姓名", "王科长"],
		["职务", "科长", "岗位", "会计岗", "任现岗时间", "2023年3月1日"],
		["岗位职责", "审核付款|保管票据"],
	]
	assert header(page) == [
		"序号", "对应职权", "风险类别", "风险点", "表现形式", "发生机率", "危害程度", "自评等级", "防控措施",
	]  # fmt: skip
	assert rows(page) == [
		[
			"1", "付款审批", "业务流程", "超额付款", "化整为零", "较高", "严重", "二级|拟定一级", "1. 双人复核|2. 每月抽查",
		]
	]  # fmt: skip
	assert boxes(page) == {
		"本人签字": "签字：|日期：",
		"互查意见": "签字：|日期：",
		"内设机构意见": "签字：|日期：",
		"领导小组审定等级": "签字：|日期：",
	}


def test_a_post_is_printed_on_its_form_by_itself(office) -> None:
	assert texts(printed(POST, "G"), "h1") == [POST_FORM]


def test_opinions_come_from_the_approval_path(office) -> None:
	record_steps(
		("Ask for Peer Review", "Self-Screening", "Peer Review", "2026-03-02"),
		("Agree as Peer", "Peer Review", "Department Review", "2026-03-03"),
		("Pass On", "Department Review", "Collective Approval", "2026-03-04"),
		("Approve Grade", "Collective Approval", "Publicity", "2026-03-05"),
	)
	assert boxes(printed(POST, "G", POST_FORM)) == {
		"本人签字": "签字：|日期：",
		"互查意见": "第1项：互查通过，lisi，2026年3月3日",
		"内设机构意见": "第1项：审核通过并上报，lisi，2026年3月4日",
		"领导小组审定等级": "第1项：一级，lisi，2026年3月5日，记录或文号：〔2026〕3号",
	}


def test_what_is_not_yet_approved_leaves_room_to_sign(office) -> None:
	records.create_risk_point("A-1-3", risk_code="F2", post="G")
	record_steps(("Agree as Peer", "Peer Review", "Department Review", "2026-03-03"))
	found = boxes(printed(POST, "G", POST_FORM))
	assert found["互查意见"] == "第1项：互查通过，lisi，2026年3月3日|签字：|日期："
	assert found["内设机构意见"] == "签字：|日期："


def steps(*taken: str) -> list[frappe._dict]:
	"""Steps written as `action>state it leads to`."""
	return [frappe._dict(zip(("action", "to_state"), step.split(">"), strict=True)) for step in taken]


@pytest.mark.parametrize(
	("taken", "left"),
	[
		((), []),
		(("Submit>Department Review", "Return>Self-Screening"), []),
		(("Submit>Department Review", "Return>Self-Screening", "Again>Peer Review"), ["Again"]),
		(("Approve>Publicity", "Revise>Self-Screening", "Submit>Department Review"), ["Submit"]),
		(("Approve>Publicity", "Revise>Self-Screening", "Abandon Revision>In Force"), ["Approve"]),
		(
			("Approve>Publicity", "Revise>Self-Screening", "Submit>Department Review", "Return>Self-Screening",
			"Abandon Revision>In Force"),
			["Approve"],
		),
	],
)  # fmt: skip
def test_opinions_of_an_earlier_round_no_longer_count(taken, left) -> None:
	assert [step.action for step in opinions.present_round(steps(*taken))] == left


def test_the_form_of_departments(office) -> None:
	page = printed(UNIT, "A-1-3", DEPARTMENT_FORM)
	assert header(page) == [
		"主要职能", "职权事项", "环节", "风险点", "类别", "表现形式", "等级", "防控措施", "责任岗位", "责任人", "负责人签字", "分管领导意见",
	]  # fmt: skip
	assert rows(page) == [
		[
			"", "付款审批", "2. 审核", "超额付款", "业务流程", "化整为零", "一级", "1. 双人复核|2. 每月抽查", "会计岗", "王科长", "", "",
		]
	]  # fmt: skip
	assert texts(page, ".lz-group") == ["单位A-1 财务科"]
	assert texts(page, ".lz-signers td") == ["填表人：", "负责人签字：", "日期："]


def test_the_form_of_a_unit(office) -> None:
	page = printed(UNIT, "A-1-3", UNIT_FORM)
	assert header(page) == [
		"三重一大/重点领域", "风险点", "表现形式", "等级", "防控措施", "责任领导", "责任部门", "完成时限", "党组意见",
	]  # fmt: skip
	assert rows(page) == [
		[
			"财务|付款审批", "超额付款", "化整为零", "一级", "1. 双人复核|2. 每月抽查", "A的人", "财务科",
			"1. 2026年6月30日|2. 2026年12月31日", "",
		]
	]  # fmt: skip


def test_the_form_of_a_unit_says_what_it_leaves_out(office) -> None:
	frappe.db.set_value("Integrity Power", "Q", {"business_area": "Other Area", "category": "Other"})
	page = printed(UNIT, "A-1-3", UNIT_FORM)
	assert rows(page) == []
	assert texts(page, ".lz-empty") == ["没有涉及三重一大和重点领域的风险点"]
	assert texts(page, ".lz-notes") == ["另有1个风险点不涉及三重一大和重点领域，见廉政风险等级目录。"]


def test_the_catalogue_of_powers(office) -> None:
	page = printed(UNIT, "A-1-3", POWERS)
	assert header(page) == [
		"序号", "职权编码", "职权类别", "职权名称", "法定依据", "行使主体", "承办机构/岗位", "运行环节", "办理时限", "公开范围/方式",
		"流程图编号", "备注",
	]  # fmt: skip
	assert rows(page) == [
		[
			"1", "Q", "财物管理权", "付款审批", "财务管理办法", "局党组", "财务科|会计岗", "1. 受理（外部）|2. 审核", "10个工作日",
			"局务公开栏", "Q", "试行",
		]
	]  # fmt: skip


def test_the_catalogue_of_grades(office) -> None:
	page = printed(UNIT, "A-1-3", GRADES)
	assert header(page) == [
		"编号", "单位", "机构", "岗位", "风险点", "类别", "机率", "危害", "等级", "定级依据", "管理责任领导", "审定日期", "备案文号", "备注",
	]  # fmt: skip
	(row,) = rows(page)
	assert row[:9] == ["F", "单位A-1", "财务科", "会计岗", "超额付款", "业务流程", "较高", "严重", "一级"]
	assert row[9:] == ["危害程度：严重 → 一级", "主要领导", "", "", "公示"]


def test_the_approved_grade_counts_and_the_proposed_one_stands_beside_it(office) -> None:
	in_force = {"grade": "II", "approving_level": "Leader in Charge", "workflow_state": "In Force"}
	frappe.db.set_value(RISK, "F", in_force | {"approved_on": "2026-03-20", "filing": "备〔2026〕1号"})
	(row,) = rows(printed(UNIT, "A-1-3", GRADES))
	assert row[8:] == ["二级|拟定一级", "", "A的人|分管领导", "2026年3月20日", "备〔2026〕1号", ""]
	assert rows(printed(UNIT, "A-1-3", DEPARTMENT_FORM))[0][6] == "二级|拟定一级"


@every_unit_form
def test_a_unit_is_printed_with_everything_below_it_in_the_order_of_the_tree(office, name: str) -> None:
	order = frappe.get_all(UNIT, filters={"name": ["in", ["A-1", "A-1-1", "A-1-3"]]}, order_by="lft", pluck="unit_name")
	page = printed(UNIT, "A-1", name)
	assert texts(page, ".lz-group") == order
	assert len(rows(page)) == 3


@pytest.mark.parametrize("name", OF_RISKS)
def test_what_was_retired_is_not_printed(office, name: str) -> None:
	frappe.db.set_value(RISK, "F", "workflow_state", "Retired")
	assert rows(printed(UNIT, "A-1-3", name)) == []
	assert rows(printed(POST, "G", POST_FORM)) == []


@every_unit_form
def test_columns_fill_the_page(office, name: str) -> None:
	widths = [column["style"] for column in printed(UNIT, "A-1-3", name).select(".lz-rows col")]
	assert sum(int(style.removeprefix("width: ").removesuffix("%")) for style in widths) == 100


def test_in_english(office) -> None:
	frappe.local.lang = "en"
	page = printed(UNIT, "A-1-3", UNIT_FORM)
	assert texts(page, "h1") == ["Screening Form of the Unit"]
	assert rows(page)[0][3:] == [
		"Grade I", "1. 双人复核|2. 每月抽查", "A的人", "财务科", "1. 2026-06-30|2. 2026-12-31", "",
	]  # fmt: skip


# Places.


@every_unit_form
def test_a_member_prints_the_own_units_and_no_others(member, name: str) -> None:
	page = printed(UNIT, "A-1", name)
	assert set(texts(page, ".lz-group")) == {f"单位{unit}" for unit in MINE}
	for unit in OTHERS:
		with pytest.raises(frappe.PermissionError):
			printed(UNIT, unit, name)


def test_a_member_prints_the_own_posts_and_no_others(member) -> None:
	for unit in MINE:
		assert [row[3] for row in rows(printed(POST, f"{unit}-G", POST_FORM))] == [f"{unit}的风险点"]
	for unit in OTHERS:
		with pytest.raises(frappe.PermissionError):
			printed(POST, f"{unit}-G", POST_FORM)


def test_what_a_browser_sends_proves_nothing(member) -> None:
	sent = {"doctype": POST, "name": "A-2-G", "unit": "A-1", "post_name": "冒充的岗位", "rank": "Staff"}
	with pytest.raises((frappe.PermissionError, frappe.PrintFormatError)):
		get_html_and_style(json.dumps(sent), print_format=POST_FORM)
	with pytest.raises(frappe.PermissionError):
		integrity_post_form("A-2-G")


@pytest.mark.parametrize(
	("role", "sees"), [("Integrity Post Holder", False), ("Integrity Department Head", True)], ids=["peer", "head"]
)
def test_drafts_that_peers_may_not_see_are_not_printed(office, role: str, sees: bool) -> None:
	draft = {"workflow_state": "Self-Screening", "grade_record": None, "drafted_by": None, "owner": "Administrator"}
	frappe.db.set_value(RISK, "F", draft)
	join("A-1-3", user := create_user("peer@example.com"), role)
	frappe.set_user(user)
	frappe.local.lang = "zh"
	pages = [printed(UNIT, "A-1-3", name) for name in OF_RISKS] + [printed(POST, "G", POST_FORM)]
	assert {"超额付款" in page.get_text() for page in pages} == {sees}
	assert {len(rows(page)) for page in pages} == {int(sees)}


# Safety.


def test_people_s_words_stay_words(office) -> None:
	hostile = '</style><script>alert("x")</script>"; } body { display: none'
	frappe.db.set_value(RISK, "F", {"title": hostile, "manifestation": hostile, "grade_basis": hostile})
	frappe.db.set_value("Integrity Control Measure", "C1", "description", hostile)
	frappe.db.set_value("Integrity Person", "R1", {"person_name": hostile, "job_title": hostile})
	frappe.db.set_value(POST, "G", {"post_name": hostile, "duties": hostile})
	frappe.db.set_value("Integrity Power", "Q", {"power_name": hostile, "legal_basis": hostile})
	frappe.db.set_value(UNIT, "A-1-3", "unit_name", hostile)
	caches.empty()
	frappe.local.lang = "zh"
	for doctype, document, name in [(POST, "G", POST_FORM), *((UNIT, "A-1-3", name) for name in OF_UNITS)]:
		page = printed(doctype, document, name)
		assert not page.select("script")
		(style,) = texts(page, "style")
		# At the foot of the page, inside the quotes of the style sheet.
		assert re.search(r'content: "[^"{}<>]*body display: none( G)?";', style)
		assert hostile in page.get_text()


@pytest.mark.parametrize(
	("name", "note"),
	[
		*((name, "本表只列前2个风险点，其余请在廉政风险点列表中导出 Excel 查看。") for name in OF_RISKS),
		(POWERS, "本表只列前2项职权，其余请在职权列表中导出 Excel 查看。"),
	],
)
def test_a_big_unit_is_cut_off_in_so_many_words(office, monkeypatch, name: str, note: str) -> None:
	monkeypatch.setattr(reading, "MOST", 3)
	assert (len(rows(printed(UNIT, "A-1", name))), texts(printed(UNIT, "A-1", name), ".lz-notes")) == (3, [])
	monkeypatch.setattr(reading, "MOST", 2)
	page = printed(UNIT, "A-1", name)
	assert (len(rows(page)), texts(page, ".lz-notes")[-1:]) == (2, [note])


@every_unit_form
def test_more_rows_take_no_more_queries(office, monkeypatch, name: str) -> None:
	def queries() -> int:
		asked = []
		sql = frappe.db.sql
		with monkeypatch.context() as patch:
			patch.setattr(frappe.db, "sql", lambda *args, **options: (asked.append(args), sql(*args, **options))[1])
			printed(UNIT, "A-1-3", name)
		return len(asked)

	queries()
	few = queries()
	for number in range(5):
		power = records.create_power("A-1-3", power_code=f"Q{number}", post="G").name
		risk = records.create_risk_point("A-1-3", risk_code=f"F{number}", post="G", power=power, step_no=1).name
		records.create_measure(risk, responsible_person="R1")
	queries()
	assert queries() == few
	assert len(rows(printed(UNIT, "A-1-3", name))) == 6
