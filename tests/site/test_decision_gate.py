"""What has to be decided collectively is not submitted before it was: real orders and payments of ERPNext."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import frappe
import pytest
from frappe.utils import add_days, nowdate
from redis.exceptions import RedisError

from lianzheng_risk import watching
from lianzheng_risk.core.decisions.urgency import DAYS
from lianzheng_risk.risk_control.decisions import announcing, naming, thresholds
from lianzheng_risk.risk_control.decisions.naming import NotCoveredError
from lianzheng_risk.risk_control.decisions.needs import NoThresholdInCurrencyError
from lianzheng_risk.risk_control.decisions.refusing import DecisionNeededError
from lianzheng_risk.risk_control.decisions.urgent import NotAloneError, RatificationError
from lianzheng_risk.risk_control.doctype.integrity_collective_decision.integrity_collective_decision import (
	DecisionInUseError,
)
from lianzheng_risk.risk_control.doctype.integrity_decision_threshold.integrity_decision_threshold import ThresholdError
from lianzheng_risk.risk_supervision.warnings.clock import watch_some
from lianzheng_risk.store.workdays import add_workdays
from tests.site import records
from tests.site.approving import acting
from tests.site.deciding import DECISION, DRAW, balance, decided, draft, draws_of, leaders, open_shop, threshold, undone
from tests.site.people import join
from tests.site.purchasing import COMPANY, ITEM, ORDER, OTHER_ITEM, OTHER_SUPPLIER, PAYMENT, SUPPLIER, order, payment


@pytest.fixture(scope="module")
def opened(erp_site: str) -> Iterator[None]:
	with open_shop(erp_site):
		yield


@pytest.fixture
def shop(opened) -> Iterator[None]:
	with undone():
		yield


def submitted(document):
	document.submit()
	return document


def refusal(document) -> str:
	"""What the person is told; the document stays a draft."""
	with pytest.raises(DecisionNeededError) as refused:
		document.submit()
	assert frappe.db.get_value(document.doctype, document.name, "docstatus") == 0
	document.reload()
	return str(refused.value)


@contextmanager
def queries() -> Iterator[list[str]]:
	"""What is asked of the database meanwhile."""
	asked: list[str] = []
	run = frappe.db.sql

	def listening(query, *args, **kwargs):
		asked.append(str(query))
		return run(query, *args, **kwargs)

	frappe.db.sql = listening
	try:
		yield asked
	finally:
		frappe.db.sql = run


class TestThreshold:
	def test_below_it_nothing_is_asked(self, shop):
		threshold()
		assert draws_of(submitted(order(99999.99))) == []

	def test_from_it_on_a_decision_is_needed(self, shop):
		threshold()
		told = refusal(order(100000))
		for words in ("金额100,000.00 CNY", "达到100,000.00 CNY", "单位Y", "大额资金使用", "大额资金管理办法第五条"):
			assert words in told

	@pytest.mark.parametrize("changed", [{"enabled": 0}, {"company": "", "currency": "CNY"}])
	def test_disabled_or_for_every_company(self, shop, changed):
		threshold(**changed)
		paper = order(100000)
		assert submitted(paper) if "enabled" in changed else refusal(paper)

	def test_another_company_is_not_bound(self, shop):
		records.create("Company", company_name="西江公司", abbr="XJ", default_currency="CNY", country="China")
		threshold(company="西江公司")
		assert submitted(order(100000)).docstatus == 1

	def test_what_is_particular_goes_before_what_is_general(self, shop):
		threshold(company="", amount=1)
		threshold(amount=100000)
		assert submitted(order(50000)).docstatus == 1

	def test_conditions(self, shop):
		paid_out = {"field": "payment_type", "operator": "=", "value": "Pay"}
		threshold(document_type=PAYMENT, amount_field="base_paid_amount", party_field="party", conditions=[paid_out])
		assert "付款" in refusal(payment(100000))
		assert submitted(payment(100000, "Receive")).docstatus == 1

	def test_a_condition_may_stand_for_an_amount(self, shop):
		only = {"field": "supplier", "operator": "in", "value": f"{OTHER_SUPPLIER}，别家"}
		threshold(amount_field="", amount=0, conditions=[only], category="Major Project")
		assert submitted(order(100000)).docstatus == 1
		assert "重大项目安排" in refusal(order(1, OTHER_SUPPLIER))
		decision = decided(0, category="Major Project", party=OTHER_SUPPLIER)
		assert draws_of(submitted(order(1, OTHER_SUPPLIER))) == [(decision.name, "Drawn", 0)]

	def test_each_category_needs_its_own(self, shop):
		threshold()
		threshold(category="Major Project", amount=50000, title="重大采购项目")
		paper = order(100000)
		decided(100000)
		assert "重大项目安排" in refusal(paper)
		assert balance(frappe.get_last_doc(DECISION).name) == (0, 100000)
		decided(100000, category="Major Project")
		assert len(draws_of(submitted(paper))) == 2

	def test_in_another_currency_it_is_not_compared(self, shop):
		threshold(company="", currency="USD")
		with pytest.raises(NoThresholdInCurrencyError, match="币种是USD"):
			order(100000).submit()

	@pytest.mark.parametrize(
		("wrong", "words"),
		[
			({"document_type": "ToDo"}, "需要提交"),
			({"amount_field": "no_such"}, "no_such"),
			({"amount_field": "supplier"}, "不是金额"),
			({"amount": 0}, "大于0"),
			({"amount_field": ""}, "条件"),
			({"party_field": "vendor"}, "vendor"),
			({"item_table": "supplier"}, "明细表"),
			({"window_days": 30, "party_field": ""}, "化整为零"),
			({"conditions": [{"field": "no_such", "operator": "=", "value": "1"}]}, "no_such"),
		],
	)
	def test_one_that_could_never_hold_is_refused(self, shop, wrong, words):
		with pytest.raises(ThresholdError, match=words):
			threshold(**wrong)


class TestWatching:
	def test_what_nobody_watches_is_asked_nothing(self, shop):
		threshold()
		assert ORDER in watching.watched()
		note = records.create("Note", title="便条")
		watching.watched()
		with queries() as asked:
			watching.on_event(note, "on_update")
		assert asked == []

	def test_what_is_watched_is_asked_two_things_at_most(self, shop):
		threshold(window_days=30)
		small, large = order(10), order(100000)
		for paper in (small, large):
			watching.watched()
			thresholds.in_force()
			frappe.get_meta(ORDER)
			with queries() as asked, suppress(DecisionNeededError):
				watching.on_event(paper, "before_submit")
			of_gate = [query for query in asked if "tabIntegrity Decision Draw" in query]
			assert len(of_gate) == 1, asked

	def test_it_is_told_of_a_threshold_that_comes_and_goes(self, shop):
		assert ORDER not in watching.watched()
		rule = threshold()
		assert ORDER in watching.watched()
		rule.update({"enabled": 0}).save()
		assert ORDER not in watching.watched()

	def test_what_was_drawn_comes_back_after_the_threshold_has_gone(self, shop):
		rule, decision = threshold(), decided()
		paper = submitted(order(100000))
		rule.delete()
		assert balance(decision) == (100000, 0)
		paper.cancel()
		assert balance(decision) == (0, 100000)


class TestConsumption:
	def test_is_cumulative_and_comes_back(self, shop):
		threshold()
		decision = decided(250000)
		first, second = submitted(order(100000)), submitted(order(120000))
		assert balance(decision) == (220000, 30000)
		third = order(100000)
		told = refusal(third)
		assert decision.name in told
		assert "还剩30,000.00，本单据需要100,000.00" in told
		first.cancel()
		assert balance(decision) == (120000, 130000)
		assert draws_of(first) == [(decision.name, "Released", 100000)]
		submitted(third)
		assert balance(decision) == (220000, 30000)
		assert draws_of(second) == [(decision.name, "Drawn", 120000)]

	def test_an_amended_document_rests_on_the_same(self, shop):
		threshold()
		decision = decided(150000, party="")
		paper = order(150000)
		naming.name_decision(ORDER, paper.name, decision.name)
		submitted(paper).cancel()
		amended = frappe.copy_doc(paper)
		amended.update({"amended_from": paper.name, "docstatus": 0})
		amended.items[0].rate = 120000
		submitted(amended.insert())
		assert draws_of(amended) == [(decision.name, "Drawn", 120000)]
		assert balance(decision) == (120000, 30000)

	def test_items_changed_after_submission_are_followed(self, shop):
		from erpnext.controllers.accounts_controller import update_child_qty_rate

		threshold()
		decision, paper = decided(150000), order(100000)
		submitted(paper)

		def change(rate: float) -> None:
			row = paper.items[0]
			items = [{"docname": row.name, "name": row.name, "item_code": row.item_code, "qty": 1, "rate": rate}]
			update_child_qty_rate(ORDER, frappe.as_json(items), paper.name)
			paper.reload()

		change(150000)
		assert balance(decision) == (150000, 0)
		frappe.db.savepoint("before_the_change")
		with pytest.raises(DecisionNeededError, match="改后的金额"):
			change(150001)
		frappe.db.rollback(save_point="before_the_change")
		paper.reload()
		change(40000)
		assert balance(decision) == (40000, 110000)

	def test_raised_above_the_threshold_after_submission(self, shop):
		from erpnext.controllers.accounts_controller import update_child_qty_rate

		threshold()
		paper = submitted(order(90000))
		row = paper.items[0]
		items = [{"docname": row.name, "name": row.name, "item_code": row.item_code, "qty": 1, "rate": 100000}]
		with pytest.raises(DecisionNeededError):
			update_child_qty_rate(ORDER, frappe.as_json(items), paper.name)

	@pytest.mark.parametrize(
		"other",
		[
			{"unit": "X"},
			{"category": "Major Project"},
			{"company": "", "party": OTHER_SUPPLIER},
			{"currency": "USD", "company": ""},
			{"valid_until": "2026-02-01", "meeting_date": "2026-01-01"},
		],
		ids=lambda other: next(iter(other)),
	)
	def test_a_decision_about_something_else_does_not_cover_it(self, shop, other):
		threshold()
		decided(100000, **other)
		refusal(order(100000))

	@pytest.mark.parametrize("opinions", [("Disagree", "Disagree", "Agree"), ("Defer", "Agree", "Abstain")])
	def test_one_that_was_not_carried_covers_nothing(self, shop, opinions):
		threshold()
		decided(100000, opinions)
		draft(100000)  # nor one that was not submitted
		refusal(order(100000))

	def test_one_that_names_nothing_is_not_used_up_by_chance(self, shop):
		threshold()
		decision, paper = decided(100000, party=""), order(100000)
		refusal(paper)
		naming.name_decision(ORDER, paper.name, decision.name)
		submitted(paper)
		assert draws_of(paper) == [(decision.name, "Drawn", 100000)]

	def test_the_one_named_goes_before_the_one_about_the_party(self, shop):
		threshold()
		by_party, named = decided(100000, matter="甲"), decided(100000, matter="乙")
		paper = order(100000)
		naming.name_decision(ORDER, paper.name, by_party.name)
		naming.name_decision(ORDER, paper.name, named.name)
		submitted(paper)
		assert (balance(by_party)[0], balance(named)[0]) == (0, 100000)
		assert (named.name, "Drawn", 100000) in draws_of(paper)

	def test_the_one_taken_for_it(self, shop):
		threshold()
		paper = order(100000)
		decision = decided(100000, party="", reference_doctype=ORDER, reference_name=paper.name)
		submitted(paper)
		assert balance(decision) == (100000, 0)

	def test_a_rule_may_want_the_party_named(self, shop):
		threshold(same_party=1)
		paper = order(100000)
		decided(100000, party="", reference_doctype=ORDER, reference_name=paper.name)
		assert "须写明对方单位" in refusal(paper)

	def test_what_documents_rest_on_is_not_cancelled(self, shop):
		threshold()
		decision = decided()
		paper = submitted(order(100000))
		with pytest.raises(DecisionInUseError, match=paper.name):
			decision.cancel()
		paper.cancel()
		decision.reload()
		decision.cancel()
		assert decision.docstatus == 2

	def test_a_form_that_was_open_meanwhile_takes_nothing_back(self, shop):
		threshold()
		opened = frappe.get_doc(DECISION, decided(250000).name)
		submitted(order(100000))
		opened.update({"execution_status": "Being Carried Out", "drawn": 0, "left_over": 250000}).save()
		assert balance(opened) == (100000, 150000)

	def test_nobody_gives_room_by_hand(self, shop):
		decision = draft(100000)
		decision.update({"drawn": -100000, "left_over": 200000}).submit()
		assert balance(decision) == (0, 100000)

	def test_an_order_is_deleted_whatever_it_once_drew(self, shop):
		threshold()
		decided()
		paper = submitted(order(100000))
		paper.cancel()
		frappe.delete_doc(ORDER, paper.name)
		assert not frappe.db.exists(ORDER, paper.name)


def elsewhere(limit: str, name: str, amount: int, minutes_ago: float = 0) -> None:
	"""Another order to the supplier is being submitted, which no query can tell."""
	common = {"party": SUPPLIER, "requester": "", "items": {}}
	entry = {"at": time.time() - 60 * minutes_ago, "day": nowdate(), "amount": str(amount), **common}
	with frappe.cache.pipeline() as redis:
		redis.hset(frappe.cache.make_key(f"lianzheng_passing:{limit}:{COMPANY}"), name, json.dumps(entry))
		redis.execute()


def passing(limit: str) -> dict[str, bytes]:
	with frappe.cache.pipeline() as redis:
		redis.hgetall(frappe.cache.make_key(f"lianzheng_passing:{limit}:{COMPANY}"))
		return {name.decode(): entry for name, entry in redis.execute()[0].items()}


class TestSplitting:
	def test_of_one_supplier_within_the_days(self, shop):
		threshold(window_days=30)
		first = submitted(order(60000, on=add_days(nowdate(), -30)))
		told = refusal(order(40000))
		for words in (first.name, "同一对方单位", SUPPLIER, "100,000.00 CNY", "30天", "化整为零"):
			assert words in told

	@pytest.mark.parametrize(
		("earlier", "later"),
		[
			({"on": -31}, {}),
			({"supplier": OTHER_SUPPLIER}, {}),
			({}, {"amount": 39999}),
		],
		ids=["earlier", "another supplier", "less"],
	)
	def test_is_no_splitting(self, shop, earlier, later):
		threshold(window_days=30)
		submitted(order(60000, **earlier | ({"on": add_days(nowdate(), earlier["on"])} if "on" in earlier else {})))
		assert submitted(order(**{"amount": 40000} | later)).docstatus == 1

	def test_a_date_ahead_of_the_other_is_no_way_out(self, shop):
		threshold(window_days=30)
		submitted(order(60000, on=nowdate()))
		refusal(order(60000, on=add_days(nowdate(), -20)))

	def test_drafts_and_what_was_cancelled_do_not_count(self, shop):
		threshold(window_days=30)
		order(60000)
		submitted(order(60000)).cancel()
		assert submitted(order(60000)).docstatus == 1

	def test_one_that_another_transaction_submits_counts(self, shop):
		limit = threshold(window_days=30).name
		elsewhere(limit, "PO-A", 60000)
		assert "PO-A" in refusal(order(40000))
		assert submitted(order(40000, OTHER_SUPPLIER)).docstatus == 1
		elsewhere(limit, "PO-A", 60000, minutes_ago=20)
		assert submitted(order(39999)).docstatus == 1

	def test_what_was_refused_or_taken_back_stands_in_nobodys_way(self, shop):
		limit = threshold(window_days=30).name
		refusal(order(100000))
		submitted(order(60000)).cancel()
		assert passing(limit) == {}
		second = submitted(order(60000))
		assert set(passing(limit)) == {second.name}
		announcing.withdraw(second)
		refusal(order(60000))
		assert passing(limit) == {}

	def test_without_redis_the_database_tells_what_it_can(self, shop, monkeypatch):
		threshold(window_days=30)

		def no_redis(*args, **kwargs):
			raise RedisError("gone")

		monkeypatch.setattr(frappe.cache, "pipeline", no_redis)
		submitted(order(60000))
		refusal(order(60000))

	def test_what_was_decided_was_not_split(self, shop):
		threshold(window_days=30)
		decided(100000)
		submitted(order(100000))
		assert submitted(order(50000)).docstatus == 1

	def test_the_same_item_from_several_suppliers(self, shop):
		by_item = {"item_table": "items", "item_field": "item_code", "item_amount_field": "base_amount"}
		threshold(window_days=30, **by_item)
		submitted(order(60000, SUPPLIER, ITEM))
		assert submitted(order(60000, OTHER_SUPPLIER, OTHER_ITEM)).docstatus == 1
		told = refusal(order(40000, OTHER_SUPPLIER, ITEM))
		assert "同一对方单位" in told or "同一物料" in told

	def test_the_same_requester(self, shop):
		threshold(window_days=30, requester_field="owner")
		submitted(order(60000))
		assert "同一经办人" in refusal(order(60000, OTHER_SUPPLIER, OTHER_ITEM))

	def test_it_is_submitted_once_it_was_decided(self, shop):
		threshold(window_days=30)
		submitted(order(60000))
		paper = order(60000)
		refusal(paper)
		decision = decided(120000)
		submitted(paper)
		assert balance(decision) == (60000, 60000)


class TestWithoutCompany:
	"""Any DocType that is submitted, by unit or for the whole organisation."""

	def bind(self, **values) -> None:
		bound = {"document_type": "Integrity Inspection", "party_field": "", "company": "", "category": "Major Matter"}
		condition = {"field": "inspection_type", "operator": "=", "value": "Special Inspection"}
		threshold(amount_field="", amount=0, conditions=[condition], **bound | values)

	def asked(self, unit: str) -> list[str]:
		kind = {"inspection_type": "Special Inspection"}
		document = frappe.new_doc("Integrity Inspection").update({"unit": unit, "title": "检查", **kind})
		return [one.unit for one in thresholds.binding(document)]

	def test_for_the_whole_organisation(self, shop):
		self.bind()
		assert [self.asked(unit) for unit in ("X", "Y-1", "Z")] == [["Y"]] * 3

	def test_for_a_unit_and_what_is_below_it(self, shop):
		self.bind(unit_field="unit")
		assert [self.asked(unit) for unit in ("X", "Y", "Y-1", "Z")] == [[], ["Y"], ["Y"], []]

	def test_the_nearest_unit_decides(self, shop):
		self.bind(unit="X", unit_field="unit")
		self.bind(unit="Y", unit_field="unit")
		assert [self.asked(unit) for unit in ("X", "Y-1", "Z")] == [["X"], ["Y"], ["X"]]


class TestWhoIsTold:
	def test_a_buyer_without_a_role_is_told_whom_to_ask(self, shop):
		threshold()
		frappe.clear_messages()
		with acting("buyer"):
			paper = order(100000)
			told = refusal(paper)
			assert "请联系以下人员提请集体决策：chief、deputy" in told
			assert not any(message.get("primary_action") for message in frappe.message_log)
			(standing,) = naming.standing_of(ORDER, paper.name)
			assert (standing["start"], standing["offered"], standing["ask"]) == (None, [], ["chief", "deputy"])

	def test_whoever_has_the_right_may_start_one_from_the_document(self, shop):
		join("Y", "buyer@example.com", "Integrity Liaison")
		threshold()
		frappe.clear_messages()
		with acting("buyer"):
			paper = order(100000)
			refusal(paper)
			(action,) = [message["primary_action"] for message in frappe.message_log if message.get("primary_action")]
			assert action["client_action"] == "lianzheng_risk.decisions.start"
			given = action["args"]
			assert (given["amount"], given["party"], given["unit"]) == (100000, SUPPLIER, "Y")
			started = records.create(DECISION, **given)
			assert (started.reference_name, started.currency, started.docstatus) == (paper.name, "CNY", 0)
			with pytest.raises(frappe.PermissionError):
				started.submit()

	def test_the_number_of_a_decision_tells_a_stranger_nothing(self, shop):
		threshold()
		decision = decided(99999)
		with acting("buyer"):
			paper = order(100000)
			for number in (decision.name, "LZ-SZ-NONE"):
				with pytest.raises(NotCoveredError) as refused:
					naming.name_decision(ORDER, paper.name, number)
				assert str(refused.value) == "本单据不能依据此项决定。"
		frappe.local.lang = "zh"
		with pytest.raises(NotCoveredError, match=r"还剩99,999\.00"):
			naming.name_decision(ORDER, paper.name, decision.name)

	def test_a_buyer_may_give_the_number_that_was_told_on_paper(self, shop):
		threshold()
		decision = decided(100000, party="")
		with acting("buyer"):
			paper = order(100000)
			naming.name_decision(ORDER, paper.name, decision.name)
			submitted(paper)
		assert draws_of(paper) == [(decision.name, "Drawn", 100000)]
		assert frappe.db.get_value(DRAW, {"decision": decision.name}, "drawn_by") == "buyer@example.com"

	@pytest.mark.parametrize("method", ["standing_of", "name_decision", "override"])
	def test_of_an_order_that_one_may_not_see_nothing_is_told(self, shop, method):
		threshold()
		paper = order(100000)
		arguments = {"standing_of": (), "name_decision": ("x",), "override": ("Large Funds", "急")}[method]
		with acting("head"), pytest.raises(frappe.PermissionError):
			getattr(naming, method)(ORDER, paper.name, *arguments)

	def test_of_what_nobody_watches_there_is_nothing_to_tell(self, shop):
		note = order(5)
		assert naming.standing_of(ORDER, note.name) == []


class TestUrgency:
	def urgent(self, by: str = "buyer", reason: str = "管道爆裂，须当天抢修", **values):
		threshold(**{"override_role": "Purchase Manager"} | values)
		with acting(by):
			paper = order(100000)
			name = naming.override(ORDER, paper.name, "Large Funds", reason)
			submitted(paper)
		return paper, frappe.get_doc(DECISION, name)

	def test_who_is_named_decides_alone(self, shop):
		paper, decision = self.urgent()
		assert (decision.result, decision.docstatus, decision.decided_by) == (
			"Urgent, to Be Ratified",
			1,
			"buyer@example.com",
		)
		assert decision.urgent_reason == "管道爆裂，须当天抢修"
		assert decision.ratify_by == add_workdays(nowdate(), DAYS)
		assert draws_of(paper) == [(decision.name, "Drawn", 100000)]

	@pytest.mark.parametrize(
		("values", "reason", "words"),
		[
			({"override_role": ""}, "急", "没有规定"),
			({"override_role": "Stock Manager"}, "急", "可以紧急处置"),
			({"override_role": "Integrity Unit Leader"}, "急", "可以紧急处置"),
			({}, " ", "理由"),
		],
	)
	def test_nobody_else_does(self, shop, values, reason, words):
		with pytest.raises(NotAloneError, match=words):
			self.urgent(reason=reason, **values)

	def test_a_role_of_the_app_counts_at_the_deciding_unit(self, shop):
		rule = {"override_role": "Integrity Unit Leader"}
		frappe.get_doc("User", "stranger@example.com").add_roles("Purchase Manager")
		with pytest.raises(NotAloneError):
			self.urgent("stranger", **rule)
		frappe.get_doc("User", "chief@example.com").add_roles("Purchase Manager")
		frappe.db.delete("Integrity Decision Threshold")
		thresholds.forget()
		assert self.urgent("chief", **rule)[1].decided_by == "chief@example.com"

	def test_it_cannot_be_written_by_hand(self, shop):
		leaders()
		with acting("deputy"):
			written = draft(100000, is_urgent=1, ratify_by=nowdate(), decided_by="chief@example.com", drawn=5)
		assert (written.is_urgent, written.ratify_by, written.decided_by, written.drawn) == (0, None, None, 0)

	def test_a_decision_ratifies_it_and_gives_nothing_more(self, shop):
		_, urgent = self.urgent()
		decision = decided(100000, ratifies=urgent.name)
		urgent.reload()
		assert (urgent.ratified_by, str(urgent.ratified_on)) == (decision.name, nowdate())
		assert "追认" in refusal(order(100000))
		with pytest.raises(RatificationError, match="已经追认"):
			draft(100000, ratifies=urgent.name)
		decision.reload()
		decision.cancel()
		assert frappe.db.get_value(DECISION, urgent.name, "ratified_by") is None

	@pytest.mark.parametrize("wrong", [{"amount": 99999}, {"unit": "X"}, {"category": "Major Project"}])
	def test_it_is_ratified_in_full_by_the_same_unit(self, shop, wrong):
		_, urgent = self.urgent()
		with pytest.raises(RatificationError):
			draft(**{"amount": 100000} | wrong, ratifies=urgent.name)

	def test_one_that_was_voted_down_stays_open(self, shop):
		_, urgent = self.urgent()
		decided(100000, ("Disagree", "Disagree", "Disagree"), ratifies=urgent.name)
		assert frappe.db.get_value(DECISION, urgent.name, "ratified_by") is None

	def test_it_is_warned_of_until_it_is_ratified(self, shop):
		_, urgent = self.urgent()
		self.look()
		assert self.warning(urgent) is None
		frappe.db.set_value(DECISION, urgent.name, {"ratify_by": add_days(nowdate(), -3)})
		frappe.db.set_value(DECISION, urgent.name, "creation", add_days(nowdate(), -9), update_modified=False)
		self.look()
		warning = self.warning(urgent)
		assert (warning.source, warning.unit, warning.status) == ("Urgent Action Not Ratified", "Y", "To Be Received")
		assert add_days(nowdate(), -3) in warning.facts
		self.look()
		assert frappe.db.count("Integrity Warning", {"source_name": urgent.name}) == 1
		decided(100000, ratifies=urgent.name)
		self.look()
		assert self.warning(urgent).status == "To Be Rechecked"

	def look(self) -> None:
		watch_some(["Y"])

	def warning(self, urgent):
		fields = ["source", "unit", "status", "facts"]
		return frappe.db.get_value("Integrity Warning", {"source_name": urgent.name}, fields, as_dict=True)


def test_the_company_of_a_decision_exists(shop):
	with pytest.raises(frappe.ValidationError, match="没有名为"):
		draft(company="无此公司")
	assert draft(company=COMPANY, currency="").currency == "CNY"
