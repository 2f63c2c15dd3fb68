"""One step for many risk points: each is judged by itself, and what is refused stays whole."""

from __future__ import annotations

import frappe
import pytest
from frappe.model.workflow import get_common_transition_actions

from lianzheng_risk.risk_screening.approval import UnknownActionError, take, take_many
from tests.site.approving import II, III, RISK, acting, done, drafted, reviewed, value
from tests.site.approving import county as county

pytestmark = pytest.mark.usefixtures("county")


def test_each_is_judged_by_itself_and_none_is_half_done() -> None:
	ready, own, higher = drafted(), drafted("head"), drafted(**II)
	for name in (ready, higher):
		reviewed(name)
	done(own, "head", "Ask for Peer Review")
	done(own, "peer", "Agree as Peer")
	before = {name: frappe.get_doc(RISK, name).as_dict() for name in (own, higher)}
	with acting("head"):
		answer = take([ready, own, higher, "没有的", ready], "Approve Grade", reason="同意")
	assert answer["done"] == [ready]
	assert [(row["name"], row["title"]) for row in answer["refused"]] == [
		(own, "Y-1的风险点"), (higher, "Y-1的风险点"), ("没有的", ""),
	]  # fmt: skip
	assert "不能审核本人填报或提交的风险点" in answer["refused"][0]["reason"]
	assert answer["refused"][1]["reason"] == "“内设机构审核”状态下不能审定"
	assert value(ready, "workflow_state") == "Publicity"
	assert {name: frappe.get_doc(RISK, name).as_dict() for name in before} == before
	assert frappe.db.count("Integrity Grade Record") == 1
	assert frappe.message_log == []


def test_names_may_come_as_json_and_unknown_steps_are_refused() -> None:
	name = drafted()
	with acting("holder"):
		assert take(frappe.as_json([name]), "Ask for Peer Review") == {"done": [name], "refused": []}
		with pytest.raises(UnknownActionError, match="没有“Approve”这一步骤"):
			take([name], "Approve")


def test_a_member_of_another_unit_takes_no_step_and_learns_no_title() -> None:
	name = drafted()
	with acting("stranger"):
		answer = take([name], "Ask for Peer Review")
	assert (answer["done"], answer["refused"][0]["title"]) == ([], "")
	assert value(name, "workflow_state") == "Self-Screening"


def test_more_than_fifty_go_through_the_queue(monkeypatch: pytest.MonkeyPatch) -> None:
	queued = []
	monkeypatch.setattr(frappe, "enqueue", lambda method, **job: queued.append((method, job)))
	with acting("holder"):
		assert take([f"F{number}" for number in range(51)], "Ask for Peer Review") == {"queued": 51}
	((method, job),) = queued
	assert method == "lianzheng_risk.risk_screening.approval.take_many"
	assert (len(job["names"]), job["step"]) == (51, "Ask for Peer Review")


def test_the_queue_tells_how_it_went() -> None:
	good, bad = drafted(), drafted("peer", title="<b>别人的</b>")
	with acting("holder"):
		take_many([good, bad], "Ask for Peer Review", {"reason": None, "record": None, "record_date": None})
	told = frappe.get_last_doc("Notification Log", filters={"for_user": "holder@example.com"})
	assert told.subject == "提请互查：已办理1个，未办理1个"
	assert bad in told.email_content
	assert "<b>" not in told.email_content
	assert value(good, "workflow_state") == "Peer Review"


def test_the_list_offers_the_steps_that_all_of_them_allow() -> None:
	first, second = drafted(**III), drafted(**III)
	reviewed(first)
	done(second, "holder", "Ask for Peer Review")
	with acting("head"):
		common = get_common_transition_actions(frappe.as_json([{"name": first}, {"name": second}]), RISK)
		assert set(common) == {"Return with Reason"}
