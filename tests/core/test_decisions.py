"""Collective decisions: who counts, who speaks when, what follows, what a decision covers, what was split, who may not wait."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from lianzheng_risk.core.decisions import meeting, urgency
from lianzheng_risk.core.decisions.consumption import Decided, Demand, money, objection
from lianzheng_risk.core.decisions.meeting import ENOUGH, Meeting, Member
from lianzheng_risk.core.decisions.splitting import COMMON, Bill, split_of
from lianzheng_risk.core.decisions.words import OPINION, SHARE

SHARES = {term.code: term.text for term in SHARE.terms}
TODAY = date(2026, 6, 30)
SHORT = {"y": "agree", "n": "disagree", "d": "defer", "0": "abstain", "-": None}


def members(opinions: str, absent: int = 0, recused: int = 0) -> tuple[Member, ...]:
	"""One letter per member present, the last being the chief; absent and recused ones stand before them."""
	away = [Member(f"a{n}", f"缺{n}", "absent") for n in range(absent)]
	away += [Member(f"r{n}", f"避{n}", "recused", reason="亲属") for n in range(recused)]
	present = [Member(f"p{n}", f"员{n}", "present", SHORT[letter]) for n, letter in enumerate(opinions)]
	if present:
		present[-1] = replace(present[-1], is_chief=True)
	return (*away, *present)


def codes(found) -> list[str]:
	return [one.rule.code for one in found]


class TestResult:
	@pytest.mark.parametrize(
		("opinions", "away", "result"),
		[
			("yyy", {}, "approved"),
			("yyn", {}, "approved"),
			("yynn", {}, "not_approved"),  # half is not more than half
			("yy0n", {}, "not_approved"),
			("yydn", {}, "deferred"),  # whoever would wait tips the balance
			("yddd", {}, "deferred"),
			("nnnd", {}, "not_approved"),
			("yyy", {"absent": 3}, "not_approved"),  # of six entitled, three agree
			("yyyy", {"absent": 3}, "approved"),
			("yy", {"recused": 5}, "approved"),  # recused ones are not counted at all
			("yyn", {"recused": 1, "absent": 1}, "not_approved"),
		],
	)
	def test_is_computed_from_the_opinions(self, opinions, away, result):
		assert Meeting(members(opinions, **away)).result() == result

	def test_of_what_needs_two_thirds(self):
		assert Meeting(members("yyn"), majority="two_thirds").result() == "approved"
		assert Meeting(members("yyynn"), majority="two_thirds").result() == "not_approved"
		assert Meeting(members("yyydn"), majority="two_thirds").result() == "deferred"

	def test_what_absent_ones_wrote_is_no_vote(self):
		absent = Member("x", "缺席者", "absent", "agree")
		assert Meeting((absent, *members("yn"))).votes == {"agree": 1, "disagree": 1}
		assert Meeting((absent, *members("yn"))).result() == "not_approved"

	def test_nobody_decides_nothing(self):
		assert Meeting(()).result() == "not_approved"
		assert all(not enough(0, 0) for enough in ENOUGH.values())

	def test_is_told_with_its_numbers(self):
		assert Meeting(members("yyn0", absent=1, recused=2)).tally().zh == (
			"同意2，不同意1，建议缓议0，弃权1；应参加5人，到会4人"
		)


class TestQuorum:
	@pytest.mark.parametrize(
		("present", "absent", "recused", "quorum", "enough"),
		[
			(3, 2, 0, "more_than_half", True),
			(2, 2, 0, "more_than_half", False),
			(2, 1, 9, "more_than_half", True),
			(4, 2, 0, "two_thirds", True),
			(3, 2, 0, "two_thirds", False),
			(2, 1, 4, "two_thirds", True),
		],
	)
	def test_recused_members_are_not_counted(self, present, absent, recused, quorum, enough):
		held = Meeting(members("y" * present, absent, recused), quorum)
		assert held.has_quorum() == enough
		assert ("no_quorum" in codes(held.gaps(SHARES))) == (not enough)

	def test_says_how_many_are_missing(self):
		(found,) = Meeting(members("yy", absent=2, recused=1), "two_thirds").gaps(SHARES)
		assert found.message() == "到会人数不足：应参加决策4人（回避的不计），到会2人，须三分之二以上方可表决"
		assert "2 of 4 members" in found.message("en")

	def test_every_share_can_be_counted(self):
		assert set(ENOUGH) == set(SHARE.codes)


class TestOrder:
	def test_the_chief_speaks_last(self):
		early = (Member("c", "局长", "present", "agree", is_chief=True), Member("p", "副局长", "present", "agree"))
		(found,) = Meeting(early).contradictions()
		assert (found.place.table, found.place.row, found.place.field) == ("members", 1, "is_chief")
		assert found.message() == "主要负责人应当末位表态：第1行局长之后还有第2行副局长，请把主要负责人移到最后"
		assert "speaks last" in found.message("en")
		assert Meeting(early[::-1]).contradictions() == []

	@pytest.mark.parametrize("attendance", ["absent", "recused"])
	def test_whoever_does_not_speak_has_no_place_in_the_order(self, attendance):
		away = Member("c", "局长", attendance, is_chief=True, reason="出差")
		assert Meeting((away, *[replace(one, is_chief=False) for one in members("yy")])).contradictions() == []
		after = Member("x", "某", attendance, reason="亲属")
		assert Meeting((*members("yy"), after)).contradictions() == []


class TestRecord:
	def test_contradictions(self):
		twice = (*members("y"), replace(members("y")[0]))
		assert codes(Meeting(twice).contradictions()) == ["twice", "two_chiefs", "chief_not_last"]
		recused = Member("r", "避", "recused", "agree")
		assert codes(Meeting((recused, *members("y"))).contradictions()) == ["no_reason", "may_not_speak"]

	def test_gaps(self):
		assert codes(Meeting(()).gaps(SHARES)) == ["no_members"]
		assert codes(Meeting(members("y-y")).gaps(SHARES)) == ["silent"]
		nobody = tuple(replace(one, is_chief=False) for one in members("yy"))
		assert codes(Meeting(nobody).gaps(SHARES)) == ["no_chief"]
		assert Meeting(members("yy", recused=1)).gaps(SHARES) == []

	def test_every_text_has_its_values(self):
		worst = (
			Member("c", "甲", "present", is_chief=True),
			Member("c", "乙", "recused", "agree", is_chief=True),
			Member("d", "丙", "absent", "agree"),
			Member("e", "丁", "present"),
		)
		held = Meeting(worst, "two_thirds")
		for found in (*held.contradictions(), *held.gaps(SHARES)):
			for lang in ("zh", "en"):
				assert "{" not in found.message(lang)

	def test_the_rules_are_of_this_table(self):
		assert meeting.TABLE == "members"
		assert set(SHORT.values()) - {None} == set(OPINION.codes)


DECIDED = Decided(
	"Y", "funds", "approved", money(100), money(40), "CNY", "示例公司", "甲公司", valid_until=date(2026, 6, 30)
)
DEMAND = Demand("Y", "funds", money(60), TODAY, "CNY", "示例公司", "甲公司")


class TestConsumption:
	def test_what_is_left_is_what_was_not_drawn(self):
		assert DECIDED.left == 60
		assert objection(DECIDED, DEMAND) is None
		assert objection(DECIDED, replace(DEMAND, amount=money("60.01"))).zh == "该决定还剩60.00，本单据需要60.01"

	def test_dust_of_floating_point_is_no_money(self):
		assert money(0.1 + 0.2) == Decimal("0.30")
		thrice = Decided("Y", "funds", "approved", money(0.3), money(0.1 + 0.1), "CNY")
		assert objection(thrice, Demand("Y", "funds", money(0.1), TODAY, "CNY")) is None

	@pytest.mark.parametrize(
		("changed", "words"),
		[
			({"result": "not_approved"}, "没有通过"),
			({"result": "deferred"}, "没有通过"),
			({"is_submitted": False}, "尚未提交"),
			({"ratifies": "D-1"}, "追认"),
			({"unit": "X"}, "决策单位"),
			({"category": "project"}, "类别"),
			({"company": "另一公司"}, "另一家公司"),
			({"party": "乙公司"}, "对方单位"),
			({"currency": "USD"}, "币种"),
			({"valid_until": date(2026, 6, 29)}, "有效期"),
		],
	)
	def test_does_not_cover_another_matter(self, changed, words):
		assert words in objection(replace(DECIDED, **changed), DEMAND).zh

	@pytest.mark.parametrize("changed", [{"company": ""}, {"party": ""}, {"valid_until": None}, {"result": "urgent"}])
	def test_what_a_decision_leaves_open_it_covers(self, changed):
		assert objection(replace(DECIDED, **changed), DEMAND) is None

	def test_a_rule_may_want_the_party_named(self):
		assert "对方单位" in objection(replace(DECIDED, party=""), replace(DEMAND, same_party=True)).zh
		assert objection(DECIDED, replace(DEMAND, same_party=True)) is None

	def test_without_an_amount_there_is_nothing_to_use_up(self):
		personnel = Decided("Y", "personnel", "approved", money(0))
		assert objection(personnel, Demand("Y", "personnel", money(0), TODAY)) is None
		assert objection(personnel, Demand("Y", "personnel", money(1), TODAY)) is not None

	def test_an_overdrawn_decision_has_nothing_left(self):
		assert "还剩-10" in objection(replace(DECIDED, drawn=money(110)), DEMAND).zh


def bill(name: str, amount, party="甲", requester="张", **items) -> Bill:
	return Bill(name, money(amount), party, requester, {item: money(value) for item, value in items.items()})


class TestSplitting:
	def test_two_halves_make_a_whole(self):
		found = split_of(bill("2", 60), [bill("1", 40)], money(100))
		assert (found.common, found.value, found.total, found.documents) == ("party", "甲", money(100), ("1",))

	def test_below_the_threshold_together_is_below(self):
		assert split_of(bill("2", 60), [bill("1", "39.99")], money(100)) is None
		assert split_of(bill("2", 60), [], money(100)) is None

	def test_nothing_in_common_is_not_added_up(self):
		others = [bill("1", 90, "乙", "李", 纸=90), bill("0", 90, "", "", 笔=90)]
		assert split_of(bill("2", 60, 墨=60), others, money(100)) is None
		assert split_of(bill("2", 60, "", ""), [bill("1", 90, "", "")], money(100)) is None

	def test_the_same_requester_from_several_suppliers(self):
		found = split_of(bill("3", 40), [bill("1", 40, "乙"), bill("2", 40, "丙")], money(100))
		assert (found.common, found.documents) == ("requester", ("1", "2"))

	def test_of_an_item_its_own_amounts_count(self):
		mine, other = bill("2", 90, "甲", "张", 纸=30), bill("1", 90, "乙", "李", 纸=69)
		assert split_of(mine, [other], money(100)) is None
		assert split_of(mine, [other], money(99)).common == "item"

	def test_the_largest_sum_is_told(self):
		found = split_of(bill("3", 60, 纸=60), [bill("1", 50, "甲", "李"), bill("2", 90, "乙", "张")], money(100))
		assert (found.common, found.total) == ("requester", money(150))
		assert set(COMMON) == {"party", "requester", "item"}


class TestUrgency:
	def test_it_is_for_the_role_named(self):
		assert "没有规定" in urgency.refusal(None, frozenset({"X"}), "抢险").zh
		assert urgency.refusal("Purchase Manager", frozenset({"X"}), "抢险").zh == "只有“Purchase Manager”可以紧急处置"
		assert urgency.refusal("X", frozenset({"X"}), "抢险") is None

	@pytest.mark.parametrize("reason", [None, "", "  "])
	def test_not_without_a_reason(self, reason):
		assert "理由" in urgency.refusal("X", frozenset({"X"}), reason).zh

	def test_it_is_ratified_in_working_days(self):
		assert urgency.ratify_by(date(2026, 6, 1), 0) == date(2026, 6, 8)
		assert urgency.ratify_by(date(2026, 6, 1), 2) == date(2026, 6, 3)
