"""Monitoring rules as plain data: filters, expressions, figures, causes, and when a rule is taken out of the way."""

from __future__ import annotations

import datetime

import pytest

from lianzheng_risk.core.course import Actor
from lianzheng_risk.core.monitoring.backtest import Backtest
from lianzheng_risk.core.monitoring.conditions import ConditionError, conditions_of, hold
from lianzheng_risk.core.monitoring.details import comparable
from lianzheng_risk.core.monitoring.duties import Conflict, Duty, clashes
from lianzheng_risk.core.monitoring.expression import FUNCTIONS, GUARDS, fields_named, guarded, refusal
from lianzheng_risk.core.monitoring.health import MOST, Health, false_positive_rate
from lianzheng_risk.core.monitoring.known import LONGEST_KEY, Earlier, answer_to, short_key
from lianzheng_risk.core.monitoring.path import HIT, HitCase
from lianzheng_risk.core.monitoring.rule import (
	Aggregate,
	Figure,
	MonitoringRule,
	cause_key,
	found_by_document,
	found_by_figures,
	matches,
	window,
)
from lianzheng_risk.core.monitoring.shipped import SHIPPED
from lianzheng_risk.core.monitoring.words import CONSEQUENCE, EVENT, MEASURE, OPERATORS, PROBE
from lianzheng_risk.core.warnings.colours import COLOUR

TODAY = datetime.date(2026, 11, 28)
DOCUMENT = {
	"supplier": "甲公司",
	"total": 99999.5,
	"day": TODAY,
	"rounded": 0,
	"note": None,
	"items": [{"code": "A", "qty": 2}, {"code": "B", "qty": 0}],
}
TABLES = {"Order Item": "items"}


def holds(*rows) -> bool:
	return hold(conditions_of(rows, "Order", TABLES), DOCUMENT)


@pytest.mark.parametrize(
	("row", "expected"),
	[
		(["supplier", "=", "甲公司"], True),
		(["Order", "supplier", "!=", "甲公司"], False),
		(["total", "<", 100000], True),
		(["total", ">=", "100000"], False),
		(["day", ">=", "2026-11-28"], True),
		(["day", "<", "2026-11-28"], False),
		(["note", "is", "not set"], True),
		(["note", "=", ""], True),
		(["rounded", "is", "set"], False),
		(["missing", "=", 0], True),
		(["supplier", "in", "乙公司, 甲公司"], True),
		(["supplier", "not in", ["甲公司"]], False),
		(["supplier", "like", "%公司"], True),
		(["supplier", "like", "公司%"], False),
		(["supplier", "not like", "[甲]%"], True),
		(["total", "between", [1, 99999.5]], True),
		(["Order Item", "code", "=", "B"], True),
		(["Order Item", "qty", ">", 2], False),
	],
)
def test_filters(row, expected):
	assert holds(row) is expected


def test_all_filters_have_to_hold():
	assert holds(["total", ">", 1], ["note", "is", "not set"])
	assert not holds(["total", ">", 1], ["note", "is", "set"])


@pytest.mark.parametrize(
	("row", "said"),
	[
		(["total", "~", 1], "~"),
		(["Invoice", "total", "=", 1], "Invoice"),
		(["total"], "total"),
		("total", "total"),
	],
)
def test_filters_that_cannot_be_understood(row, said):
	with pytest.raises(ConditionError) as error:
		conditions_of([row], "Order", TABLES)
	assert said in error.value.text.zh


@pytest.mark.parametrize(
	"expression",
	[
		"hour < 7 or not workday",
		"doc.total > 100 and user == doc.owner",
		"any(row.rate > 5 for row in doc.items)",
		"len(doc.items) > 3 and days_back > 7",
		"doc.items[0].rate * 1.2 > doc.total % 1000 and doc.day.month == 12",
		"round(doc.total / 3, 2) > sum(row.rate * row.qty for row in doc.items)",
	],
)
def test_expressions_that_can_be_used(expression):
	assert refusal(expression) is None


@pytest.mark.parametrize(
	"expression",
	[
		"frappe.db.sql('select 1')",
		"doc.delete()",
		"doc.__class__",
		"9 ** 9 ** 9",
		"(lambda: 1)()",
		"__import__('os')",
		"sum(a.x for a in doc.items for b in doc.items)",
		"f'{doc.total}'",
		"doc.total >",
		"unknown > 1",
		"1 " * 300,
		"-" * 499 + "1",
		"(" * 240 + "1" + ")" * 240,
		"'{0.__class__}'.format(doc)",
		"any(f(doc) for f in ['{0.__class__}'.format])",
		"max(doc.items, key='{0.__class__}'.format)",
		"any(any for any in doc.items)",
		"any(doc for doc in doc.items)",
		"(row for row in doc.items).gi_frame.f_back",
		"doc.title.format",
		"doc.items[0]._rate",
		"{**doc}",
		"1 << 10 ** 9",
		"multiplied(2, 3)",
	],
)
def test_expressions_that_cannot(expression):
	assert refusal(expression)


@pytest.mark.parametrize(
	"expression",
	[
		"'9' * 1000000000",
		"[0] * 1000000000",
		"'%1000000000d' % 1",
		"len(title * 1000000000)",
		"round(7, -1000000000)",
		"round(7.5, 1000000000)",
	],
)
def test_nothing_in_an_expression_can_fill_the_memory(expression):
	with pytest.raises((TypeError, ValueError), match=r"numbers|digits"):
		eval(guarded(expression), {"__builtins__": {}, "len": len, "title": "标题", **GUARDS})


def test_a_guarded_expression_says_the_same():
	values = {"__builtins__": {}, "hour": 7, **FUNCTIONS, **GUARDS}
	for expression in ("hour * 2 + hour % 4 == 17", "round(hour / 3, 1) == 2.3", "round(2.5) + sum([hour, 1]) == 10"):
		assert refusal(expression) is None
		assert eval(guarded(expression), values) is True


def test_an_expression_names_its_fields():
	assert fields_named("any(row.rate > doc.limit for row in doc.items)") == {"rate", "limit", "items"}
	assert fields_named(None) == frozenset()


def rule(**values) -> MonitoringRule:
	usual = {"name": "R", "title": "规则", "unit": "U", "doctype": "Order", "event": "submit", "consequence": "record"}
	return MonitoringRule(**usual | values)


def test_the_expression_is_asked_only_where_the_filters_hold():
	asked = []

	def evaluate(rule, values):
		asked.append(rule.expression)
		return True

	dear = conditions_of([["total", ">", 10**6]], "Order", TABLES)
	assert not matches(rule(conditions=dear, expression="hour > 1"), DOCUMENT, evaluate)
	assert asked == []
	assert matches(rule(expression="hour > 1"), DOCUMENT, evaluate)
	assert matches(rule(), DOCUMENT, lambda *_: pytest.fail("there is no expression"))


SUM = Aggregate("sum", 30, ">=", 100000.0, ("supplier",), "total")
COUNT = Aggregate("count", 30, ">=", 2.0, ("supplier",))


def found(*figures: Figure) -> list:
	return found_by_figures(rule(aggregates=(SUM, COUNT)), "PO-1", figures)


def test_all_figures_have_to_be_met():
	assert found(Figure(SUM, ("甲",), 120000.0), Figure(COUNT, ("甲",), 1.0)) == []
	assert found(Figure(COUNT, ("甲",), 3.0)) == []
	[one] = found(Figure(SUM, ("甲",), 120000.0), Figure(COUNT, ("甲",), 2.0))
	assert one.key == "甲"
	assert "30天内“甲”的合计为120,000.00（>= 100,000）" in one.facts.zh
	assert [figure["value"] for figure in one.inputs["figures"]] == [120000.0, 2.0]


def test_each_group_is_a_cause_of_its_own():
	figures = [Figure(SUM, (name,), amount) for name, amount in (("甲", 2e5), ("乙", 3e5), ("丙", 10.0))]
	assert [one.key for one in found(*figures, Figure(COUNT, ("甲",), 2.0))] == ["甲", "乙"]


def test_causes_are_told_apart_by_rule_and_by_document():
	one, other = (found_by_document(rule(), name) for name in ("PO-1", "PO-2"))
	assert cause_key(rule(), one) != cause_key(rule(), other)
	assert cause_key(rule(), one) != cause_key(rule(name="R2"), one)


def test_a_window_ends_with_the_day_of_the_document():
	assert window(1, TODAY) == (TODAY, TODAY)
	assert window(30, TODAY) == (datetime.date(2026, 10, 30), TODAY)


def test_one_open_hit_for_each_cause():
	still_open = Earlier("H1", "open", frozenset({"PO-1"}))
	assert answer_to("PO-2", [still_open]) == still_open
	judged = Earlier("H2", "not_justified", frozenset({"PO-1", "PO-3"}))
	assert answer_to("PO-3", [judged]) == judged
	assert answer_to("PO-4", [judged]) is None
	assert answer_to("PO-1", []) is None


def test_long_keys_stay_apart():
	one, other = short_key("供" * 200 + "1"), short_key("供" * 200 + "2")
	assert one != other
	assert len(one) == len(other) == LONGEST_KEY
	assert short_key("R:甲") == "R:甲"


def test_a_rule_that_keeps_failing_is_switched_off():
	health = Health()
	for _ in range(MOST - 1):
		health = health.after(failed=True, too_slow=False)
		assert health.verdict is None
	assert health.after(failed=False, too_slow=False) == Health()
	assert "已失败3次" in health.after(failed=True, too_slow=False).verdict.zh


def test_a_rule_that_is_always_slow_is_switched_off():
	health = Health()
	for _ in range(MOST):
		health = health.after(failed=False, too_slow=True)
	assert "过慢" in health.verdict.zh


def test_the_rate_of_false_positives_is_of_those_judged():
	assert false_positive_rate(0, 0) is None
	assert false_positive_rate(3, 1) == 25.0


def test_nobody_judges_what_they_had_a_part_in():
	case = HitCase("open", frozenset({"maker@x"}))
	role = frozenset({"supervisor"})
	given = {"reason": "合同约定"}
	assert HIT.refusal(case, Actor("maker@x", role), "dismiss", TODAY, given)
	assert HIT.refusal(case, Actor("other@x", role), "dismiss", TODAY, given) is None
	assert "理由" in HIT.refusal(case, Actor("other@x", role), "confirm", TODAY).zh
	assert HIT.refusal(case, Actor("other@x", frozenset({"head"})), "confirm", TODAY, given)


def test_a_back_test_counts_causes_as_hits():
	result = Backtest()
	result.look_at("PO-1", [("甲", "…")])
	result.look_at("PO-2", [("甲", "…")])
	result.look_at("PO-3", [])
	assert (result.looked_at, result.hits, round(result.rate, 1)) == (3, 1, 33.3)
	assert result.examples == [{"document": "PO-1", "facts": "…"}]


@pytest.mark.parametrize(("one", "other"), [("+86 139-1234 5678", "13912345678"), ("0086 13912345678", "13912345678")])
def test_phones_are_compared_by_their_digits(one, other):
	assert comparable("phone", one) == comparable("phone", other)


def test_accounts_are_compared_without_spaces():
	assert (
		comparable("account", "6222 0200 1234") == comparable("account", "622202001234") != comparable("account", "6")
	)


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda shipped: shipped.key)
def test_shipped_rules_speak_the_vocabulary(shipped):
	assert shipped.event in EVENT.codes
	assert shipped.consequence in CONSEQUENCE.codes
	assert shipped.colour in COLOUR.codes
	assert shipped.probe is None or shipped.probe in PROBE.codes
	assert not shipped.expression or refusal(shipped.expression) is None
	assert shipped.figures or shipped.expression or shipped.probe
	tables = {"Purchase Order Item": "items"}
	conditions_of(shipped.filters, shipped.doctype, tables)
	for figure in shipped.figures:
		assert figure["measure"] in MEASURE.codes
		assert figure.get("operator", ">=") in OPERATORS
		conditions_of(figure.get("filters", ()), shipped.doctype, tables)


def test_shipped_rules_have_keys_of_their_own_and_use_every_probe():
	assert len({shipped.key for shipped in SHIPPED}) == len(SHIPPED)
	assert {shipped.probe for shipped in SHIPPED} - {None} == set(PROBE.codes)


class TestDuties:
	BUY = Conflict("C", "采购 × 付款", Duty(doctype="Order", right="submit"), Duty(doctype="Payment", right="submit"))
	GRANTS = (("Buyer", "Order", "submit"), ("Cashier", "Payment", "submit"), ("Boss", "Order", "submit"))

	def test_who_holds_both_is_found_with_the_roles_that_give_them(self):
		people = {"a": {"Buyer", "Boss", "Cashier"}, "b": {"Buyer"}, "c": {"Cashier"}}
		[clash] = clashes([self.BUY], self.GRANTS, people)
		assert (clash.user, clash.first, clash.second) == ("a", ("Boss", "Buyer"), ("Cashier",))

	def test_one_role_that_gives_both_is_a_clash_as_well(self):
		grants = (*self.GRANTS, ("Boss", "Payment", "submit"))
		assert [clash.user for clash in clashes([self.BUY], grants, {"d": {"Boss"}})] == ["d"]

	def test_another_right_is_another_duty(self):
		assert clashes([self.BUY], [("Boss", "Order", "create"), *self.GRANTS[1:2]], {"d": {"Boss", "Cashier"}}) == []

	def test_roles_can_be_named_themselves(self):
		conflict = Conflict("C", "出纳 × 会计", Duty(role="Cashier"), Duty(role="Accountant"))
		people = {"a": {"Cashier", "Accountant"}, "b": {"Cashier"}}
		assert [clash.user for clash in clashes([conflict], (), people)] == ["a"]
