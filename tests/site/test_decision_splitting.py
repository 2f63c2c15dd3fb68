"""Ways around a decision: split orders, urgent cases, and who is told of either."""

from __future__ import annotations

import json
import time

import frappe
import pytest
from frappe.utils import add_days, nowdate
from redis.exceptions import RedisError

from lianzheng_risk.core.decisions.urgency import DAYS
from lianzheng_risk.risk_control.decisions import announcing, naming, thresholds
from lianzheng_risk.risk_control.decisions.naming import NotCoveredError
from lianzheng_risk.risk_control.decisions.urgent import NotAloneError, RatificationError
from lianzheng_risk.risk_supervision.warnings.clock import watch_some
from lianzheng_risk.store.workdays import add_workdays
from tests.site import records
from tests.site.approving import acting
from tests.site.deciding import DECISION, DRAW, balance, decided, draft, draws_of, leaders, threshold
from tests.site.gate import queries, refusal, shop, shop_opened, submitted  # noqa: F401
from tests.site.people import join
from tests.site.purchasing import COMPANY, ITEM, ORDER, OTHER_ITEM, OTHER_SUPPLIER, SUPPLIER, order

pytestmark = pytest.mark.usefixtures("shop")


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
	def test_of_one_supplier_within_the_days(self):
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
	def test_is_no_splitting(self, earlier, later):
		threshold(window_days=30)
		submitted(order(60000, **earlier | ({"on": add_days(nowdate(), earlier["on"])} if "on" in earlier else {})))
		assert submitted(order(**{"amount": 40000} | later)).docstatus == 1

	def test_a_date_ahead_of_the_other_is_no_way_out(self):
		threshold(window_days=30)
		submitted(order(60000, on=nowdate()))
		refusal(order(60000, on=add_days(nowdate(), -20)))

	def test_drafts_and_what_was_cancelled_do_not_count(self):
		threshold(window_days=30)
		order(60000)
		submitted(order(60000)).cancel()
		assert submitted(order(60000)).docstatus == 1

	def test_one_that_another_transaction_submits_counts(self):
		limit = threshold(window_days=30).name
		elsewhere(limit, "PO-A", 60000)
		assert "PO-A" in refusal(order(40000))
		assert submitted(order(40000, OTHER_SUPPLIER)).docstatus == 1
		elsewhere(limit, "PO-A", 60000, minutes_ago=20)
		assert submitted(order(39999)).docstatus == 1

	def test_what_was_refused_or_taken_back_stands_in_nobodys_way(self):
		limit = threshold(window_days=30).name
		refusal(order(100000))
		submitted(order(60000)).cancel()
		assert passing(limit) == {}
		second = submitted(order(60000))
		assert set(passing(limit)) == {second.name}
		announcing.withdraw(second)
		refusal(order(60000))
		assert passing(limit) == {}

	def test_without_redis_the_database_tells_what_it_can(self, monkeypatch):
		threshold(window_days=30)

		def no_redis(*args, **kwargs):
			raise RedisError("gone")

		monkeypatch.setattr(frappe.cache, "pipeline", no_redis)
		submitted(order(60000))
		refusal(order(60000))

	def test_what_was_decided_was_not_split(self):
		threshold(window_days=30)
		decided(100000)
		submitted(order(100000))
		assert submitted(order(50000)).docstatus == 1

	def test_the_same_item_from_several_suppliers(self):
		by_item = {"item_table": "items", "item_field": "item_code", "item_amount_field": "base_amount"}
		threshold(window_days=30, **by_item)
		submitted(order(60000, SUPPLIER, ITEM))
		assert submitted(order(60000, OTHER_SUPPLIER, OTHER_ITEM)).docstatus == 1
		told = refusal(order(40000, OTHER_SUPPLIER, ITEM))
		assert "同一对方单位" in told or "同一物料" in told

	def test_the_same_requester(self):
		threshold(window_days=30, requester_field="owner")
		submitted(order(60000))
		assert "同一经办人" in refusal(order(60000, OTHER_SUPPLIER, OTHER_ITEM))

	def test_it_is_submitted_once_it_was_decided(self):
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

	def test_for_the_whole_organisation(self):
		self.bind()
		assert [self.asked(unit) for unit in ("X", "Y-1", "Z")] == [["Y"]] * 3

	def test_for_a_unit_and_what_is_below_it(self):
		self.bind(unit_field="unit")
		assert [self.asked(unit) for unit in ("X", "Y", "Y-1", "Z")] == [[], ["Y"], ["Y"], []]

	def test_the_nearest_unit_decides(self):
		self.bind(unit="X", unit_field="unit")
		self.bind(unit="Y", unit_field="unit")
		assert [self.asked(unit) for unit in ("X", "Y-1", "Z")] == [["X"], ["Y"], ["X"]]


class TestWhoIsTold:
	def test_a_buyer_without_a_role_is_told_whom_to_ask(self):
		threshold()
		frappe.clear_messages()
		with acting("buyer"):
			paper = order(100000)
			told = refusal(paper)
			assert "请联系以下人员提请集体决策：chief、deputy" in told
			assert not any(message.get("primary_action") for message in frappe.message_log)
			(standing,) = naming.standing_of(ORDER, paper.name)
			assert (standing["start"], standing["offered"], standing["ask"]) == (None, [], ["chief", "deputy"])

	def test_whoever_has_the_right_may_start_one_from_the_document(self):
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

	def test_the_number_of_a_decision_tells_a_stranger_nothing(self):
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

	def test_a_buyer_may_give_the_number_that_was_told_on_paper(self):
		threshold()
		decision = decided(100000, party="")
		with acting("buyer"):
			paper = order(100000)
			naming.name_decision(ORDER, paper.name, decision.name)
			submitted(paper)
		assert draws_of(paper) == [(decision.name, "Drawn", 100000)]
		assert frappe.db.get_value(DRAW, {"decision": decision.name}, "drawn_by") == "buyer@example.com"

	@pytest.mark.parametrize("method", ["standing_of", "name_decision", "override"])
	def test_of_an_order_that_one_may_not_see_nothing_is_told(self, method):
		threshold()
		paper = order(100000)
		arguments = {"standing_of": (), "name_decision": ("x",), "override": ("Large Funds", "急")}[method]
		with acting("head"), pytest.raises(frappe.PermissionError):
			getattr(naming, method)(ORDER, paper.name, *arguments)

	def test_of_what_nobody_watches_there_is_nothing_to_tell(self):
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

	def test_who_is_named_decides_alone(self):
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
	def test_nobody_else_does(self, values, reason, words):
		with pytest.raises(NotAloneError, match=words):
			self.urgent(reason=reason, **values)

	def test_a_role_of_the_app_counts_at_the_deciding_unit(self):
		rule = {"override_role": "Integrity Unit Leader"}
		frappe.get_doc("User", "stranger@example.com").add_roles("Purchase Manager")
		with pytest.raises(NotAloneError):
			self.urgent("stranger", **rule)
		frappe.get_doc("User", "chief@example.com").add_roles("Purchase Manager")
		frappe.db.delete("Integrity Decision Threshold")
		thresholds.forget()
		assert self.urgent("chief", **rule)[1].decided_by == "chief@example.com"

	def test_it_cannot_be_written_by_hand(self):
		leaders()
		with acting("deputy"):
			written = draft(100000, is_urgent=1, ratify_by=nowdate(), decided_by="chief@example.com", drawn=5)
		assert (written.is_urgent, written.ratify_by, written.decided_by, written.drawn) == (0, None, None, 0)

	def test_a_decision_ratifies_it_and_gives_nothing_more(self):
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
	def test_it_is_ratified_in_full_by_the_same_unit(self, wrong):
		_, urgent = self.urgent()
		with pytest.raises(RatificationError):
			draft(**{"amount": 100000} | wrong, ratifies=urgent.name)

	def test_one_that_was_voted_down_stays_open(self):
		_, urgent = self.urgent()
		decided(100000, ("Disagree", "Disagree", "Disagree"), ratifies=urgent.name)
		assert frappe.db.get_value(DECISION, urgent.name, "ratified_by") is None

	def test_it_is_warned_of_until_it_is_ratified(self):
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


def test_the_company_of_a_decision_exists():
	with pytest.raises(frappe.ValidationError, match="没有名为"):
		draft(company="无此公司")
	assert draft(company=COMPANY, currency="").currency == "CNY"
