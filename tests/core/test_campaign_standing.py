"""How far campaigns are, kept beside the figures of an assessment: sums by hand, on the page and in the workbook."""

from __future__ import annotations

import datetime
import io
import re

import openpyxl
import pandas as pd
import pytest
import report_sample as sample

from lianzheng_risk.core.campaign.standing import Kept, Standing, counts_by_unit, heading, put_together
from lianzheng_risk.core.campaign.words import PHASE
from lianzheng_risk.core.report import campaign_words, page, xlsx
from lianzheng_risk.core.report.beyond import NOTHING, Beyond
from lianzheng_risk.core.report.texts import Words

DUE = {"screening": datetime.date(2026, 4, 1), "department_review": datetime.date(2026, 5, 1)}
YEAR = heading("2026年排查", "宁江县示例局", datetime.date(2026, 3, 2), None, DUE)
LAST = heading("2025年补充排查", "综合执法大队", datetime.date(2025, 11, 3), datetime.date(2026, 1, 9), DUE)
# unit, status, phase, late: the posts of the campaign of the year.
POSTS = (
	("NJ", "confirmed", None, False),
	("NJ-ZFD", "reported", "department_review", True),
	("NJ-ZFD-1", "under_way", "screening", False),
	("NJ-ZFD-1", "not_begun", "screening", True),
	("NJ-ZFD-2", "reported", "filing", False),
)


@pytest.fixture(scope="module")
def kept() -> dict[str, Kept]:
	found: dict[str, Kept] = {}
	for name, head, posts in (("P-1", YEAR, POSTS), ("P-0", LAST, (("NJ-ZFD-2", "confirmed", None, False),))):
		screenings = pd.DataFrame(posts, columns=["unit", "status", "phase", "late"])
		for unit, counts in counts_by_unit(screenings).items():
			found.setdefault(unit, {})[name] = {**head, "own": counts}
	return found


@pytest.fixture(scope="module")
def picture() -> dict:
	return sample.picture()


@pytest.fixture(scope="module")
def standings(kept, picture) -> tuple[Standing, ...]:
	return put_together(kept, picture["units"])


def test_the_earliest_comes_first_and_says_whether_it_ended(standings) -> None:
	assert [(one.title, one.closed) for one in standings] == [("2025年补充排查", "2026-01-09"), ("2026年排查", None)]
	words = [campaign_words.meta(one, Words("zh")) for one in standings]
	assert words == [
		"综合执法大队组织 · 2025-11-03开始 · 2026-01-09结束",
		"宁江县示例局组织 · 2026-03-02开始 · 评估时进行中",
	]


def test_each_unit_counts_with_everything_below_it(standings) -> None:
	year = standings[1]
	counted = {one.unit: one.counts for one in year.units}
	assert list(counted) == ["NJ", "NJ-ZFD", "NJ-ZFD-1", "NJ-ZFD-2"], "units without posts are left out"
	assert counted["NJ"] == year.whole
	assert {name: counted["NJ-ZFD"][name] for name in ("posts", "reported", "confirmed", "late")} == {
		"posts": 4, "reported": 2, "confirmed": 0, "late": 2,
	}  # fmt: skip
	assert counted["NJ-ZFD"]["phase_screening"] == 2
	assert year.done == 0.2


def test_phases_are_those_of_the_campaign_and_those_in_which_a_post_is(standings) -> None:
	assert standings[1].phases == (
		("screening", "2026-04-01"), ("department_review", "2026-05-01"), ("filing", None),
	)  # fmt: skip


def test_without_the_units_told_only_the_whole_is_known(kept) -> None:
	assert [(one.whole["posts"], one.units) for one in put_together(kept)] == [(1, ()), (5, ())]


def test_the_page_and_the_workbook_show_them(standings, picture) -> None:
	beyond = Beyond(campaigns=standings)
	html, review = page.render(picture, beyond), PHASE.label("department_review")
	section = html.split('<h2 id="campaigns">')[1].split("</section>")[0]
	assert section.count("<h3>") == 2 and f"{review}<br><small>2026-05-01截止</small>" in section
	target = io.BytesIO()
	xlsx.write(picture, target, beyond)
	sheet = openpyxl.load_workbook(target)["排查工作进度"]
	rows = list(sheet.iter_rows(values_only=True))
	[heads] = [row for row in rows if row[0] == "单位" and row[-1]]
	[squad] = [row for row in rows if row[0] == "综合执法大队" and row[1] == 4]
	told = dict(zip(heads, squad, strict=True))
	assert (told["未开始"], told["排查中"], told["已上报"], told["已确认"], told["完成率"], told["逾期"]) == (
		1,
		1,
		2,
		0,
		0,
		2,
	)
	assert told["自查\n2026-04-01截止"] == 2 and told[PHASE.label("filing")] == 1
	assert len(sheet._charts) == 2
	assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)


def test_where_there_are_none_nothing_says_so(picture) -> None:
	html = page.render(picture, NOTHING)
	assert "campaigns" not in re.findall(r'(?:id="|href="#)(\w+)"', html) and "排查工作进度" not in html
	target = io.BytesIO()
	xlsx.write(picture, target, NOTHING)
	assert "排查工作进度" not in openpyxl.load_workbook(target).sheetnames


def test_of_many_units_the_page_shows_whole_levels(standings) -> None:
	units = standings[1].units
	assert [one.level for one in campaign_words.upper_levels(units, 3)] == [0, 1]
	assert campaign_words.upper_levels(units, 4) == list(units)
