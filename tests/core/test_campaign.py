"""A campaign: deadlines, reminders, who may report and confirm, and the figures of its progress."""

import datetime

import pandas as pd
import pytest

from lianzheng_risk.core.approval.judge import Actor
from lianzheng_risk.core.campaign import digest, progress
from lianzheng_risk.core.campaign.days import POINTS_AT_MOST, Day, day_by_day
from lianzheng_risk.core.campaign.judge import Case, open_actions, refusal
from lianzheng_risk.core.campaign.schedule import Planned, due_dates, first_out_of_order, is_reminder_due
from lianzheng_risk.core.campaign.words import DAYS_SETTING, PHASE, PHASES, WAITS_FOR
from lianzheng_risk.core.tree import Tree


def day(text: str) -> datetime.date:
	return datetime.date.fromisoformat(text)


class TestPhases:
	def test_come_in_the_order_of_the_approval_path(self):
		assert [PHASE.label(code) for code in PHASES] == [
			"自查", "互查", "内设机构审核", "分管领导审定", "领导班子集体审定", "公示", "纪检备案",
		]  # fmt: skip
		assert set(WAITS_FOR) == set(DAYS_SETTING) == set(PHASES)

	def test_are_counted_one_from_the_other(self):
		# From Monday 2 March 2026: 10 working days to the 16th, 5 to the 23rd, 5 to the 30th, 5 over
		# Tomb-Sweeping Day (Saturday 4 to Monday 6 April) to the 7th.
		dues = due_dates(day("2026-03-02"), [Planned(10), Planned(5), Planned(5), Planned(5)])
		assert dues == [day("2026-03-16"), day("2026-03-23"), day("2026-03-30"), day("2026-04-07")]

	def test_a_settled_day_stands_and_the_next_follows_it(self):
		dues = due_dates(day("2026-03-02"), [Planned(10), Planned(5, day("2026-03-20")), Planned(5)])
		assert dues == [day("2026-03-16"), day("2026-03-20"), day("2026-03-27")]

	def test_a_day_out_of_order_is_found(self):
		start = day("2026-03-02")
		assert first_out_of_order(start, [day("2026-03-16"), day("2026-03-16")]) is None
		assert first_out_of_order(start, [day("2026-03-16"), day("2026-03-15")]) == 1
		assert first_out_of_order(start, [day("2026-03-01")]) == 0


@pytest.mark.parametrize(
	("today", "last", "due"),
	[
		("2026-03-12", None, False),
		("2026-03-13", None, True),  # three days before
		("2026-03-13", "2026-03-13", False),  # once a day
		("2026-03-16", "2026-03-13", False),  # once before the day
		("2026-03-16", "2026-03-01", True),  # what was sent for an earlier date does not count
		("2026-03-17", "2026-03-13", True),  # late: at once
		("2026-03-18", "2026-03-17", False),
		("2026-03-19", "2026-03-17", False),
		("2026-03-20", "2026-03-17", True),  # and every three days
		("2026-03-29", "2026-03-17", True),  # days were missed
	],
)
def test_reminders_of_the_16th(today, last, due):
	assert is_reminder_due(day(today), day("2026-03-16"), last and day(last), 3, 3) is due


def test_reminded_once_only_where_no_interval_is_set():
	assert is_reminder_due(day("2026-03-17"), day("2026-03-16"), day("2026-03-13"), 3, 0)
	assert not is_reminder_due(day("2026-04-17"), day("2026-03-16"), day("2026-03-17"), 3, 0)


HOLDER, HEAD, LEADER, LIAISON = (Actor(name, frozenset({name})) for name in ("holder", "head", "leader", "liaison"))
OPEN = Case("not_begun", post_rank="staff", holders=frozenset({"holder"}))
NONE_FOUND = Case("reported", "none", post_rank="staff", holders=frozenset({"holder"}), reporter="holder")


class TestReporting:
	@pytest.mark.parametrize("actor", [HOLDER, HEAD, LIAISON])
	def test_none_found_with_a_reason(self, actor):
		assert refusal(OPEN, actor, "report_none", "只负责文件收发") is None

	def test_none_found_without_a_reason(self):
		assert refusal(OPEN, HOLDER, "report_none", " ").zh == "请写明未发现风险点的理由"

	def test_none_found_where_there_is_one(self):
		case = Case("under_way", holders=frozenset({"holder"}), live_points=1)
		assert refusal(case, HOLDER, "report_none", "无").zh.startswith("该岗位有未取消的风险点")
		assert refusal(case, HOLDER, "report_risks") is None

	def test_risks_where_there_is_none(self):
		assert refusal(OPEN, HOLDER, "report_risks").zh.startswith("该岗位还没有登记风险点")

	def test_is_for_those_of_the_place(self):
		other = Actor("other", frozenset({"holder", "leader", "supervisor"}))
		assert refusal(OPEN, other, "report_none", "无").zh.startswith("由该岗位的任职人员")

	def test_is_done_once_and_while_the_campaign_runs(self):
		assert refusal(NONE_FOUND, HOLDER, "report_none", "无").zh.startswith("已经上报")
		closed = Case("not_begun", running=False, holders=frozenset({"holder"}))
		assert refusal(closed, HOLDER, "report_none", "无").zh == "本次排查工作不在进行中"


class TestConfirming:
	@pytest.mark.parametrize("actor", [HEAD, LEADER])
	def test_by_somebody_else_with_the_role(self, actor):
		assert refusal(NONE_FOUND, actor, "confirm") is None
		assert open_actions(NONE_FOUND, actor) == ["confirm", "send_back"]

	def test_not_by_a_liaison(self):
		assert refusal(NONE_FOUND, LIAISON, "confirm").zh.startswith("由本单位内设机构负责人或单位领导办理")

	@pytest.mark.parametrize("rank", ["department_head", "leader_in_charge", "principal_leader"])
	def test_a_leading_post_takes_a_leader(self, rank):
		case = Case("reported", "none", post_rank=rank, reporter="liaison")
		assert refusal(case, HEAD, "confirm")
		assert refusal(case, LEADER, "confirm") is None

	def test_not_what_one_reported_oneself(self):
		case = Case("reported", "none", post_rank="staff", reporter="head")
		assert refusal(case, HEAD, "confirm").zh == "不能确认本人上报的内容，请由其他有权人员办理"
		assert refusal(case, HEAD, "send_back", "还有遗漏") is None

	def test_not_the_own_post(self):
		case = Case("reported", "none", post_rank="staff", holders=frozenset({"head"}), reporter="liaison")
		for action in ("confirm", "send_back"):
			assert refusal(case, HEAD, action, "理由").zh.startswith("不能办理本人岗位")

	def test_not_what_was_reported_with_risks(self):
		case = Case("reported", "risks", post_rank="staff", reporter="holder", live_points=2)
		assert refusal(case, HEAD, "confirm").zh.startswith("上报了风险点的岗位不必确认")
		assert refusal(case, HEAD, "send_back", "不全") is None

	def test_not_where_a_risk_was_recorded_since(self):
		case = Case("reported", "none", post_rank="staff", reporter="holder", live_points=1)
		assert refusal(case, HEAD, "confirm").zh.startswith("上报之后该岗位又登记了风险点")

	def test_only_what_is_reported_and_sent_back_with_a_reason(self):
		assert refusal(OPEN, HEAD, "confirm").zh == "只能办理已上报、尚未确认的岗位"
		assert refusal(NONE_FOUND, HEAD, "send_back").zh == "请写明退回的理由"


STARTED = datetime.datetime(2026, 3, 2, 9)
BEFORE, AFTER = datetime.datetime(2026, 2, 1), datetime.datetime(2026, 3, 5)


def screenings(*rows: tuple) -> pd.DataFrame:
	columns = ["post", "unit", "status", "result", "post_rank"]
	frame = pd.DataFrame(list(rows), columns=columns, dtype=object)
	return frame.assign(name=frame["post"])


def points(*rows: tuple) -> pd.DataFrame:
	return pd.DataFrame(list(rows), columns=["post", "state", "touched"], dtype=object)


@pytest.mark.parametrize(
	("stored", "result", "of_post", "status", "phase"),
	[
		("not_begun", None, [], "not_begun", "screening"),
		("not_begun", None, [("screening", BEFORE)], "not_begun", "screening"),
		("not_begun", None, [("screening", AFTER)], "under_way", "screening"),
		("not_begun", None, [("in_force", BEFORE), ("department_review", AFTER)], "under_way", "department_review"),
		("under_way", None, [("publicity", AFTER), ("peer_review", AFTER)], "under_way", "peer_review"),
		("reported", "risks", [("objection", AFTER), ("in_force", AFTER)], "reported", "publicity"),
		("reported", "risks", [("in_force", BEFORE), ("retired", AFTER)], "confirmed", None),
		("reported", "risks", [("retired", AFTER)], "under_way", "screening"),
		("reported", "none", [], "reported", "department_review"),
		("confirmed", "none", [("screening", AFTER)], "confirmed", None),
	],
)
def test_where_a_post_stands(stored, result, of_post, status, phase):
	given = points(*[("P", state, touched) for state, touched in of_post], ("Q", "filing", AFTER))
	(row,) = progress.current(screenings(("P", "A", stored, result, "staff")), given, STARTED).itertuples()
	assert (row.status, row.phase) == (status, phase)


def test_none_found_on_a_leading_post_waits_for_a_leader():
	given = screenings(("P", "A", "reported", "none", "department_head"))
	assert progress.current(given, points(), STARTED)["phase"].tolist() == ["leader_approval"]


def test_when_the_campaign_is_over_nothing_moves_on():
	given = screenings(("P", "A", "reported", "risks", "staff"))
	assert progress.current(given, points(("P", "in_force", AFTER)), None)["status"].tolist() == ["reported"]


def test_figures_by_hand():
	# 局 A with departments B and C, and C-1 below C without posts. Today is 17 March; screening was due on the 16th.
	units = pd.DataFrame({"unit": ["A", "B", "C", "C-1"], "parent_unit": [None, "A", "A", "C"]})
	given = screenings(
		("A1", "A", "confirmed", "none", "principal_leader"),
		("B1", "B", "not_begun", None, "staff"),
		("B2", "B", "not_begun", None, "staff"),
		("C1", "C", "reported", "none", "staff"),
		("C2", "C", "reported", "risks", "staff"),
		("C3", "C", "not_begun", None, "staff"),
	)
	risks = points(("C2", "in_force", AFTER), ("C3", "filing", AFTER), ("C3", "retired", AFTER), ("X", "filing", AFTER))
	dues = {"screening": day("2026-03-16"), "department_review": day("2026-03-30"), "filing": day("2026-04-30")}
	now = progress.with_deadlines(progress.current(given, risks, STARTED), dues, day("2026-03-17"))
	tree = Tree.of(units)
	own = progress.own_figures(tree, now, risks)
	total = tree.rollup(own)
	counts = ["posts", "not_begun", "under_way", "reported", "confirmed", "none_waiting", "late"]
	assert own[counts].to_numpy().tolist() == [
		[1, 0, 0, 0, 1, 0, 0],
		[2, 2, 0, 0, 0, 0, 2],
		[3, 0, 1, 1, 1, 1, 0],
		[0, 0, 0, 0, 0, 0, 0],
	]
	assert total[counts].to_numpy().tolist()[0] == [6, 2, 1, 1, 2, 1, 2]
	assert total[["state_filing", "state_in_force"]].to_numpy().tolist() == [[1, 1], [0, 0], [1, 1], [0, 0]]
	assert progress.is_zero_report(total).tolist() == [False, True, False, False]
	assert progress.done_share(total).tolist()[:3] == [33.3, 0.0, 33.3]
	assert progress.done_share(total).isna().tolist() == [False, False, False, True]


class TestNotices:
	own = digest.Waiting("2026年排查", "screening", ("出纳", "会计"), day("2026-03-16"), 0)

	def test_one_line_for_each_matter(self):
		assert digest.line(self.own) == "2026年排查：2个岗位尚未完成自查（出纳、会计），请于2026-03-16前办结"
		many = tuple(f"岗位{number}" for number in range(1, 8))
		late = digest.Waiting("2026年排查", "department_review", many, day("2026-03-16"), 4)
		assert digest.line(late) == (
			"2026年排查：7个岗位待“内设机构审核”（岗位1、岗位2、岗位3、岗位4、岗位5等），应于2026-03-16前办结，已逾期4个工作日"
		)

	def test_the_subject_counts_everything(self):
		items = [self.own, digest.Overdue("2026年排查", 3)]
		assert digest.subject(items) == "廉政风险排查：有5项工作待您办理"
		assert digest.subject(items, "en") == "Integrity risk screening: 5 items wait for you"


class TestDayByDay:
	"""Ten working days are not asked for here: from the 1st to the 5th of June four posts are to report."""

	START, DUE = day("2026-06-01"), day("2026-06-05")

	def screenings(self, *rows: tuple[str, str | None, str | None]) -> pd.DataFrame:
		frame = pd.DataFrame(rows, columns=["status", "reported_on", "confirmed_on"])
		return frame.assign(**{name: pd.to_datetime(frame[name]) for name in ("reported_on", "confirmed_on")})

	def test_adds_up_what_came_in(self):
		four = self.screenings(
			("confirmed", "2026-06-02 09:00", "2026-06-04 10:00"),
			("reported", "2026-06-02 17:00", None),
			("under_way", None, None),
			("not_begun", None, None),
		)
		days = day_by_day(four, self.START, self.DUE, day("2026-06-06"))
		assert [(it.expected, it.handed_in, it.confirmed) for it in days] == [
			(0, 0, 0), (1, 2, 0), (2, 2, 0), (3, 2, 1), (4, 2, 1), (4, 2, 1),
		]  # fmt: skip

	def test_what_has_no_day_counts_on_the_last(self):
		days = day_by_day(self.screenings(("confirmed", None, None)), self.START, self.DUE, day("2026-06-03"))
		assert [(it.handed_in, it.confirmed) for it in days] == [(0, 0), (0, 0), (1, 1)]

	def test_what_was_sent_back_does_not_count(self):
		days = day_by_day(self.screenings(("under_way", "2026-06-01", None)), self.START, self.DUE, self.DUE)
		assert {it.handed_in for it in days} == {0}

	def test_a_long_campaign_is_drawn_in_steps_and_ends_today(self):
		until = day("2027-06-01")
		days = day_by_day(self.screenings(("reported", "2026-06-01", None)), self.START, self.DUE, until)
		assert len(days) <= POINTS_AT_MOST
		assert days[-1] == Day(until, 1, 1, 0)

	def test_on_the_day_of_the_start_there_is_one_point(self):
		assert day_by_day(self.screenings(), self.START, self.DUE, self.START) == [Day(self.START, 0, 0, 0)]
