"""A screening campaign from its start to its close, and who sees what of it."""

from __future__ import annotations

import json

import frappe
import pytest
from frappe.desk.query_report import run as run_report
from frappe.utils import add_days, nowdate

from lianzheng_risk.risk_screening.doctype.integrity_screening_campaign.integrity_screening_campaign import (
	CampaignPhasesError,
	CampaignStateError,
	close,
	get_open_posts,
	get_totals,
	start,
)
from lianzheng_risk.risk_screening.screening.answering import (
	ScreeningRefusedError,
	confirm,
	report_result,
	send_back,
)
from lianzheng_risk.risk_screening.screening.posts import follow
from tests.site import records
from tests.site.campaigns import (  # noqa: F401
	CAMPAIGN,
	NONE_FOUND,
	ON_RECORD,
	POSTS,
	SCREENING,
	acting,
	campaign_bureau,
	create_campaign,
	put,
	report_rows,
	screening_of,
	set_up,
	started,
	value_of,
)

pytestmark = pytest.mark.usefixtures("campaign_bureau")


class TestPhases:
	def test_are_filled_in_from_the_settings_and_follow_each_other(self):
		for field, value in (("self_screening_days", 10), ("peer_review_days", 5), ("peer_review_required", 1)):
			set_up(field, value)
		campaign = frappe.get_doc(CAMPAIGN, create_campaign(start_date="2026-03-02"))
		first, second, *rest = campaign.phases
		assert (first.phase, str(first.due_date)) == ("Self-Screening", "2026-03-16")
		assert (second.phase, str(second.due_date)) == ("Peer Review", "2026-03-23")
		assert [row.phase for row in rest][-1] == "Filing"

	def test_a_day_typed_in_stands_and_later_ones_move(self):
		campaign = frappe.get_doc(CAMPAIGN, create_campaign(start_date="2026-03-02"))
		campaign.phases[0].due_date = "2026-03-18"
		campaign.save()
		assert [str(row.due_date) for row in campaign.phases[:2]] == ["2026-03-18", "2026-03-25"]
		campaign.start_date = "2026-03-03"
		campaign.save()
		assert str(campaign.phases[0].due_date) == "2026-03-17"

	def test_a_day_before_the_phase_in_front_is_refused(self):
		campaign = frappe.get_doc(CAMPAIGN, create_campaign(start_date="2026-03-02"))
		campaign.phases[1].due_date = "2026-03-10"
		with pytest.raises(CampaignPhasesError, match="第2行：互查"):
			campaign.save()

	def test_by_the_holiday_list_of_the_site(self):
		if not frappe.db.exists("DocType", "Holiday List"):
			pytest.skip("a site without ERPNext has no holiday lists")
		days = [{"holiday_date": day, "description": "休"} for day in ("2026-03-03", "2026-03-07", "2026-03-08")]
		period = {"from_date": "2026-03-01", "to_date": "2026-03-31"}
		holidays = records.create("Holiday List", holiday_list_name="本局", holidays=days, **period)
		set_up("holiday_list", holidays.name)
		phases = [{"phase": "Self-Screening", "workdays": 5}]
		campaign = frappe.get_doc(CAMPAIGN, create_campaign(start_date="2026-03-02", phases=phases))
		assert str(campaign.phases[0].due_date) == "2026-03-10"  # 4, 5, 6, 9, 10


class TestStarting:
	def test_gives_each_post_one_screening_with_its_holder(self):
		person = records.create_person("A-1")
		post = frappe.get_doc("Integrity Post", "A-1-G1")
		post.append("tenures", {"person": person.name, "start_date": "2020-01-01"})
		post.save()
		assert start(create_campaign("A-1")) == 2
		rows = frappe.get_all(SCREENING, fields=["post", "unit", "status", "holder"], order_by="post")
		assert [tuple(row.values()) for row in rows] == [
			("A-1-G1", "A-1", "Not Begun", person.name),
			("A-1-G2", "A-1", "Not Begun", None),
		]

	def test_twice_adds_only_what_is_missing(self):
		name = started()
		names = set(frappe.get_all(SCREENING, pluck="name"))
		assert len(names) == 3
		follow(name)
		assert set(frappe.get_all(SCREENING, pluck="name")) == names
		records.create_post("A-1-1", post_code="NEW")
		follow(name)
		assert set(frappe.get_all(SCREENING, pluck="post")) == {*POSTS, "NEW"}
		with pytest.raises(CampaignStateError, match="进行中"):
			start(name)

	def test_follows_a_post_into_another_unit(self):
		name = started()
		frappe.db.set_value("Integrity Post", "A-1-G1", "unit", "A-2")
		follow(name)
		assert value_of("A-1-G1", "unit") == "A-2"

	def test_needs_a_post(self):
		with pytest.raises(CampaignStateError, match="还没有岗位"):
			start(create_campaign("A-1-1"))


class TestNoneFound:
	def test_is_reported_and_confirmed_by_another(self):
		started()
		liaison = acting("A-1", "Integrity Liaison")
		report_result(screening_of("A-1-G1"), NONE_FOUND, "只负责收发文件")
		assert (value_of("A-1-G1"), value_of("A-1-G1", "reported_by")) == ("Reported", liaison)
		with pytest.raises(ScreeningRefusedError, match="已经上报"):
			report_result(screening_of("A-1-G1"), NONE_FOUND, "再报")
		head = acting("A-1", "Integrity Department Head")
		name = screening_of("A-1-G1")
		assert confirm([name]) == {"done": [name], "refused": []}
		assert (value_of("A-1-G1"), value_of("A-1-G1", "confirmed_by")) == ("Confirmed", head)

	def test_needs_a_reason_and_no_live_risk_point(self):
		started()
		risk = records.create_risk_point("A-1", post="A-1-G1")
		acting("A-1", "Integrity Liaison")
		with pytest.raises(ScreeningRefusedError, match="未取消的风险点"):
			report_result(screening_of("A-1-G1"), NONE_FOUND, "没有")
		with pytest.raises(ScreeningRefusedError, match="理由"):
			report_result(screening_of("A-1-G2"), NONE_FOUND, " ")
		put(risk, "Retired")
		report_result(screening_of("A-1-G1"), NONE_FOUND, "已取消")
		assert value_of("A-1-G1", "result") == NONE_FOUND

	def test_is_confirmed_by_nobody_for_himself(self):
		started()
		acting("A-1", "Integrity Department Head")
		name = screening_of("A-1-G1")
		report_result(name, NONE_FOUND, "不涉及权力")
		answer = confirm([name])
		assert answer["done"] == []
		assert answer["refused"] == [
			{"name": name, "title": "岗位A-1-G1", "reason": "不能确认本人上报的内容，请由其他有权人员办理"}
		]
		assert value_of("A-1-G1") == "Reported"

	def test_goes_back_with_a_reason(self):
		started()
		acting("A-1", "Integrity Liaison")
		name = screening_of("A-1-G1")
		report_result(name, NONE_FOUND, "没有")
		acting("A-1", "Integrity Unit Leader")
		assert send_back([name], "")["refused"][0]["reason"] == "请写明退回的理由"
		assert send_back([name], "漏了采购环节")["done"] == [name]
		row = frappe.db.get_value(SCREENING, name, ["status", "result", "reported_by", "return_reason"])
		assert row == ("Under Way", None, None, "漏了采购环节")

	def test_in_bulk_each_is_checked_and_failures_are_listed(self):
		started()
		acting("A-1", "Integrity Liaison")
		first, second = screening_of("A-1-G1"), screening_of("A-1-G2")
		report_result(first, NONE_FOUND, "没有")
		acting("A-1", "Integrity Department Head")
		hidden = screening_of("A-2-G1")
		answer = confirm(json.dumps([second, first, hidden, "不存在"]))
		assert answer["done"] == [first]
		reasons = {row["name"]: (row["title"], row["reason"]) for row in answer["refused"]}
		assert reasons == {
			second: ("岗位A-1-G2", "只能办理已上报、尚未确认的岗位"),
			hidden: (hidden, "没有查看该岗位排查的权限。"),
			"不存在": ("不存在", "没有查看该岗位排查的权限。"),
		}
		assert [value_of(post) for post in POSTS] == ["Confirmed", "Not Begun", "Not Begun"]

	def test_is_not_written_past_the_rules(self):
		started()
		acting("A-1", "Integrity Department Head")
		document = frappe.get_doc(SCREENING, screening_of("A-1-G1"))
		document.status = "Confirmed"
		with pytest.raises(frappe.PermissionError):
			document.save()


class TestRiskPointsReported:
	def test_are_confirmed_by_themselves_once_in_force(self):
		name = started()
		risk = records.create_risk_point("A-1", post="A-1-G1")
		put(risk, "Self-Screening")
		follow(name)
		assert value_of("A-1-G1") == "Under Way"
		acting("A-1", "Integrity Liaison")
		with pytest.raises(ScreeningRefusedError, match="还没有登记风险点"):
			report_result(screening_of("A-1-G2"), ON_RECORD)
		report_result(screening_of("A-1-G1"), ON_RECORD)
		frappe.set_user("Administrator")
		put(risk, "Filing")
		follow(name)
		assert value_of("A-1-G1") == "Reported"
		put(risk, "In Force")
		follow(name)
		assert value_of("A-1-G1") == "Confirmed"
		assert value_of("A-1-G1", "confirmed_on")


class TestProgress:
	@pytest.fixture
	def campaign(self) -> str:
		"""A-1-G1 none found, to be confirmed; A-1-G2 under way in peer review; A-2-G1 not begun. All screening is late."""
		name = started(start_date=add_days(nowdate(), -40))
		put(records.create_risk_point("A-1", post="A-1-G2"), "Peer Review")
		acting("A-1", "Integrity Liaison")
		report_result(screening_of("A-1-G1"), NONE_FOUND, "没有")
		frappe.set_user("Administrator")
		return name

	def test_per_unit_own_and_total(self, campaign):
		fields = [
			"unit",
			"own_posts",
			"posts",
			"not_begun",
			"under_way",
			"reported",
			"none_waiting",
			"state_peer_review",
		]
		rows = report_rows("Screening Progress", campaign=campaign)
		assert [tuple(row[field] for field in fields) for row in rows] == [
			("A", 0, 3, 1, 1, 1, 1, 1),
			("A-1", 2, 2, 0, 1, 1, 1, 1),
			("A-1-1", 0, 0, 0, 0, 0, 0, 0),
			("A-2", 1, 1, 1, 0, 0, 0, 0),
		]
		own = report_rows("Screening Progress", campaign=campaign, own_only=1)
		assert [row["posts"] for row in own] == [0, 2, 0, 1]

	def test_units_with_zero_reports_are_seen_and_marked(self, campaign):
		remarks = {row["unit"]: row["remark"] for row in report_rows("Screening Progress", campaign=campaign)}
		assert remarks == {"A": None, "A-1": None, "A-1-1": "无岗位", "A-2": "零上报"}

	def test_each_count_is_of_the_posts_that_it_leads_to(self, campaign):
		narrowed = {
			"not_begun": {"status": "Not Begun"},
			"under_way": {"status": "Under Way"},
			"reported": {"status": "Reported"},
			"late": {"late_only": 1},
		}
		for row in report_rows("Screening Progress", campaign=campaign):
			for count, filters in narrowed.items():
				posts = report_rows("Screening Worklist", campaign=campaign, unit=row["unit"], **filters)
				assert len(posts) == row[count], (row["unit"], count)

	def test_the_worklist_says_for_whom_it_waits(self, campaign):
		head = records.create_person("A", person_name="周科长")
		frappe.db.set_value("Integrity Unit", "A", "head", head.name)
		rows = {row["post_name"]: row for row in report_rows("Screening Worklist", campaign=campaign)}
		assert rows.keys() == {f"岗位{post}" for post in POSTS}
		assert rows["岗位A-1-G1"]["phase_label"] == "内设机构审核"
		assert rows["岗位A-1-G1"]["waits_for"] == "廉政内设机构负责人：周科长"
		assert rows["岗位A-2-G1"]["phase_label"] == "自查"
		assert rows["岗位A-2-G1"]["days_late"] > 0
		late = report_rows("Screening Worklist", campaign=campaign, status="Not Begun", late_only=1)
		assert [row["post_name"] for row in late] == ["岗位A-2-G1"]

	def test_the_overview_says_the_same_of_the_whole(self, campaign):
		other = started("A-2", title="补充排查")
		# The latest first.
		part, whole = report_rows("Campaign Progress")
		assert (whole["campaign"], part["campaign"]) == (campaign, other)
		top = report_rows("Screening Progress", campaign=campaign)[0]
		for field in ("posts", "not_begun", "under_way", "reported", "confirmed", "late"):
			assert whole[field] == top[field], field
		assert (whole["begun"], whole["handed_in"], whole["units"], whole["units_reported"]) == (2, 1, 2, 0)
		assert (part["posts"], part["not_begun"], part["units"]) == (1, 1, 1)
		chart = run_report("Campaign Progress", filters=json.dumps({"campaign": campaign}))["chart"]["data"]
		ends = {line["name"]: line["values"][-1] for line in chart["datasets"]}
		assert ends == {"按进度应上报": 3, "已上报": 1, "已确认": 0}

	def test_the_form_s_figures_agree(self, campaign):
		assert get_totals(campaign) == {"Not Begun": 1, "Under Way": 1, "Reported": 1, "Confirmed": 0}


class TestWhoSeesWhat:
	def test_a_member_of_one_unit_sees_nothing_of_another_s(self):
		name = started()
		acting("A-1", "Integrity Liaison")
		assert set(frappe.get_list(SCREENING, pluck="post")) == {"A-1-G1", "A-1-G2"}
		progress = report_rows("Screening Progress", campaign=name)
		assert [(row["unit"], row["posts"]) for row in progress] == [("A-1", 2), ("A-1-1", 0)]
		worklist = report_rows("Screening Worklist", campaign=name)
		assert {row["unit"] for row in worklist} == {"A-1"}
		assert get_totals(name)["Not Begun"] == 2
		[overview] = report_rows("Campaign Progress")
		assert [overview[field] for field in ("campaign", "posts", "units", "not_begun")] == [name, 2, 1, 2]
		for report in ("Screening Progress", "Screening Worklist", "Campaign Progress"):
			with pytest.raises(frappe.PermissionError):
				report_rows(report, campaign=name, unit="A-2")
		with pytest.raises(frappe.PermissionError):
			frappe.get_doc(SCREENING, screening_of("A-2-G1")).check_permission("read")

	def test_a_campaign_that_covers_one_is_read_and_not_changed(self):
		above, beside = create_campaign("A"), create_campaign("A-2")
		acting("A-1", "Integrity Liaison")
		assert frappe.get_list(CAMPAIGN, pluck="name") == [above]
		campaign = frappe.get_doc(CAMPAIGN, above)
		campaign.check_permission("read")
		for refused in (lambda: campaign.save(), lambda: start(above), lambda: get_open_posts(above)):
			with pytest.raises(frappe.PermissionError):
				refused()
		with pytest.raises(frappe.PermissionError):
			frappe.get_doc(CAMPAIGN, beside).check_permission("read")
		with pytest.raises(frappe.PermissionError):
			create_campaign("A-2")
		assert start(create_campaign("A-1")) == 2

	def test_a_post_holder_sees_the_own_post_and_no_report(self):
		name = started()
		user = acting("A-1", "Integrity Post Holder")
		assert frappe.get_list(SCREENING, pluck="post") == []
		frappe.set_user("Administrator")
		person = records.create_person("A-1", user=user)
		post = frappe.get_doc("Integrity Post", "A-1-G2")
		post.append("tenures", {"person": person.name, "start_date": "2020-01-01"})
		post.save()
		frappe.set_user(user)
		assert frappe.get_list(SCREENING, pluck="post") == ["A-1-G2"]
		assert frappe.get_list(CAMPAIGN, pluck="name") == [name]
		with pytest.raises(frappe.PermissionError):
			frappe.get_doc(SCREENING, screening_of("A-1-G1")).check_permission("read")
		for report in ("Screening Progress", "Screening Worklist", "Campaign Progress"):
			with pytest.raises(frappe.PermissionError):
				report_rows(report, campaign=name)
		report_result(screening_of("A-1-G2"), NONE_FOUND, "不涉及权力")
		assert value_of("A-1-G2") == "Reported"


class TestClosing:
	def test_early_needs_a_reason_and_lists_what_is_open(self):
		name = started("A-1")
		left = get_open_posts(name)
		assert (left["count"], [post["post_name"] for post in left["posts"]]) == (2, ["岗位A-1-G1", "岗位A-1-G2"])
		with pytest.raises(CampaignStateError, match="还有2个岗位未确认"):
			close(name)
		close(name, "机构改革")
		assert frappe.db.get_value(CAMPAIGN, name, ["status", "close_reason"]) == ("Closed", "机构改革")
		with pytest.raises(ScreeningRefusedError, match="不在进行中"):
			report_result(screening_of("A-1-G1"), NONE_FOUND, "没有")
		campaign = frappe.get_doc(CAMPAIGN, name)
		with pytest.raises(CampaignStateError, match="已经结束"):
			campaign.save()

	def test_only_what_was_never_started_is_deleted(self):
		frappe.delete_doc(CAMPAIGN, create_campaign())
		with pytest.raises((CampaignStateError, frappe.LinkExistsError)):
			frappe.delete_doc(CAMPAIGN, started())
