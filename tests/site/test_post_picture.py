"""The picture of a post: what it shows, in which order, and what it shows to whom."""

from __future__ import annotations

import frappe
import pytest
from frappe.desk.form.load import getdoc
from frappe.utils import add_days, add_years, nowdate

from lianzheng_risk.risk_screening.post_picture import SHOWN
from tests.site import records

RISK, MEASURE, POST = "Integrity Risk Point", "Integrity Control Measure", "Integrity Post"


def picture(post: str = "A-1-G") -> dict:
	"""The picture that the form of the post is given."""
	document = frappe.get_doc(POST, post)
	document.check_permission("read")
	document.run_method("onload")
	return document.get_onload("picture")


def names(part: dict) -> list[str]:
	return [row["name"] for row in part["rows"]]


def test_the_form_brings_the_picture_along(member) -> None:
	frappe.local.response = frappe._dict(docs=[])
	getdoc(POST, "A-1-G")
	assert frappe.local.response.docs[0].get_onload("picture")["risks"]["total"] == 1
	with pytest.raises(frappe.PermissionError):
		getdoc(POST, "A-2-G")


def test_powers_risks_and_measures_of_the_post(member) -> None:
	shown = picture()
	assert (names(shown["risks"]), shown["risks"]["by_grade"]) == (["A-1-F"], {"I": 0, "II": 0, "III": 1})
	assert (names(shown["measures"]), names(shown["activities"]), shown["overdue"]) == (["A-1-C"], [], 1)
	assert shown["powers"]["total"] == 0


def test_nothing_out_of_another_unit_is_in_it(acting) -> None:
	# Another unit's risk point and power name this post, and somebody of that unit holds it.
	frappe.db.set_value(RISK, "A-2-F", "post", "A-1-G")
	frappe.db.set_value("Integrity Power", "A-2-Q", "post", "A-1-G")
	frappe.db.set_value("Integrity Power Step", {"parent": "A-Q"}, "post", "A-1-G")
	frappe.db.set_value("Integrity Post Tenure", {"parent": "A-1-G"}, "person", "A-2-R")
	whole = picture()
	assert (names(whole["risks"]), names(whole["powers"])) == (["A-1-F", "A-2-F"], ["A-2-Q", "A-Q"])
	assert whole["tenures"][0]["name"] == "A-2的人"
	acting("A-1", "Integrity Liaison")
	shown = picture()
	assert (names(shown["risks"]), names(shown["powers"]), names(shown["measures"])) == (["A-1-F"], [], ["A-1-C"])
	assert shown["risks"]["names"] == ["A-1-F"]
	assert shown["tenures"][0]["name"] is None


def test_a_colleague_s_draft_and_what_hangs_on_it_are_not_in_it(acting) -> None:
	frappe.db.set_value(RISK, "A-1-F", "workflow_state", "Self-Screening")
	acting("A-1", "Integrity Post Holder")
	shown = picture()
	assert (shown["risks"]["total"], shown["measures"]["total"], shown["overdue"]) == (0, 0, 0)


def test_the_gravest_risk_comes_first_and_retired_ones_are_left_out(member) -> None:
	records.create_risk_point("A-1", post="A-1-G", risk_code="重的", harm="Serious")
	records.create_risk_point("A-1", post="A-1-G", risk_code="取消的")
	frappe.db.set_value(RISK, "取消的", "workflow_state", "Retired")
	shown = picture()["risks"]
	assert names(shown) == ["重的", "A-1-F"]
	assert shown["by_grade"] == {"I": 1, "II": 0, "III": 1}


def test_what_is_late_comes_first_and_activities_stand_apart(member) -> None:
	frappe.db.set_value(RISK, "A-1-F", "workflow_state", "Self-Screening")
	for code, values in {
		"已办": {"status": "Implemented", "due_date": "2019-01-01"},
		"未到期": {"due_date": add_days(nowdate(), 1)},
		"谈话": {"kind": "Integrity Talk", "due_date": nowdate()},
		"作废": {"status": "Cancelled"},
	}.items():
		records.create_measure("A-1-F", measure_code=code, unit="A-1", **values)
	shown = picture()
	assert names(shown["measures"]) == ["A-1-C", "未到期", "已办"]
	assert names(shown["activities"]) == ["谈话"]
	# Due today is not late yet.
	assert [row["overdue"] for row in shown["activities"]["rows"]] == [False]


def test_long_lists_are_cut_and_say_how_many_there_are(member) -> None:
	for _ in range(SHOWN):
		records.create_risk_point("A-1", post="A-1-G")
	shown = picture()["risks"]
	assert (len(shown["rows"]), shown["total"]) == (SHOWN, SHOWN + 1)


def test_powers_led_come_before_powers_with_a_step(member) -> None:
	steps = [{"step_no": number, "step_name": "办理", "post": "A-1-G"} for number in (1, 3)]
	steps.insert(1, {"step_no": 2, "step_name": "审核"})
	records.create_power("A-1", power_code="A-1-甲", steps=steps)
	records.create_power("A-1", power_code="A-1-乙", post="A-1-G")
	shown = picture()["powers"]["rows"]
	assert [(row["name"], row["in_charge"], row["steps"]) for row in shown] == [
		("A-1-乙", True, []),
		("A-1-甲", False, [1, 3]),
	]


def test_the_rotation_clock_runs_by_the_kind_of_post(acting) -> None:
	settings = frappe.get_doc("Integrity Risk Settings")
	settings.update({"rotation_years_key": 5, "rotation_years": 0}).save()
	six_years_ago, past = add_years(nowdate(), -6), {"start_date": "2000-01-01", "end_date": "2005-01-01"}
	tenures = [{"person": "A-1-R", **past}, {"person": "A-1-R", "start_date": six_years_ago}]
	key = records.create_post("A-1", key_post=1, tenures=tenures).name
	plain = records.create_post("A-1", tenures=tenures).name
	acting("A-1", "Integrity Liaison")
	now, before = picture(key)["tenures"]
	assert (now["in_office"], now["name"], now["rotation"]["status"], now["rotation"]["share"]) == (
		True, "A-1的人", "overdue", 120,
	)  # fmt: skip
	assert now["rotation"]["label"] == "超期未轮岗"
	assert (before["in_office"], before["rotation"]) == (False, None)
	assert picture(plain)["tenures"][0]["rotation"] is None
