"""Duties that must be apart: neither in one step nor in one hand.

Source: 行政事业单位内部控制规范（试行）, which asks for incompatible posts to be separated (不相容岗位相互分离): applying and
approving, approving and paying, buying and accepting, accepting and keeping, bookkeeping and cash. The practice of
tenders and of penalties adds inviting and evaluating, investigating and deciding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.checks import rules
from lianzheng_risk.core.checks.found import found
from lianzheng_risk.core.checks.given import Given
from lianzheng_risk.core.findings import Finding

DUTIES = {
	"apply": (Text("申请", "applying"), re.compile(r"(?<!受理)申请(?!受理)")),
	"approve": (Text("审批", "approving"), re.compile(r"审批|批准")),
	"pay": (Text("付款", "paying"), re.compile(r"付款|支付|拨付")),
	"buy": (Text("采购", "purchasing"), re.compile(r"采购")),
	"accept": (Text("验收", "acceptance"), re.compile(r"验收")),
	"keep": (Text("保管", "safekeeping"), re.compile(r"保管")),
	"book": (Text("记账", "bookkeeping"), re.compile(r"记账|登账|会计核算")),
	"cash": (Text("出纳", "cash handling"), re.compile(r"出纳|现金收付")),
	"invite": (Text("招标", "inviting tenders"), re.compile(r"招标")),
	"evaluate": (Text("评标", "evaluating tenders"), re.compile(r"评标|评审")),
	"investigate": (Text("调查取证", "investigating"), re.compile(r"调查|取证")),
	"decide": (Text("处罚决定", "deciding on penalties"), re.compile(r"处罚决定|决定处罚")),
}
APART = (
	("apply", "approve"),
	("approve", "pay"),
	("buy", "accept"),
	("accept", "keep"),
	("book", "cash"),
	("invite", "evaluate"),
	("investigate", "decide"),
)
# Whose hand it is: the post, or whoever holds it now (a person may hold two posts); table and column of the name.
HANDS = (("post", "posts", "post_name"), ("person", "people", "person_name"))


def check(given: Given) -> Iterator[Finding]:
	steps = _steps_with_duties(given.register["power_steps"])
	handled = _handled(given, steps)
	for pair in APART:
		if steps[list(pair)].any().all():
			yield from _joined(steps, pair)
			yield from _in_one_hand(given, handled, pair)


def _steps_with_duties(steps: pd.DataFrame) -> pd.DataFrame:
	"""The steps with one more column per duty: whether the step's name speaks of it."""
	names = steps["step_name"].fillna("").astype(object)
	distinct = names.unique()
	duties = {
		duty: names.map({name: bool(pattern.search(name)) for name in distinct}).astype(bool)
		for duty, (_, pattern) in DUTIES.items()
	}
	return steps.assign(row=steps.index, **duties)


def _joined(steps: pd.DataFrame, pair: tuple[str, str]) -> list[Finding]:
	first, second = pair
	rows = steps.index[steps[first] & steps[second]]
	texts = {"first": DUTIES[first][0], "second": DUTIES[second][0]}
	return found(rules.JOINED_DUTIES, "power_steps", rows, "step_name", **texts)


def _handled(given: Given, steps: pd.DataFrame) -> pd.DataFrame:
	"""The unit's own steps that have a post, once per person who holds it on the date of the assessment."""
	tenures, today = given.register["tenures"], pd.Timestamp(given.as_of)
	current = (tenures["start_date"] <= today) & ~(tenures["end_date"] < today)
	holders = tenures.loc[current, ["post", "person"]].dropna().drop_duplicates()
	own = steps[~steps["external"]].dropna(subset=["power", "step_no", "post"])
	return own[["power", "step_no", "post", "row", *DUTIES]].merge(holders, on="post", how="left")


def _in_one_hand(given: Given, handled: pd.DataFrame, pair: tuple[str, str]) -> list[Finding]:
	"""Two steps of one power, with duties that must be apart, by the same post or the same person."""
	first, second = pair
	both = pd.concat([_both_duties(given, handled, pair, *hand) for hand in HANDS])
	both = both.drop_duplicates(["row_first", "row_second"])
	return found(
		rules.ONE_PERSON_TWO_DUTIES,
		"power_steps",
		both["row_second"].tolist(),
		"post",
		holder=both["holder"].tolist(),
		other=both["step_no_first"].tolist(),
		first=DUTIES[first][0],
		second=DUTIES[second][0],
	)


def _both_duties(
	given: Given, handled: pd.DataFrame, pair: tuple[str, str], hand: str, table: str, name: str
) -> pd.DataFrame:
	first, second = pair
	known = handled.dropna(subset=[hand])[["power", hand, "step_no", "row", first, second]]
	firsts, seconds = known[known[first] & ~known[second]], known[known[second] & ~known[first]]
	both = firsts.merge(seconds, on=["power", hand], suffixes=("_first", "_second"))
	return both.assign(holder=both[hand].map(given.lookup(table, name)).fillna(both[hand]))
