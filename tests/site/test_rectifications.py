"""Rectifications on a real site: ordered, received, extended, reported, closed off by somebody else, and come back."""

from __future__ import annotations

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, getdate, nowdate

from lianzheng_risk.courses.document import SettledFieldError
from lianzheng_risk.courses.steps import take_step
from lianzheng_risk.store.workdays import add_workdays
from tests.site import records
from tests.site.approving import acting, county  # noqa: F401

RECTIFICATION = "Integrity Rectification"
REPORT = "Report Rectification"


@pytest.fixture
def post(county) -> str:  # noqa: F811
	person = records.create_person("Y-1", user="holder@example.com").name
	return records.create_post("Y-1", tenures=[{"person": person, "start_date": "2020-01-01"}]).name


def order(by: str = "supervisor", **values) -> Document:
	with acting(by):
		notice = {"title": "补记采购台账", "unit": "Y-1", "problem": "采购无台账"}
		return records.create(RECTIFICATION, **notice | values)


def step(user: str, rectification: Document, action: str, **given) -> str | None:
	"""The reason why the step was refused; None where it was taken."""
	with acting(user):
		answer = take_step(RECTIFICATION, [rectification.name], action, **given)
	rectification.reload()
	return answer["refused"][0]["reason"] if answer["refused"] else None


def closed(**values) -> Document:
	rectification = order(**values)
	assert step("liaison", rectification, REPORT, evidence="台账复印件") is None
	assert step("inspector", rectification, "Close after Reinspection") is None
	return rectification


class TestCourse:
	def test_from_notice_to_closing_off(self, post):
		rectification = order(post=post)
		assert rectification.status == "To Be Rectified"
		assert getdate(rectification.deadline) == add_workdays(nowdate(), 15)
		assert step("holder", rectification, "Receive the Notice") is None
		assert step("liaison", rectification, REPORT) == "请填写佐证：文件、记录或附件的名称"
		assert step("liaison", rectification, REPORT, evidence="台账复印件") is None
		assert (rectification.evidence, str(rectification.reported_on)) == ("台账复印件", nowdate())
		assert "没有办理“复查销号”的权限" in step("head", rectification, "Close after Reinspection")
		assert step("inspector", rectification, "Close after Reinspection") is None
		assert (rectification.status, str(rectification.closed_on)) == ("Closed Off", nowdate())
		assert [row.acted_by.split("@")[0] for row in rectification.course_steps] == ["holder", "liaison", "inspector"]

	def test_not_closed_by_who_reported_or_answers_for_it(self, county):  # noqa: F811
		person = records.create_person("Y", user="chief@example.com").name
		rectification = order(responsible_person=person)
		assert step("deputy", rectification, REPORT, evidence="台账") is None
		assert "不能审核本人办理的整改" in step("deputy", rectification, "Close after Reinspection")
		assert "不能审核由本人负责的整改" in step("chief", rectification, "Close after Reinspection")
		assert rectification.status == "To Be Reinspected"

	def test_a_holder_acts_for_the_own_post_only(self, post):
		rectification = order(post=post)
		assert step("peer", rectification, "Receive the Notice") == "只能办理本人岗位或由本人负责的整改"

	def test_an_extension_is_asked_for_and_granted_by_somebody_else(self, county):  # noqa: F811
		rectification = order()
		first, later = getdate(rectification.deadline), add_days(rectification.deadline, 10)
		assert "应晚于现在的期限" in step("head", rectification, "Ask for Extension", reason="在办", until=first)
		assert step("head", rectification, "Ask for Extension", reason="在办", until=later) is None
		assert (rectification.status, getdate(rectification.deadline)) == ("Extension Asked For", first)
		assert step("deputy", rectification, "Grant Extension") is None
		assert (getdate(rectification.deadline), rectification.extensions, rectification.asked_until) == (
			later,
			1,
			None,
		)
		assert [getdate(row.until) for row in rectification.course_steps if row.until] == [later]

	def test_taken_up_again_it_has_its_days_anew(self, county):  # noqa: F811
		rectification = closed(ordered_on="2026-01-05", days=5)
		assert step("supervisor", rectification, "Take Up Again", reason="复查发现未落实") is None
		assert (rectification.closed_on, rectification.reopened) == (None, 1)
		assert getdate(rectification.deadline) == add_workdays(nowdate(), 5)


class TestNotice:
	@pytest.mark.parametrize("change", [{"deadline": "2030-01-01"}, {"evidence": "台账"}, {"problem": "没有问题"}])
	def test_stands_as_it_was_ordered(self, county, change):  # noqa: F811
		rectification = order()
		with acting("supervisor"), pytest.raises(SettledFieldError):
			rectification.update(change).save()

	def test_is_about_something_of_its_unit(self, post):
		elsewhere = records.create_post("Z").name
		with pytest.raises(frappe.ValidationError, match="不属于该单位"):
			order(post=elsewhere)
		assert order(unit="Y", post=post).post == post

	def test_takes_risk_and_post_from_the_measure(self, post):
		risk = records.create_risk_point("Y-1", post=post)
		frappe.db.set_value(risk.doctype, risk.name, "workflow_state", "In Force")
		rectification = order(measure=records.create_measure(risk.name).name)
		assert (rectification.risk, rectification.post) == (risk.name, post)

	def test_comes_from_a_document_that_one_may_read(self, county):  # noqa: F811
		foreign = records.create_post("Z").name
		with pytest.raises(frappe.PermissionError):
			order("head", source_doctype="Integrity Post", source_name=foreign)

	def test_says_that_the_finding_came_back(self, post):
		first = closed(post=post)
		assert first.came_back_from is None
		assert order(post=post).came_back_from == first.name
		assert order().came_back_from is None

	def test_starts_at_its_beginning(self, county):  # noqa: F811
		assert order(status="Closed Off", closed_on=None).status == "To Be Rectified"


def test_steps_of_a_rectification_are_seen_by_who_sees_it(post):
	rectification = order(post=post)
	step("holder", rectification, "Receive the Notice")
	filters = {"parenttype": RECTIFICATION, "parent": rectification.name}

	def seen(user: str) -> int:
		with acting(user):
			arguments = {"filters": filters, "parent_doctype": RECTIFICATION}
			return len(frappe.get_list("Integrity Course Step", **arguments))

	assert (seen("head"), seen("stranger")) == (1, 0)
