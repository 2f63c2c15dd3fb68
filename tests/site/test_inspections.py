"""Inspections on a real site: arranged, scored, concluded, and what they raise."""

from __future__ import annotations

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, getdate, nowdate

from lianzheng_risk.courses.steps import take_step
from lianzheng_risk.risk_supervision.doctype.integrity_inspection.integrity_inspection import OwnUnitError
from lianzheng_risk.risk_supervision.inspections.guarding import NotOnesPartError, closed_parts
from lianzheng_risk.risk_supervision.inspections.raising import RectificationUnderWayError
from lianzheng_risk.store.workdays import add_workdays
from tests.site import records
from tests.site.approving import acting, county  # noqa: F401

INSPECTION, TEMPLATE, RECTIFICATION = (
	"Integrity Inspection",
	"Integrity Inspection Template",
	"Integrity Rectification",
)
ITEMS = [
	{"section": "排查", "item": "职权目录", "full_marks": 40, "standard": "漏一项扣1分"},
	{"section": "排查", "item": "风险点", "full_marks": 60},
	{"section": "否决", "item": "隐瞒不报", "is_veto": 1},
]
FINDING = {"problem": "采购无台账\n三笔", "demand": "补记台账", "basis": "采购管理办法第八条"}


@pytest.fixture
def office(county) -> dict[str, str]:  # noqa: F811
	"""A template, and people: 甲 of the county office who inspects, 乙 of the bureau."""
	return {
		"template": records.create(TEMPLATE, title="年度考核", items=ITEMS).name,
		"outside": records.create_person("X", person_name="甲", user="inspector@example.com").name,
		"inside": records.create_person("Y", person_name="乙").name,
		"below": records.create_person("Y-1", person_name="丙").name,
	}


def arrange(office: dict, by: str = "supervisor", **values) -> Document:
	arranged = {
		"title": "年度检查",
		"unit": "Y",
		"inspection_type": "Inspection from Above",
		"inspectors": [{"person": office["outside"]}],
	}
	with acting(by):
		return records.create(INSPECTION, **arranged | values)


def change(by: str, inspection: Document, **values) -> Document:
	with acting(by):
		document = frappe.get_doc(INSPECTION, inspection.name)
		for number, row in enumerate(values.pop("items", [])):
			document.items[number].update(row)
		return document.update(values).save()


def conclusion(office: dict, **values) -> dict:
	return {
		"held_on": nowdate(),
		"conclusion": "总体良好",
		"signed_by": office["outside"],
		"signed_on": nowdate(),
	} | values


def submit(by: str, inspection: Document) -> Document:
	with acting(by):
		document = frappe.get_doc(INSPECTION, inspection.name)
		document.submit()
	return frappe.get_doc(INSPECTION, inspection.name)


def concluded(office: dict, **values) -> Document:
	inspection = arrange(office)
	change("inspector", inspection, **conclusion(office), **values)
	return submit("inspector", inspection)


class TestSheet:
	def test_is_the_template_s_and_is_filled_in_by_both_sides(self, office):
		inspection = arrange(office, template=office["template"])
		assert [(row.item, row.full_marks) for row in inspection.items] == [
			("职权目录", 40),
			("风险点", 60),
			("隐瞒不报", 0),
		]
		change("chief", inspection, items=[{"self_score": 40}, {"self_score": 60}])
		checked = [
			{"checked_score": 35, "deduction_reason": "漏列五项"},
			{"checked_score": 50, "deduction_reason": "漏"},
		]
		inspection = change("inspector", inspection, items=checked, **conclusion(office))
		assert (inspection.self_total, inspection.checked_total, inspection.rating) == (100, 85, None)
		assert submit("inspector", inspection).rating == "Up to Standard"

	def test_keeps_its_lines_whatever_is_sent(self, office):
		inspection = arrange(office, template=office["template"])
		names = [row.name for row in inspection.items]
		frappe.db.set_value("Integrity Inspection Template Item", {"item": "职权目录"}, "full_marks", 10)
		with acting("inspector"):
			document = frappe.get_doc(INSPECTION, inspection.name)
			document.items[0].update({"full_marks": 400, "checked_score": 40})
			document.append("items", {"item": "自加一项", "full_marks": 5})
			document.save()
		document.reload()
		assert [(row.name, row.full_marks) for row in document.items] == list(zip(names, (40, 60, 0), strict=True))
		assert document.items[0].checked_score == 40

	def test_is_another_one_when_another_template_is_chosen(self, office):
		inspection = arrange(office, template=office["template"])
		other = records.create(TEMPLATE, title="专项", items=[{"item": "采购", "full_marks": 10}]).name
		inspection = change("supervisor", inspection, template=other)
		assert ([row.item for row in inspection.items], inspection.full_total) == (["采购"], 10)

	def test_takes_no_point_without_a_reason(self, office):
		inspection = arrange(office, template=office["template"])
		change("inspector", inspection, items=[{"checked_score": 40}, {"checked_score": 59}], **conclusion(office))
		with pytest.raises(frappe.ValidationError, match="“风险点”扣了 1 分，请填写扣分原因"):
			submit("inspector", inspection)

	def test_has_nothing_left_after_a_veto(self, office):
		inspection = arrange(office, template=office["template"])
		scores = [{"checked_score": 40}, {"checked_score": 60}, {"veto_hit": 1, "deduction_reason": "瞒报一起"}]
		change("inspector", inspection, items=scores, **conclusion(office))
		inspection = submit("inspector", inspection)
		assert (inspection.checked_total, inspection.rating) == (0, "Below Standard")

	def test_stays_in_its_range(self, office):
		inspection = arrange(office, template=office["template"])
		with pytest.raises(frappe.ValidationError, match="核准分应在 0 到 40 之间"):
			change("inspector", inspection, items=[{"checked_score": 41}])

	@pytest.mark.parametrize("items", [[ITEMS[0], ITEMS[0]], [{"item": "没有分值"}]])
	def test_needs_a_template_that_can_be_scored(self, site, items):
		with pytest.raises(frappe.ValidationError):
			records.create(TEMPLATE, title="不成", items=items)


class TestParts:
	def test_the_unit_scores_itself_and_no_more(self, office):
		inspection = arrange(office, template=office["template"])
		change("chief", inspection, items=[{"self_score": 40}])
		for values in ({"items": [{"checked_score": 40}]}, {"title": "改"}, {"inspectors": []}, {"conclusion": "很好"}):
			with pytest.raises(NotOnesPartError):
				change("chief", inspection, **values)
		with pytest.raises(NotOnesPartError):
			change("chief", inspection, findings=[{"problem": "没有问题"}])

	def test_the_form_offers_everybody_their_own_part(self, office):
		inspection = arrange(office, unit="Y-1")

		def offered(user: str) -> set[str]:
			with acting(user):
				parts = closed_parts(frappe.get_doc(INSPECTION, inspection.name))
			flat = {**parts["fields"], **parts["columns"], **parts["conclusion"]}
			return {field for field, shut in flat.items() if not shut}

		assert offered("head") == {"self_score"}
		assert offered("supervisor") >= {"title", "findings", "checked_score", "submit"}
		assert "self_score" not in offered("supervisor")

	def test_an_inspector_gives_no_self_score(self, office):
		inspection = arrange(office, template=office["template"])
		with pytest.raises(NotOnesPartError, match="自评分由被检查单位"):
			change("inspector", inspection, items=[{"self_score": 40}])

	def test_the_unit_arranges_self_checks_only(self, office):
		with pytest.raises(NotOnesPartError):
			arrange(office, by="chief")
		inspection = arrange(
			office, by="chief", inspection_type="Regular Self-Check", inspectors=[{"person": office["inside"]}]
		)
		change("chief", inspection, **conclusion(office, signed_by=office["inside"]))
		assert submit("chief", inspection).docstatus == 1

	def test_nobody_becomes_an_inspector_by_calling_it_a_self_check(self, office):
		inspection = arrange(office)
		with pytest.raises(NotOnesPartError):
			change("chief", inspection, inspection_type="Regular Self-Check")

	def test_the_unit_does_not_conclude_what_was_inspected_from_above(self, office):
		inspection = arrange(office)
		change("inspector", inspection, **conclusion(office))
		with pytest.raises(NotOnesPartError):
			submit("chief", inspection)

	def test_a_unit_beside_sees_nothing(self, office):
		inspection = arrange(office)
		with acting("stranger"):
			assert not frappe.has_permission(INSPECTION, "read", doc=inspection.name)
			rows = {"doctype": "Integrity Inspection Inspector", "parent_doctype": INSPECTION}
			assert frappe.get_list(rows.pop("doctype"), **rows, filters={"parent": inspection.name}) == []
		with acting("inspector"):
			assert len(frappe.get_list("Integrity Inspection Inspector", parent_doctype=INSPECTION)) == 1


class TestOwnUnit:
	@pytest.mark.parametrize("person", ["inside", "below"])
	def test_is_inspected_by_nobody_who_belongs_to_it(self, office, person):
		with pytest.raises(OwnUnitError, match=r"不能检查本人所在的单位：[乙丙]$"):
			arrange(office, inspectors=[{"person": office["outside"]}, {"person": office[person]}])

	def test_a_department_is_inspected_by_who_is_in_the_bureau(self, office):
		inspection = arrange(office, scope=[{"unit": "Y-1"}], inspectors=[{"person": office["inside"]}])
		assert inspection.inspected_units() == {"Y-1"}
		with pytest.raises(OwnUnitError):
			arrange(office, scope=[{"unit": "Y-1"}], inspectors=[{"person": office["below"]}])

	def test_is_not_signed_for_by_who_belongs_to_it(self, office):
		with pytest.raises(OwnUnitError):
			change("inspector", arrange(office), **conclusion(office, signed_by=office["inside"]))

	def test_is_not_scored_by_who_belongs_to_it_whoever_is_named(self, office):
		inspection = arrange(office, template=office["template"])
		frappe.db.set_value("Integrity Person", office["outside"], "unit", "Y")
		with pytest.raises(NotOnesPartError, match="本人所在"):
			change("inspector", inspection, items=[{"checked_score": 40}])


class TestScope:
	def test_takes_its_units_from_what_it_names(self, office):
		post = records.create_post("Y-1").name
		inspection = arrange(office, scope=[{"post": post}])
		assert [row.unit for row in inspection.scope] == ["Y-1"]

	def test_lies_in_the_unit(self, office):
		with pytest.raises(frappe.ValidationError, match="检查范围第1行"):
			arrange(office, scope=[{"post": records.create_post("Z").name}])

	def test_findings_lie_in_the_scope(self, office):
		inspection = arrange(office, scope=[{"unit": "Y-1"}])
		with pytest.raises(frappe.ValidationError, match="第1行"):
			change("inspector", inspection, findings=[{"problem": "无台账", "unit": "Y"}])
		inspection = change("inspector", inspection, findings=[{"problem": "无台账"}])
		assert [row.unit for row in inspection.findings] == ["Y-1"]


class TestConclusion:
	@pytest.mark.parametrize(
		("gap", "named"), [("held_on", "检查日期"), ("conclusion", "检查结论"), ("signed_by", "签字人")]
	)
	def test_is_complete(self, office, gap, named):
		inspection = arrange(office)
		change("inspector", inspection, **conclusion(office, **{gap: None}))
		with pytest.raises(frappe.MandatoryError, match=named):
			submit("inspector", inspection)

	def test_is_not_of_a_day_to_come(self, office):
		with pytest.raises(frappe.ValidationError, match="检查日期晚于今天"):
			change("inspector", arrange(office), held_on=add_days(nowdate(), 1))


class TestRectifications:
	def test_are_ordered_one_for_each_finding(self, office):
		post = records.create_post("Y-1").name
		found = [
			FINDING | {"post": post, "days": 5, "responsible_person": office["below"]},
			{"problem": "会议记录不全", "deadline": add_days(nowdate(), 40)},
		]
		inspection = concluded(office, findings=found)
		first, second = (frappe.get_doc(RECTIFICATION, row.rectification) for row in inspection.findings)
		assert (first.unit, first.post, first.title) == ("Y-1", post, "采购无台账")
		assert (first.problem, first.demand, first.basis) == (FINDING["problem"], FINDING["demand"], FINDING["basis"])
		assert (first.source_doctype, first.source_name) == (INSPECTION, inspection.name)
		assert first.responsible_person == office["below"]
		assert getdate(first.deadline) == add_workdays(nowdate(), 5)
		assert (second.unit, str(second.deadline)) == ("Y", add_days(nowdate(), 40))

	def test_none_is_there_before_the_inspection_is_submitted(self, office):
		foreign = records.create(RECTIFICATION, title="别的", unit="Y", problem="别的").name
		inspection = change("inspector", arrange(office), findings=[FINDING | {"rectification": foreign}])
		assert [row.rectification for row in inspection.findings] == [None]
		assert frappe.db.count(RECTIFICATION, {"source_name": inspection.name}) == 0

	def test_are_withdrawn_when_it_is_cancelled(self, office):
		inspection = concluded(office, findings=[FINDING])
		with acting("supervisor"):
			frappe.get_doc(INSPECTION, inspection.name).cancel()
		rectification = frappe.get_doc(RECTIFICATION, inspection.findings[0].rectification)
		assert rectification.status == "Withdrawn"
		assert rectification.course_steps[-1].reason == f"检查{inspection.name}已取消。"

	def test_that_are_under_way_keep_it(self, office):
		inspection = concluded(office, findings=[FINDING, {"problem": "另一个问题"}])
		with acting("chief"):
			assert take_step(RECTIFICATION, [inspection.findings[0].rectification], "Receive the Notice")["done"]
		with acting("supervisor"), pytest.raises(RectificationUnderWayError):
			frappe.get_doc(INSPECTION, inspection.name).cancel()
		other = inspection.findings[1].rectification
		assert frappe.db.get_value(RECTIFICATION, other, "status") == "To Be Rectified"

	def test_are_ordered_anew_by_an_amendment(self, office):
		inspection = concluded(office, template=None, findings=[FINDING])
		with acting("supervisor"):
			cancelled = frappe.get_doc(INSPECTION, inspection.name)
			cancelled.cancel()
			amended = frappe.copy_doc(cancelled, ignore_no_copy=True)
			amended.update({"amended_from": cancelled.name, "docstatus": 0, "conclusion": "更正"})
			amended.insert()
			assert [row.rectification for row in amended.findings] == [None]
			amended.submit()
		amended.reload()
		assert amended.findings[0].rectification != inspection.findings[0].rectification
		assert frappe.db.get_value(RECTIFICATION, amended.findings[0].rectification, "status") == "To Be Rectified"

	def test_come_back_within_a_year(self, office):
		post = records.create_post("Y-1").name
		first = concluded(office, findings=[FINDING | {"post": post}]).findings[0].rectification
		frappe.db.set_value(RECTIFICATION, first, {"status": "Closed Off", "closed_on": nowdate()})
		second = concluded(office, findings=[FINDING | {"post": post}]).findings[0].rectification
		assert frappe.db.get_value(RECTIFICATION, second, "came_back_from") == first
