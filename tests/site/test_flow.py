"""The diagram of a power on a site: what it shows, and that it shows nobody more than the platform would."""

from __future__ import annotations

import json
from collections.abc import Iterator
from xml.etree import ElementTree

import frappe
import pytest
from frappe.www.printview import get_html_and_style

from lianzheng_risk.core.flow.tones import TONES
from lianzheng_risk.risk_screening.doctype.integrity_power.integrity_power import StepNumberError
from lianzheng_risk.risk_screening.flow_diagram import draw_steps, grade_looks
from lianzheng_risk.risk_screening.flow_print import lianzheng_flow
from tests.site import records

FORMAT = "职权运行流程图"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def powers(bureau) -> Iterator[None]:
	"""The power of A-1 has a risk point of A-1 in its first step and one of A-2, in sight of others only, in its second."""
	frappe.db.savepoint("before_the_powers")
	frappe.db.set_value("Integrity Risk Point", "A-1-F", {"step_no": 1, "grade": "III"})
	frappe.db.set_value("Integrity Risk Point", "A-2-F", {"power": "A-1-Q", "step_no": 2, "grade": "I"})
	frappe.db.set_value("Integrity Power Step", {"parent": "A-1-Q", "step_no": 1}, "post", "A-1-G")
	frappe.db.set_value("Integrity Power Step", {"parent": "A-1-Q", "step_no": 2}, "post", "A-2-G")
	yield
	frappe.set_user("Administrator")
	frappe.db.rollback(save_point="before_the_powers")


def rows(power: str) -> str:
	return json.dumps(
		[step.as_dict(convert_dates_to_str=True) for step in frappe.get_doc("Integrity Power", power).steps]
	)


def drawn(power: str) -> str:
	return draw_steps("职权", rows(power), unit=power.removesuffix("-Q"), power=power)


def texts(svg: str) -> list[str]:
	return [element.text for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_everything_is_shown_to_who_sees_everything(powers, acting) -> None:
	acting(None, "Integrity Supervisor")
	shown = texts(drawn("A-1-Q"))
	assert shown[:4] == ["职权", "单位A-1 · A-1-Q", "A-1的岗位", "A-2的岗位"]
	assert {"三级×1", "一级×1"} <= set(shown)


def test_colours_come_only_from_risk_points_that_the_user_may_see(powers, member) -> None:
	svg = drawn("A-1-Q")
	assert "三级×1" in texts(svg)
	assert "一级" not in svg
	# The post of another unit goes by its code.
	assert "A-2-G" in texts(svg)
	assert "A-2的岗位" not in svg


def test_a_step_leads_to_the_list_of_its_risk_points(powers, member) -> None:
	(link,) = ElementTree.fromstring(drawn("A-1-Q")).iter(f"{SVG}a")
	assert link.get("href").endswith("/integrity-risk-point?power=A-1-Q&step_no=1")


def test_drafts_of_others_and_retired_risk_points_do_not_colour(powers, acting) -> None:
	frappe.db.set_value("Integrity Risk Point", "A-1-F", "workflow_state", "Self-Screening")
	acting("A-1", "Integrity Post Holder")
	assert "三级" not in drawn("A-1-Q")
	frappe.set_user("Administrator")
	frappe.db.set_value("Integrity Risk Point", "A-1-F", "workflow_state", "Retired")
	assert "三级" not in drawn("A-1-Q")


@pytest.mark.parametrize("power", ["A-Q", "A-2-Q"])
def test_the_power_of_another_unit_is_refused(powers, member, power: str) -> None:
	with pytest.raises(frappe.PermissionError):
		draw_steps("职权", "[]", power=power)
	with pytest.raises(frappe.PermissionError):
		lianzheng_flow(power)
	with pytest.raises(frappe.PermissionError):
		get_html_and_style("Integrity Power", power, print_format=FORMAT)


def test_unsaved_steps_are_drawn_for_who_may_make_a_power_and_nobody_else(powers, acting) -> None:
	steps = json.dumps([{"step_no": 1, "step_name": "受理", "post": "A-2-G"}, {"step_name": "审核", "step_no": None}])
	acting("A-1", "Integrity Liaison")
	shown = texts(draw_steps("新职权", steps, unit="A-2"))
	assert {"受理", "审核", "A-2-G", "A-2"} <= set(shown)
	assert "单位A-2" not in shown
	frappe.set_user("Administrator")
	acting("A-1", "Integrity Post Holder")
	with pytest.raises(frappe.PermissionError):
		draw_steps("新职权", steps)


def test_the_print_shows_the_diagram_and_the_steps_with_the_risk_points_the_user_may_see(powers, member) -> None:
	frappe.db.set_value("Integrity Power", "A-1-Q", "legal_basis", "行政许可法")
	frappe.db.set_value("Integrity Risk Point", "A-2-F", "title", "别处的风险点")
	html = get_html_and_style("Integrity Power", "A-1-Q", print_format=FORMAT)["html"]
	assert html.count("<svg") == 2  # the sheet and the lanes within it
	assert "法定依据：行政许可法" in html
	assert "三级：A-1的风险点" in html
	assert "别处的风险点" not in html


def test_names_are_text_in_picture_and_print(powers) -> None:
	hostile = '<script>alert("x")</script>'
	power = records.create_power("A-1", power_name=hostile, steps=[{"step_no": 1, "step_name": hostile}])
	assert "<script>" not in draw_steps(hostile, rows(power.name), unit="A-1", power=power.name)
	html = get_html_and_style("Integrity Power", power.name, print_format=FORMAT)["html"]
	assert "<script>alert" not in html


def test_grades_have_the_colours_of_the_site(powers) -> None:
	frappe.db.set_value("Integrity Risk Grade", "III", "indicator_color", "blue")
	assert list(grade_looks()) == ["I", "II", "III"]
	assert grade_looks()["III"].fill == TONES["blue"].fill
	assert TONES["blue"].fill in drawn("A-1-Q")


def test_every_indicator_colour_has_a_tone(bureau) -> None:
	options = frappe.get_meta("Integrity Risk Grade").get_field("indicator_color").options.split("\n")
	assert set(TONES) == set(options)


@pytest.mark.parametrize("typed", ["到2", "2-1", "结束"])
def test_next_steps_that_nobody_can_read_are_refused(bureau, typed: str) -> None:
	with pytest.raises(StepNumberError):
		records.create_power("A-1", steps=[{"step_no": 1, "step_name": "受理", "next_steps": typed}])


def test_next_steps_may_be_separated_by_any_comma(bureau) -> None:
	steps = [{"step_no": n, "step_name": "步骤", "next_steps": "２；3、 1" if n == 1 else None} for n in (1, 2, 3)]
	assert records.create_power("A-1", steps=steps).steps[0].next_numbers() == [2, 3, 1]
