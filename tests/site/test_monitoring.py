"""Monitoring rules on a real ERPNext site: they find what they should, in their own company, and are in nobody's way."""

from __future__ import annotations

import json

import frappe
import pytest
from frappe.utils import nowdate
from redis.exceptions import RedisError

from lianzheng_risk.core.monitoring.health import FAILED, MOST
from lianzheng_risk.core.monitoring.shipped import SHIPPED
from lianzheng_risk.courses.steps import take_step
from lianzheng_risk.risk_supervision.doctype.integrity_monitoring_rule.integrity_monitoring_rule import RuleInForceError
from lianzheng_risk.risk_supervision.monitoring import active, queueing, watcher
from lianzheng_risk.risk_supervision.monitoring.backtest import run_backtest, start_backtest
from lianzheng_risk.risk_supervision.monitoring.checking import RuleError
from lianzheng_risk.risk_supervision.monitoring.library import add_shipped_rules
from lianzheng_risk.risk_supervision.monitoring.offering import watchable_doctypes
from lianzheng_risk.risk_supervision.monitoring.scanning import scan
from lianzheng_risk.risk_supervision.monitoring.watcher import DecisionRequiredError
from lianzheng_risk.risk_supervision.warnings.speaking import said
from tests.site import records
from tests.site.deciding import DECISION, FUNDS, leaders
from tests.site.monitoring import HIT, RULE, WARNING, business, by, companies, hits, judged, rule, shipped  # noqa: F401
from tests.site.monitoring_cases import CASES, Case
from tests.site.trade import COMPANY, OTHER, order, submitted, supplier

pytestmark = pytest.mark.usefixtures("business")
LARGE = {"filters": json.dumps([["Purchase Order", "base_grand_total", ">", 1000]])}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.name}")
def test_shipped_rules(case: Case) -> None:
	watching = shipped(case.rule)
	case.act()
	assert judged() == case.hits
	found = hits(watching)
	assert len(found) == case.hits
	assert all(one.facts and json.loads(one.inputs)["version"] == 1 for one in found)
	assert frappe.db.get_value(RULE, watching.name, ["failures", "last_error"]) == (0, None)


def test_every_shipped_rule_has_its_cases() -> None:
	for shipped_rule in SHIPPED:
		counts = {bool(case.hits) for case in CASES if case.rule == shipped_rule.key}
		assert counts == {True, False}, shipped_rule.key


class TestHits:
	def test_say_what_they_were_found_by_and_warn(self) -> None:
		post = records.create_post("MA").name
		risk = records.create_risk_point("MA", post=post, title="拆分采购").name
		frappe.db.set_value("Integrity Risk Point", risk, "workflow_state", "In Force")
		watching = rule(consequence="Issue a Warning", colour="Orange Warning", risk=risk, **LARGE)
		document = submitted(order(supplier("供应商"), 5000))
		assert judged() == 1
		[hit] = hits(watching)
		assert (hit.reference_name, hit.company, hit.unit, hit.rule_version) == (document.name, COMPANY, "MA", 1)
		warning = frappe.get_doc(WARNING, hit.warning)
		assert (warning.source, warning.colour, warning.risk) == ("System Monitoring", "Orange Warning", risk)
		assert document.name in warning.facts

	def test_are_made_once(self) -> None:
		watching = rule(event="When Saved", **LARGE)
		document = order(supplier("供应商"), 5000).insert()
		document.save()
		assert judged() == 1
		document.save()
		assert judged() == 0
		[hit] = hits(watching)
		step("supervisor", hit.name, "Find Not Justified", reason="框架合同约定")
		document.reload()
		document.save()
		assert judged() == 0

	def test_are_judged_by_somebody_else_which_makes_the_rate(self) -> None:
		watching = rule(**LARGE)
		name = supplier("供应商")
		for amount in (2000, 3000):
			submitted(order(name, amount))
		judged()
		first, second = (hit.name for hit in hits(watching))
		frappe.db.set_value(HIT, first, "actors", "supervisor@monitoring.example")
		assert "本人经办" in step("supervisor", first, "Find Justified", reason="属实")
		assert "没有办理" in step("manager", first, "Find Justified", reason="属实")
		assert step("leader", first, "Find Justified", reason="属实") is None
		assert step("supervisor", second, "Find Not Justified") == "请填写理由"
		assert step("supervisor", second, "Find Not Justified", reason="已集体决策") is None
		figures = frappe.db.get_value(
			RULE, watching.name, ["hits_justified", "hits_not_justified", "false_positive_rate"]
		)
		assert figures == (1, 1, 50.0)
		assert frappe.db.get_value(HIT, second, "judged_by") == "supervisor@monitoring.example"

	def test_stay_when_the_document_goes_and_hold_their_rule(self) -> None:
		watching = rule(event="When Saved", **LARGE)
		document = order(supplier("供应商"), 5000).insert()
		judged()
		document.delete()
		assert len(hits(watching)) == 1
		with pytest.raises(frappe.LinkExistsError):
			watching.delete()

	def test_are_seen_by_the_unit_and_nobody_beside(self) -> None:
		watching = rule(**LARGE)
		submitted(order(supplier("供应商"), 5000))
		judged()
		[hit] = hits(watching)
		for name, seen in (("supervisor", [hit.name]), ("leader", [hit.name]), ("other", []), ("head", None)):
			with by(name):
				for doctype, expected in ((HIT, seen), (RULE, seen and [watching.name])):
					if expected is None:
						assert not frappe.has_permission(doctype, "read")
					else:
						assert frappe.get_list(doctype, pluck="name") == expected, name


def step(user: str, name: str, action: str, **given) -> str | None:
	with by(user):
		answer = take_step(HIT, [name], action, **given)
	return answer["refused"][0]["reason"] if answer["refused"] else None


class TestReach:
	def test_a_rule_watches_its_own_company_alone(self) -> None:
		mine, theirs, below = rule("MA", **LARGE), rule("MB", **LARGE), rule("MA-1", **LARGE)
		name = supplier("供应商")
		submitted(order(name, 5000))
		assert judged() == 2
		assert [len(hits(one)) for one in (mine, theirs, below)] == [1, 0, 1]
		submitted(order(name, 5000, company=OTHER))
		assert judged() == 1
		assert len(hits(theirs)) == 1

	def test_what_belongs_to_no_company_is_watched_from_the_top(self) -> None:
		values = {"watched_doctype": "Supplier", "event": "When Saved"}
		with pytest.raises(RuleError, match="只有最上级单位"):
			rule("MA", **values)
		assert rule("MG", **values).enabled

	def test_without_a_company_nothing_of_companies_is_watched(self) -> None:
		with pytest.raises(RuleError, match="还没有对应的公司"):
			rule("MG", **LARGE)
		drafted = rule("MG", enabled=0, **LARGE)
		frappe.db.set_value(RULE, drafted.name, "enabled", 1)
		active._forget()
		submitted(order(supplier("供应商"), 5000))
		assert judged() == 0

	def test_the_company_is_settled_by_who_looks_after_everything(self) -> None:
		unit = frappe.get_doc("Integrity Unit", "MA-1")
		unit.company = OTHER
		with by("manager"), pytest.raises(frappe.PermissionError, match="全单位"):
			unit.save()

	@pytest.mark.parametrize(
		"doctype", ["User", "Integrity Warning", "Purchase Order Item", "Version", "Buying Settings"]
	)
	def test_some_things_are_not_watched(self, doctype: str) -> None:
		with pytest.raises(RuleError):
			rule("MG", watched_doctype=doctype, event="When Saved")

	def test_rules_are_offered_to_who_may_write_them(self) -> None:
		with by("supervisor"):
			assert {"value": "Purchase Order", "label": "采购订单"} in watchable_doctypes()
		with by("head"), pytest.raises(frappe.PermissionError):
			watchable_doctypes()


class TestRules:
	@pytest.mark.parametrize(
		("values", "said"),
		[
			({"filters": '[["Purchase Order", "no_such_field", "=", 1]]'}, "no_such_field"),
			({"filters": "{"}, "JSON"),
			({"expression": "frappe.db.sql('x')"}, "frappe"),
			({"aggregates": [{"measure": "Sum", "days": 30, "operator": ">=", "line": 1}]}, "统计字段"),
			({"probe": "Paid before anything was received"}, "适用于"),
			({"event": "When Submitted", "watched_doctype": "Employee"}, "没有提交环节"),
			({"consequence": "Require a Collective Decision", "event": "When Saved"}, "提交时"),
		],
	)
	def test_that_cannot_work_are_refused(self, values: dict, said: str) -> None:
		with pytest.raises(RuleError, match=said):
			rule(**values)

	def test_count_their_versions(self) -> None:
		watching = rule(**LARGE)
		watching.description, watching.line = "说明", "0"  # as a form may send it
		watching.save()
		assert watching.version == 1
		watching.expression = "doc.base_grand_total > 2000"
		watching.save()
		watching.version = 9
		watching.save()
		assert frappe.db.get_value(RULE, watching.name, "version") == 2

	def test_switched_off_they_say_so_to_those_in_charge(self) -> None:
		watching = rule(**LARGE)
		with by("supervisor"):
			watching.enabled = 0
			watching.save()
		assert (watching.switched_off_by, bool(watching.switched_off_on)) == ("supervisor@monitoring.example", True)
		told = frappe.get_all("Notification Log", filters={"document_name": watching.name}, pluck="for_user")
		assert sorted(told) == ["manager@monitoring.example", "supervisor@monitoring.example"]
		submitted(order(supplier("供应商"), 5000))
		assert judged() == 0

	def test_that_watch_are_switched_off_before_they_go(self) -> None:
		watching = rule(**LARGE)
		with by("manager"), pytest.raises(RuleInForceError, match="先停用"):
			watching.delete()
		watching.enabled = 0
		watching.save()
		watching.delete()
		assert not frappe.db.exists(RULE, watching.name)

	def test_that_come_with_the_app_are_taken_over_once_and_watch_nothing_yet(self) -> None:
		with by("supervisor"):
			made = add_shipped_rules("MA")
			assert len(made) == len(SHIPPED)
			assert add_shipped_rules("MA") == []
			with pytest.raises(frappe.PermissionError):
				add_shipped_rules("MB")
		assert frappe.get_all(RULE, filters={"name": ["in", made], "enabled": 1}) == []
		with by("head"), pytest.raises(frappe.PermissionError):
			add_shipped_rules("MA")


def told_of(watching) -> list[str]:
	"""What the supervisor was told about the rule."""
	about = {"document_name": watching.name, "for_user": "supervisor@monitoring.example"}
	subjects = frappe.get_all("Notification Log", filters=about, pluck="subject", order_by="subject")
	return [subject.partition("”")[2] for subject in subjects]


class TestNeverInTheWay:
	def test_a_failing_rule_lets_business_go_on_and_is_switched_off(self) -> None:
		watching = rule(expression="1 / doc.base_discount_amount > 0")
		name = supplier("供应商")
		logged = frappe.db.count("Error Log", {"reference_name": watching.name})  # its table knows of no rollback
		for times in range(1, MOST + 1):
			assert submitted(order(name, 5000)).docstatus == 1
			judged()
			# The first failure is told of, the ones after it are not, that it was switched off is.
			assert told_of(watching) == (["运行失败"] if times < MOST else ["已停用", "运行失败"])
			assert frappe.db.count("Error Log", {"reference_name": watching.name}) == logged + times
		row = frappe.db.get_value(RULE, watching.name, ["enabled", "failures", "last_error", "switched_off_because"])
		assert row[:2] == (0, MOST)
		assert "ZeroDivisionError" in row[2]
		assert row[3] == said(FAILED, count=MOST)
		submitted(order(name, 5000))
		assert queueing.taken() == []

	@pytest.mark.parametrize("expression", ["len(doc.supplier * 1000000000) > 1", "round(hour, -1000000000) > 1"])
	def test_an_expression_cannot_fill_the_memory(self, expression: str) -> None:
		watching = rule(expression=expression)
		assert submitted(order(supplier("供应商"), 5000)).docstatus == 1
		judged()
		assert frappe.db.get_value(RULE, watching.name, "failures") == 1

	def test_a_rule_that_fails_in_the_job_spoils_no_other(self, monkeypatch) -> None:
		broken, sound = rule(**LARGE, title="坏"), rule(**LARGE, title="好")
		judge = frappe.get_attr("lianzheng_risk.risk_supervision.monitoring.evaluating.judge")

		def judge_or_fail(one, values, moment):
			if one.name == broken.name:
				frappe.db.sql("select no_such_column from `tabPurchase Order`")
			return judge(one, values, moment)

		monkeypatch.setattr("lianzheng_risk.risk_supervision.monitoring.evaluating.judge", judge_or_fail)
		submitted(order(supplier("供应商"), 5000))
		assert judged() == 1
		assert len(hits(sound)) == 1
		assert frappe.db.get_value(RULE, broken.name, "failures") == 1

	def test_without_a_queue_the_document_is_saved_all_the_same(self, monkeypatch) -> None:
		def no_redis(*args, **kwargs):
			raise RedisError("no queue")

		monkeypatch.setattr(frappe, "enqueue", no_redis)
		rule(**LARGE)
		submitted(order(supplier("供应商"), 5000))
		queueing._flush()
		assert queueing.taken() == []

	def test_one_job_for_a_transaction_and_none_for_what_is_rolled_back(self, monkeypatch) -> None:
		queued = []
		monkeypatch.setattr(frappe, "enqueue", lambda method, **values: queued.append(values["candidates"]))
		rule(**LARGE)
		name = supplier("供应商")
		documents = [submitted(order(name, amount)).name for amount in (5000, 6000, 10)]
		queueing._flush()
		assert [[one["name"] for one in candidates] for candidates in queued] == [documents[:2]]
		submitted(order(name, 7000))
		queueing._clear()
		queueing._flush()
		assert len(queued) == 1

	def test_what_no_rule_watches_asks_the_database_nothing(self) -> None:
		document = frappe.get_doc("Company", COMPANY)
		watcher.all_rules()
		frappe.get_attr("lianzheng_risk.watching.watched")()
		before = frappe.db.sql
		asked = []
		frappe.db.sql = lambda *args, **kwargs: asked.append(args) or before(*args, **kwargs)
		try:
			frappe.get_attr("lianzheng_risk.watching.on_event")(document, "on_update")
		finally:
			del frappe.db.sql
		assert asked == []


def decision_for(document) -> None:
	"""The leaders of MA meet about it and agree."""
	people = leaders("MA")
	members = [
		{"person": person, "attendance": "Present", "opinion": "Agree", "is_chief": int(person == people[-1])}
		for person in people
	]
	about = {"reference_doctype": document.doctype, "reference_name": document.name}
	held = {"unit": "MA", "category": FUNDS, "meeting_date": nowdate(), "chair": people[-1], "members": members}
	money = {"amount": 5000, "currency": "CNY", "company": COMPANY}
	records.create(DECISION, matter="采购办公纸", decision="同意采购", **held, **money, **about).submit()


class TestDecisions:
	@pytest.fixture(autouse=True)
	def deciding(self, business) -> None:  # noqa: F811
		rule(consequence="Require a Collective Decision", title="大额采购", **LARGE)

	def test_a_document_waits_for_its_decision(self) -> None:
		document = order(supplier("供应商"), 5000).insert()
		with pytest.raises(DecisionRequiredError, match="大额采购"):
			document.submit()
		decision_for(document)
		document.reload()
		document.submit()
		assert document.docstatus == 1

	def test_a_decision_about_something_else_is_none(self) -> None:
		decision_for(order(supplier("供应商"), 5000).insert())
		with pytest.raises(DecisionRequiredError):
			order("供应商", 5000).insert().submit()

	def test_others_do_not(self) -> None:
		assert submitted(order(supplier("供应商"), 500)).docstatus == 1

	def test_a_rule_that_fails_holds_up_nothing(self) -> None:
		rule(consequence="Require a Collective Decision", expression="1 / doc.base_discount_amount > 0")
		assert submitted(order(supplier("供应商"), 500)).docstatus == 1


class TestHistory:
	def test_a_back_test_says_what_a_rule_would_find_and_what_it_costs(self) -> None:
		name = supplier("供应商")
		documents = [submitted(order(name, amount, nowdate())) for amount in (60000, 50000, 10)]
		watching = shipped("order_splitting", enabled=0)
		with by("supervisor"):
			start_backtest(watching.name, 30)
		run_backtest(watching.name, 30)
		watching.reload()
		assert (watching.backtest_status, watching.backtest_looked_at, watching.backtest_hits) == ("Done", 3, 1)
		assert watching.backtest_queries > 0
		assert json.loads(watching.backtest_examples)[0]["document"] in [one.name for one in documents]
		assert hits(watching) == []
		with by("leader"), pytest.raises(frappe.PermissionError):
			start_backtest(watching.name, 30)
		with by("other"), pytest.raises(frappe.PermissionError):
			start_backtest(watching.name, 30)

	def test_the_daily_scan_looks_at_what_no_save_tells_of(self) -> None:
		watching = rule(event="Daily Scan", expression="days_back >= 10 and doc.per_received == 0")
		name = supplier("供应商")
		late = submitted(order(name, 10, frappe.utils.add_days(nowdate(), -12)))
		submitted(order(name, 10, nowdate()))
		assert queueing.taken() == []
		for _ in range(2):
			scan(watching.name)
		assert [hit.reference_name for hit in hits(watching)] == [late.name]
