"""The organisation from ERPNext on a real site: previewed, carried out, followed; and who may do so."""

from __future__ import annotations

import json
from collections.abc import Iterator

import frappe
import pytest
from frappe.utils.background_jobs import get_queue

from lianzheng_risk.patches.v1_0 import follow_the_erp
from lianzheng_risk.risk_screening.organisation import following, syncing
from lianzheng_risk.risk_screening.organisation.clock import sync_now
from lianzheng_risk.risk_screening.organisation.endpoints import SyncStateError, apply, look_again, preview
from lianzheng_risk.risk_screening.organisation.syncing import SYNC, Stopped, carry_out
from lianzheng_risk.setup.erp import after_app_install, before_app_uninstall, ensure_erp_fields, has_erp
from tests.site import records
from tests.site.erp import COMPANY, department, employee, open_the_company
from tests.site.people import create_user, join
from tests.site.test_measures import today  # noqa: F401

UNIT, PERSON, POST = "Integrity Unit", "Integrity Person", "Integrity Post"


@pytest.fixture
def company(site, today) -> Iterator[None]:  # noqa: F811
	"""A company with an office and, below finance, a section; two employees; our top unit is tied to the company."""
	if "erpnext" not in frappe.get_installed_apps():
		pytest.skip("the bench has no ERPNext")
	today("2026-07-01")
	_BEFORE.update(job.id for job in get_queue("default").jobs)
	frappe.db.set_single_value(following.SETTINGS, "follow_erp", 1)
	open_the_company()
	office, finance = department("综合办公室"), department("财务科")
	section = department("采购股", finance)
	records.create_unit("OE", unit_name="东江县示例局", company=COMPANY)
	employee("王示例", office, "科员")
	employee("李示例", section, "采购员", date_of_joining="2021-05-01")
	frappe.local.lang = "zh"
	yield
	frappe.set_user("Administrator")


def synchronised() -> frappe._dict:
	sync = frappe.get_doc(SYNC, preview())
	carry_out(sync)
	return sync


def unit_of(title: str) -> str:
	return frappe.db.get_value(UNIT, {"unit_name": title, "company": ["is", "not set"]})


def person_of(title: str) -> frappe._dict:
	fields = ["name", "unit", "job_title", "employee"]
	return frappe.db.get_value(PERSON, {"person_name": title}, fields, as_dict=True)


def terms_of(title: str) -> list[tuple[str, str, str | None]]:
	"""Post name, start and end of each tenure, the earliest first."""
	rows = frappe.get_all(
		"Integrity Post Tenure",
		filters={"person": person_of(title).name},
		fields=["parent", "start_date", "end_date"],
		order_by="start_date",
	)
	name = frappe.db.get_value
	return [
		(name(POST, row.parent, "post_name"), str(row.start_date), row.end_date and str(row.end_date)) for row in rows
	]


def written(sync) -> dict[str, dict[str, int]]:
	counts = json.loads(sync.result_json)["counts"]
	return {row["label"]: {key: row[key] for key in ("new", "changed", "ended") if row[key]} for row in counts}


def test_the_ties_are_made_once(company):
	before = frappe.get_all("Custom Field", filters={"module": "Risk Screening"}, pluck="name", order_by="name")
	assert {"Integrity Person-employee", "Integrity Unit-department", "Integrity Post-designation"} <= set(before)
	ensure_erp_fields()
	assert frappe.get_all("Custom Field", filters={"module": "Risk Screening"}, pluck="name", order_by="name") == before


def test_the_ties_come_and_go_with_erpnext(site):
	"""What the platform calls when ERPNext is installed after the app, and before it is removed."""
	if "erpnext" not in frappe.get_installed_apps():
		pytest.skip("the bench has no ERPNext")
	try:
		before_app_uninstall("frappe")
		assert has_erp()
		before_app_uninstall("erpnext")
		assert not has_erp()
		assert not frappe.get_meta(UNIT).has_field("department")
	finally:
		after_app_install("erpnext")
	assert has_erp()
	assert frappe.get_meta(POST).get_field("designation").options == "Designation"


def test_a_preview_writes_nothing(company):
	sync = frappe.get_doc(SYNC, preview())
	assert (sync.status, sync.changes, sync.conflicts) == ("Previewed", 9, 0)
	assert written(sync) == {"单位/内设机构": {"new": 3}, "人员": {"new": 2}, "岗位": {"new": 2}, "任职": {"new": 2}}
	assert not unit_of("财务科")
	assert not person_of("王示例")


def test_what_was_confirmed_is_carried_out_and_once_is_enough(company):
	sync = synchronised()
	assert sync.status == "Done"
	office, section = unit_of("综合办公室"), unit_of("采购股")
	assert frappe.db.get_value(UNIT, office, "parent_integrity_unit") == "OE"
	assert frappe.db.get_value(UNIT, section, "parent_integrity_unit") == unit_of("财务科")
	assert (person_of("李示例").unit, person_of("李示例").job_title) == (section, "采购员")
	assert terms_of("王示例") == [("科员", "2020-03-01", None)]
	assert terms_of("李示例") == [("采购员", "2021-05-01", None)]
	assert frappe.get_doc(SYNC, preview()).changes == 0


def test_what_is_no_longer_what_was_confirmed_is_not_carried_out(company):
	sync = frappe.get_doc(SYNC, preview())
	department("法规科")
	with pytest.raises(Stopped):
		carry_out(sync)
	assert not unit_of("财务科")
	look_again(sync.name)
	sync.reload()
	carry_out(sync)
	assert unit_of("法规科")


def test_only_the_preview_that_was_seen_is_confirmed(company):
	sync = frappe.get_doc(SYNC, preview())
	with pytest.raises(SyncStateError):
		apply(sync.name, "0" * 64)
	sync.update({"status": "Done", "fingerprint": "0" * 64, "remarks": "已核对"})
	sync.save()
	assert (sync.status, len(set(sync.fingerprint)) > 1, sync.remarks) == ("Previewed", True, "已核对")
	carry_out(sync)
	with pytest.raises(SyncStateError):
		apply(sync.name, sync.fingerprint)
	with pytest.raises(SyncStateError):
		look_again(sync.name)
	with pytest.raises(SyncStateError):
		sync.delete()


def test_who_moves_leaves_one_post_for_the_next(company):
	synchronised()
	moved = frappe.get_doc("Employee", person_of("王示例").employee)
	moved.update(
		{"department": frappe.db.get_value("Department", {"department_name": "财务科"}), "designation": "科员"}
	)
	moved.save()
	following.follow_employee(moved.name)
	assert person_of("王示例").unit == unit_of("财务科")
	assert terms_of("王示例") == [("科员", "2020-03-01", "2026-06-30"), ("科员", "2026-07-01", None)]
	assert following.follow_employee(moved.name) == []
	assert frappe.get_doc(SYNC, preview()).changes == 0


def test_who_leaves_holds_no_post_after_that_day(company):
	synchronised()
	left = frappe.get_doc("Employee", person_of("李示例").employee)
	left.update({"status": "Left", "relieving_date": "2026-06-15"})
	left.save()
	following.follow_employee(left.name)
	assert terms_of("李示例") == [("采购员", "2021-05-01", "2026-06-15")]
	assert frappe.db.exists(PERSON, person_of("李示例").name)


def test_who_is_not_tied_is_not_followed(company):
	stranger = employee("周示例", None, "科员")
	assert following.follow_employee(stranger.name) == []


def test_a_department_is_followed_in_name_place_and_disuse(company):
	synchronised()
	name = frappe.db.get_value("Department", {"department_name": "采购股"})
	section, office = unit_of("采购股"), unit_of("综合办公室")
	renamed = frappe.get_doc("Department", name)
	renamed.department_name = "招标采购股"
	renamed.parent_department = frappe.db.get_value("Department", {"department_name": "综合办公室"})
	renamed.save()
	following.follow_department(name)
	assert frappe.db.get_value(UNIT, section, ["unit_name", "parent_integrity_unit"]) == ("招标采购股", office)
	renamed.disabled = 1
	renamed.save()
	following.follow_department(name)
	assert str(frappe.db.get_value(UNIT, section, "closed_on")) == "2026-07-01"
	new = frappe.rename_doc("Department", name, "招采股")
	assert frappe.db.get_value(UNIT, section, "department") == new


def jobs_for(name: str) -> list:
	"""Those that this test asked for: numbers of employees come again in the next."""
	asked = [job for job in get_queue("default").jobs if job.id not in _BEFORE]
	return [job for job in asked if (job.kwargs.get("kwargs") or {}).get("docname") == name]


_BEFORE: set[str] = set()


def test_saving_in_erpnext_asks_for_a_job_after_the_commit(company):
	synchronised()
	known = frappe.get_doc("Employee", person_of("王示例").employee)
	known.cell_number = "13800000000"
	known.save()
	known.designation = "采购员"
	known.save()
	assert jobs_for(known.name) == []
	frappe.db.after_commit.run()
	(job,) = jobs_for(known.name)
	assert job.kwargs["method"] == following._FOLLOWS
	job.delete()
	assert terms_of("王示例") == [("科员", "2020-03-01", None)]


def test_nothing_is_asked_for_where_the_settings_say_so(company):
	synchronised()
	frappe.db.set_single_value(following.SETTINGS, "follow_erp", 0)
	known = frappe.get_doc("Employee", person_of("王示例").employee)
	known.designation = "采购员"
	known.save()
	frappe.db.after_commit.run()
	assert jobs_for(known.name) == []


def test_a_failure_of_ours_is_not_the_employee_s(company, monkeypatch):
	synchronised()
	monkeypatch.setattr("frappe.utils.background_jobs._redis_queue_conn", None)
	monkeypatch.setitem(frappe.local.conf, "redis_queue", "redis://127.0.0.1:1")
	known = frappe.get_doc("Employee", person_of("王示例").employee)
	known.designation = "采购员"
	known.save()
	frappe.db.after_commit.run()
	assert frappe.db.get_value("Employee", known.name, "designation") == "采购员"


def test_settings_from_before_have_changes_followed(company):
	frappe.db.delete("Singles", {"doctype": following.SETTINGS, "field": "follow_erp"})
	frappe.db.set_single_value(following.SETTINGS, "remind_days_before", 4)
	frappe.clear_document_cache(following.SETTINGS, following.SETTINGS)
	assert not following.is_on()
	follow_the_erp.execute()
	frappe.clear_document_cache(following.SETTINGS, following.SETTINGS)
	assert following.is_on()
	frappe.db.set_single_value(following.SETTINGS, "follow_erp", 0)
	follow_the_erp.execute()
	assert frappe.db.get_single_value(following.SETTINGS, "follow_erp") == 0


def test_daily_it_is_carried_out_by_itself_and_kept_where_it_did_anything(company):
	assert sync_now() == 9
	assert frappe.db.count(SYNC, {"status": "Done"}) == 1
	assert sync_now() == 0
	assert frappe.db.count(SYNC) == 1


def test_what_needs_a_person_is_not_guessed(company):
	records.create_unit("OE-1", "OE", unit_name="财务科")
	records.create_unit("OE-2", "OE", unit_name="财务科")
	sync = synchronised()
	# Neither finance nor what is below it comes over; the rest does.
	assert (sync.conflicts, unit_of("采购股"), bool(unit_of("综合办公室"))) == (1, None, True)
	first = json.loads(sync.result_json)["groups"][0]
	assert "同名单位" in first["first"][0]["reason"]


def test_managers_of_the_whole_organisation_alone_may(company):
	whole, of_one_unit = create_user("oe-whole@example.com", "Integrity Manager"), create_user("oe-part@example.com")
	join("OE", of_one_unit, "Integrity Manager")
	supervisor = create_user("oe-supervisor@example.com", "Integrity Supervisor")
	name = preview()
	for user in (of_one_unit, supervisor):
		frappe.set_user(user)
		for act in (preview, lambda: look_again(name), lambda: apply(name, "x")):
			with pytest.raises(frappe.PermissionError):
				act()
		if frappe.has_permission(SYNC, "read"):
			assert frappe.get_list(SYNC) == []
	frappe.set_user(whole)
	assert frappe.get_list(SYNC, pluck="name") == [name]
	carry_out(frappe.get_doc(SYNC, preview()))
	assert unit_of("财务科")


def test_permissions_of_erpnext_have_no_say_here(company):
	"""ERPNext holds an employee's account to the own company and employee; people of ours are seen as before."""
	synchronised()
	user = create_user("oe-own@example.com", "Integrity Manager")
	for allow, value in (("Employee", person_of("王示例").employee), ("Company", COMPANY)):
		frappe.new_doc("User Permission").update({"user": user, "allow": allow, "for_value": value}).insert()
	frappe.set_user(user)
	assert {"王示例", "李示例"} <= set(frappe.get_list(PERSON, pluck="person_name"))


def test_without_erpnext_there_is_nothing_to_fetch(company, monkeypatch):
	monkeypatch.setattr(syncing, "has_erp", lambda: False)
	with pytest.raises(syncing.NoErpError):
		preview()
	assert has_erp()
