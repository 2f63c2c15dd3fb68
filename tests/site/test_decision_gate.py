"""What has to be decided collectively is not submitted before it was: real orders and payments of ERPNext."""

from __future__ import annotations

from contextlib import suppress

import frappe
import pytest

from lianzheng_risk import watching
from lianzheng_risk.risk_control.decisions import naming, thresholds
from lianzheng_risk.risk_control.decisions.needs import NoThresholdInCurrencyError
from lianzheng_risk.risk_control.decisions.refusing import DecisionNeededError
from lianzheng_risk.risk_control.doctype.integrity_collective_decision.integrity_collective_decision import (
	DecisionInUseError,
)
from lianzheng_risk.risk_control.doctype.integrity_decision_threshold.integrity_decision_threshold import ThresholdError
from tests.site import records
from tests.site.deciding import DECISION, balance, decided, draft, draws_of, threshold
from tests.site.gate import queries, refusal, shop, shop_opened, submitted  # noqa: F401
from tests.site.purchasing import ORDER, OTHER_SUPPLIER, PAYMENT, order, payment

pytestmark = pytest.mark.usefixtures("shop")


class TestThreshold:
	def test_below_it_nothing_is_asked(self):
		threshold()
		assert draws_of(submitted(order(99999.99))) == []

	def test_from_it_on_a_decision_is_needed(self):
		threshold()
		told = refusal(order(100000))
		for words in ("金额100,000.00 CNY", "达到100,000.00 CNY", "单位Y", "大额资金使用", "大额资金管理办法第五条"):
			assert words in told

	@pytest.mark.parametrize("changed", [{"enabled": 0}, {"company": "", "currency": "CNY"}])
	def test_disabled_or_for_every_company(self, changed):
		threshold(**changed)
		paper = order(100000)
		assert submitted(paper) if "enabled" in changed else refusal(paper)

	def test_another_company_is_not_bound(self):
		records.create("Company", company_name="西江公司", abbr="XJ", default_currency="CNY", country="China")
		threshold(company="西江公司")
		assert submitted(order(100000)).docstatus == 1

	def test_what_is_particular_goes_before_what_is_general(self):
		threshold(company="", amount=1)
		threshold(amount=100000)
		assert submitted(order(50000)).docstatus == 1

	def test_conditions(self):
		paid_out = {"field": "payment_type", "operator": "=", "value": "Pay"}
		threshold(document_type=PAYMENT, amount_field="base_paid_amount", party_field="party", conditions=[paid_out])
		assert "付款" in refusal(payment(100000))
		assert submitted(payment(100000, "Receive")).docstatus == 1

	def test_a_condition_may_stand_for_an_amount(self):
		only = {"field": "supplier", "operator": "in", "value": f"{OTHER_SUPPLIER}，别家"}
		threshold(amount_field="", amount=0, conditions=[only], category="Major Project")
		assert submitted(order(100000)).docstatus == 1
		assert "重大项目安排" in refusal(order(1, OTHER_SUPPLIER))
		decision = decided(0, category="Major Project", party=OTHER_SUPPLIER)
		assert draws_of(submitted(order(1, OTHER_SUPPLIER))) == [(decision.name, "Drawn", 0)]

	def test_each_category_needs_its_own(self):
		threshold()
		threshold(category="Major Project", amount=50000, title="重大采购项目")
		paper = order(100000)
		decided(100000)
		assert "重大项目安排" in refusal(paper)
		assert balance(frappe.get_last_doc(DECISION).name) == (0, 100000)
		decided(100000, category="Major Project")
		assert len(draws_of(submitted(paper))) == 2

	def test_in_another_currency_it_is_not_compared(self):
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
	def test_one_that_could_never_hold_is_refused(self, wrong, words):
		with pytest.raises(ThresholdError, match=words):
			threshold(**wrong)


class TestWatching:
	def test_what_nobody_watches_is_asked_nothing(self):
		threshold()
		assert ORDER in watching.watched()
		note = records.create("Note", title="便条")
		watching.watched()
		with queries() as asked:
			watching.on_event(note, "on_update")
		assert asked == []

	def test_what_is_watched_is_asked_two_things_at_most(self):
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

	def test_it_is_told_of_a_threshold_that_comes_and_goes(self):
		assert ORDER not in watching.watched()
		rule = threshold()
		assert ORDER in watching.watched()
		rule.update({"enabled": 0}).save()
		assert ORDER not in watching.watched()

	def test_what_was_drawn_comes_back_after_the_threshold_has_gone(self):
		rule, decision = threshold(), decided()
		paper = submitted(order(100000))
		rule.delete()
		assert balance(decision) == (100000, 0)
		paper.cancel()
		assert balance(decision) == (0, 100000)


class TestConsumption:
	def test_is_cumulative_and_comes_back(self):
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

	def test_an_amended_document_rests_on_the_same(self):
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

	def test_items_changed_after_submission_are_followed(self):
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

	def test_raised_above_the_threshold_after_submission(self):
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
	def test_a_decision_about_something_else_does_not_cover_it(self, other):
		threshold()
		decided(100000, **other)
		refusal(order(100000))

	@pytest.mark.parametrize("opinions", [("Disagree", "Disagree", "Agree"), ("Defer", "Agree", "Abstain")])
	def test_one_that_was_not_carried_covers_nothing(self, opinions):
		threshold()
		decided(100000, opinions)
		draft(100000)  # nor one that was not submitted
		refusal(order(100000))

	def test_one_that_names_nothing_is_not_used_up_by_chance(self):
		threshold()
		decision, paper = decided(100000, party=""), order(100000)
		refusal(paper)
		naming.name_decision(ORDER, paper.name, decision.name)
		submitted(paper)
		assert draws_of(paper) == [(decision.name, "Drawn", 100000)]

	def test_the_one_named_goes_before_the_one_about_the_party(self):
		threshold()
		by_party, named = decided(100000, matter="甲"), decided(100000, matter="乙")
		paper = order(100000)
		naming.name_decision(ORDER, paper.name, by_party.name)
		naming.name_decision(ORDER, paper.name, named.name)
		submitted(paper)
		assert (balance(by_party)[0], balance(named)[0]) == (0, 100000)
		assert (named.name, "Drawn", 100000) in draws_of(paper)

	def test_the_one_taken_for_it(self):
		threshold()
		paper = order(100000)
		decision = decided(100000, party="", reference_doctype=ORDER, reference_name=paper.name)
		submitted(paper)
		assert balance(decision) == (100000, 0)

	def test_a_rule_may_want_the_party_named(self):
		threshold(same_party=1)
		paper = order(100000)
		decided(100000, party="", reference_doctype=ORDER, reference_name=paper.name)
		assert "须写明对方单位" in refusal(paper)

	def test_what_documents_rest_on_is_not_cancelled(self):
		threshold()
		decision = decided()
		paper = submitted(order(100000))
		with pytest.raises(DecisionInUseError, match=paper.name):
			decision.cancel()
		paper.cancel()
		decision.reload()
		decision.cancel()
		assert decision.docstatus == 2

	def test_a_form_that_was_open_meanwhile_takes_nothing_back(self):
		threshold()
		opened = frappe.get_doc(DECISION, decided(250000).name)
		submitted(order(100000))
		opened.update({"execution_status": "Being Carried Out", "drawn": 0, "left_over": 250000}).save()
		assert balance(opened) == (100000, 150000)

	def test_nobody_gives_room_by_hand(self):
		decision = draft(100000)
		decision.update({"drawn": -100000, "left_over": 200000}).submit()
		assert balance(decision) == (0, 100000)

	def test_an_order_is_deleted_whatever_it_once_drew(self):
		threshold()
		decided()
		paper = submitted(order(100000))
		paper.cancel()
		frappe.delete_doc(ORDER, paper.name)
		assert not frappe.db.exists(ORDER, paper.name)
