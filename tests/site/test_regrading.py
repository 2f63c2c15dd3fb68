"""New rules: what would change is shown first, then changed with a trace, and what was approved decides."""

from __future__ import annotations

import json

import frappe
import pytest
from frappe.desk.query_report import run
from frappe.utils import nowdate

from lianzheng_risk.core.register import Register
from lianzheng_risk.core.schemes import DEFAULT, MATRIX_5X5, PRODUCT_LC, WORSE_OF_TWO_WITH_FLOORS
from lianzheng_risk.risk_screening.approving import records as kept
from lianzheng_risk.risk_screening.regrading import regrade_all, regrade_power
from lianzheng_risk.risk_screening.report.regrading_preview.regrading_preview import summary
from lianzheng_risk.store.documents import RowRefused, write_register
from lianzheng_risk.store.frames import read_register, read_to_assess
from lianzheng_risk.store.scheme_rows import to_values
from tests.site import records
from tests.site.approving import RECORD, RISK, I, acting, change, done, drafted, in_force, publicised, reviewed, value
from tests.site.approving import county as county

pytestmark = pytest.mark.usefixtures("county")

# By the product of scores, 10 × 15 and 6 × 40: grade I becomes II where only the probability is high, II becomes I.
RISING = {"probability": "Fairly High", "harm": "Fairly Serious"}


def draft_scheme(scheme) -> frappe.model.document.Document:
	return records.create("Integrity Grading Scheme", effective_from=nowdate(), **to_values(scheme))


def put_in_force(scheme) -> str:
	document = draft_scheme(scheme)
	document.submit()
	return document.name


def regradings(name: str) -> list[tuple]:
	rows = frappe.get_all(
		RECORD, filters={"risk": name, "kind": "Regrading"}, fields=["previous_grade", "grade"], order_by="creation"
	)
	return [(row.previous_grade, row.grade) for row in rows]


def test_an_approved_risk_point_is_regraded_with_a_trace() -> None:
	name = in_force("I")
	first = value(name, "grade_record")
	scheme = put_in_force(PRODUCT_LC)
	regrade_all()
	assert (value(name, "grade"), value(name, "proposed_grade"), value(name, "scheme")) == ("II", "II", scheme)
	assert regradings(name) == [("I", "II")]
	record = frappe.get_doc(RECORD, value(name, "grade_record"))
	before = frappe.get_doc(RECORD, first)
	assert record.name != first
	assert (record.scheme, record.values_json, str(record.effective_on)) == (scheme, before.values_json, nowdate())
	assert kept.is_sealed(record) and kept.is_sealed(before)
	assert frappe.get_doc(RISK, name).save().grade == "II"
	regrade_all()
	assert len(regradings(name)) == 1


def test_one_under_revision_counts_by_what_was_approved() -> None:
	name = in_force("I")
	change(name, "holder", probability="Fairly Small")
	put_in_force(PRODUCT_LC)
	regrade_all()
	assert (value(name, "grade"), value(name, "proposed_grade")) == ("II", "III")
	assert value(name, "approving_level") == "Leader in Charge"


def test_one_that_nobody_approved_leaves_a_trace_too_but_no_approval() -> None:
	name = drafted(**I)
	put_in_force(PRODUCT_LC)
	regrade_all()
	assert (value(name, "grade"), value(name, "grade_record")) == ("II", None)
	assert regradings(name) == [("I", "II")]
	assert value(name, "approving_level") == "Leader in Charge"
	frappe.delete_doc(RISK, name)
	assert not frappe.db.exists(RECORD, {"risk": name})


def test_one_in_publicity_comes_into_force_as_approved_and_is_regraded_then() -> None:
	name = drafted(**I)
	publicised(name, "I")
	put_in_force(PRODUCT_LC)
	regrade_all()
	frappe.db.set_value(RISK, name, "publicity_until", "2020-01-01")
	done(name, "liaison", "End Publicity")
	done(name, "supervisor", "Register Filing", record="备1号")
	assert value(name, "grade") == "I"
	regrade_all()
	assert (value(name, "grade"), regradings(name)[-1]) == ("II", ("I", "II"))


def test_a_retired_one_is_left_alone() -> None:
	name = in_force("I")
	done(name, "chief", "Retire", reason="职能划出")
	before = frappe.get_doc(RISK, name).as_dict()
	put_in_force(PRODUCT_LC)
	regrade_all()
	assert frappe.get_doc(RISK, name).as_dict() == before


def test_another_business_area_regrades_by_the_power_that_was_approved() -> None:
	put_in_force(WORSE_OF_TWO_WITH_FLOORS)
	power = records.create_power("Y-1", business_area="Other Area")
	name = in_force(power=power.name)
	change(name, "holder", power=None)
	power.business_area = "Finance"
	power.save()
	assert (value(name, "grade"), value(name, "proposed_grade")) == ("II", "III")
	assert regradings(name) == [("III", "II")]


def test_many_risk_points_of_a_power_are_regraded_by_a_job(monkeypatch: pytest.MonkeyPatch) -> None:
	from lianzheng_risk.risk_screening import regrading

	power = records.create_power("Y-1")
	drafted(power=power.name)
	queued = []
	monkeypatch.setattr(frappe, "enqueue", lambda method, **job: queued.append((method, job["power"])))
	regrade_power(power.name)
	assert queued == []
	monkeypatch.setattr(regrading, "_WHILE_WAITING", 0)
	regrade_power(power.name)
	assert queued == [("lianzheng_risk.risk_screening.regrading.regrade_power_now", power.name)]


class TestPreview:
	def test_names_what_would_change_and_changes_nothing(self) -> None:
		falling, rising, same = in_force("I"), drafted(**RISING), drafted()
		scheme = draft_scheme(PRODUCT_LC)
		result = run("Regrading Preview", {"scheme": scheme.name})
		rows = {row["risk"]: (row["present"], row["future"]) for row in result["result"]}
		assert rows == {falling: ("一级", "二级"), rising: ("二级", "一级")}
		assert same not in rows
		figures = [(card["label"], card["value"]) for card in result["report_summary"]]
		assert figures == [("二级 → 一级", 1), ("一级 → 二级", 1)]
		assert [(card["label"], card["value"]) for card in summary(scheme.name)] == figures
		assert value(falling, "grade") == "I" and not regradings(falling)
		scheme.submit()
		regrade_all()
		assert (value(falling, "grade"), value(rising, "grade")) == ("II", "I")

	def test_a_level_that_the_scheme_lacks_is_named_and_never_clamped(self) -> None:
		put_in_force(MATRIX_5X5)
		name = drafted(probability="Very High", harm="Very Serious")
		scheme = draft_scheme(DEFAULT)
		(row,) = run("Regrading Preview", {"scheme": scheme.name})["result"]
		assert (row["risk"], row["future"]) == (name, "无法定级")
		assert "“很高”不是定级方案“机率与危害就高定级”中的发生机率" in row["reason"]
		before = frappe.get_doc(RISK, name).as_dict()
		scheme.submit()
		regrade_all()
		assert frappe.get_doc(RISK, name).as_dict() == before

	def test_shows_each_user_the_own_part(self) -> None:
		name = in_force("I")
		scheme = draft_scheme(PRODUCT_LC).name
		for user, seen in (("head", {name}), ("stranger", set())):
			with acting(user):
				rows = run("Regrading Preview", {"scheme": scheme})["result"]
				assert {row["risk"] for row in rows} == seen
				assert sum(card["value"] for card in summary(scheme)) == len(seen)


class TestFrames:
	def test_what_is_under_revision_is_assessed_as_it_was_approved(self) -> None:
		name = in_force("II", manifestation="审定的")
		change(name, "holder", probability="High", manifestation="正在改的")
		(counted,) = read_to_assess("Y-1")["risk_points"].to_dict("records")
		(working,) = read_register("Y-1")["risk_points"].to_dict("records")
		assert (counted["probability"], counted["manifestation"]) == ("fairly_high", "审定的")
		assert (working["probability"], working["manifestation"]) == ("high", "正在改的")
		assert list(counted) == list(working)

	def test_another_code_of_the_post_since_is_taken_over(self) -> None:
		post = records.create_post("Y-1")
		name = in_force(post=post.name)
		change(name, "liaison", title="改过")
		frappe.rename_doc("Integrity Post", post.name, "新岗位码")
		(counted,) = read_to_assess("Y-1")["risk_points"].to_dict("records")
		assert (counted["post"], counted["title"]) == ("新岗位码", "Y-1的风险点")
		assert json.loads(frappe.db.get_value(RECORD, value(name, "grade_record"), "values_json"))["post"] == post.name

	def test_what_is_retired_counts_nowhere_and_its_measures_neither(self) -> None:
		kept_name, gone = in_force(), in_force()
		for name in (kept_name, gone):
			records.create_measure(name)
		done(gone, "head", "Retire", reason="职能划出")
		register = read_register("Y-1")
		assert list(register["risk_points"]["risk"]) == list(register["measures"]["risk"]) == [kept_name]


class TestRegisters:
	@staticmethod
	def edited(name: str, **values) -> Register:
		register = read_register()
		risks = register["risk_points"].copy()
		for field, entered in values.items():
			risks.loc[risks["risk"] == name, field] = entered
		return Register({**register.frames, "risk_points": risks})

	def test_over_an_approved_risk_point_starts_a_revision(self) -> None:
		name = in_force("II")
		write_register(self.edited(name, probability="high"))
		assert (value(name, "workflow_state"), value(name, "revision")) == ("Self-Screening", 1)
		assert (value(name, "grade"), value(name, "proposed_grade")) == ("II", "I")

	def test_over_one_under_review_is_refused_by_its_row(self) -> None:
		name = drafted()
		reviewed(name)
		register = self.edited(name, title="改过")
		with pytest.raises(RowRefused, match=f"风险点“{name}”处于“内设机构审核”，不能修改") as refusal:
			write_register(register)
		assert refusal.value.place.table == "risk_points"

	def test_naming_a_retired_one_is_refused(self) -> None:
		name = in_force()
		register = self.edited(name)
		done(name, "head", "Retire", reason="职能划出")
		with pytest.raises(RowRefused, match=f"风险点“{name}”已取消") as refusal:
			write_register(register)
		assert refusal.value.place.table == "risk_points"
