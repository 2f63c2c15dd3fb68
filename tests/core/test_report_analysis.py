"""The further pictures of page and workbook: categories across powers, the overdue funnel, weak units, the trend."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree

import openpyxl
import pytest

from lianzheng_risk.core.assessment import Assessment, assess
from lianzheng_risk.core.demo import AS_OF, invent
from lianzheng_risk.core.frozen.freezing import freeze
from lianzheng_risk.core.frozen.picture import assessment_of
from lianzheng_risk.core.overdue import funnel
from lianzheng_risk.core.report import analysis, page, palette, to_json, xlsx
from lianzheng_risk.core.report.beyond import NOTHING, Beyond, Moment
from lianzheng_risk.core.report.texts import Words
from lianzheng_risk.core.schemes import WORSE_OF_TWO
from lianzheng_risk.core.weakness import weaknesses

WORDS = Words("zh")
EARLIER = (
	Moment("2025-06-30", {"post_coverage": 0.5, "on_time_share": None, "overdue_share": 0.1}),
	Moment("2025-12-31", {"post_coverage": 0.75, "on_time_share": 0.9, "overdue_share": 0.02}),
)


@pytest.fixture(scope="module")
def assessment() -> Assessment:
	return assess(invent(8), WORSE_OF_TWO, AS_OF)


@pytest.fixture(scope="module")
def picture(assessment: Assessment) -> dict:
	return assessment.to_dict()


@pytest.fixture(scope="module")
def beyond(assessment: Assessment) -> Beyond:
	return Beyond.of(assessment, EARLIER)


@pytest.fixture(scope="module")
def html(picture: dict, beyond: Beyond) -> str:
	return page.render(picture, beyond)


@pytest.fixture(scope="module")
def book(picture: dict, beyond: Beyond) -> openpyxl.Workbook:
	target = io.BytesIO()
	xlsx.write(picture, target, beyond)
	return openpyxl.load_workbook(target)


def test_the_matrix_adds_up_to_the_distributions(picture: dict, beyond: Beyond) -> None:
	_, rows = analysis.matrix(picture, beyond, WORDS)
	assert [row.total for row in rows] == list(picture["by_category"].values())
	assert [sum(column) for column in zip(*(row.cells for row in rows), strict=True)] == list(
		picture["by_power"].values()
	)
	assert all(row.without == row.total - sum(row.cells) >= 0 for row in rows)


def test_frozen_figures_give_the_same_matrix_and_those_of_earlier_releases_none(assessment: Assessment) -> None:
	figures = freeze(invent(8), WORSE_OF_TWO, AS_OF)
	assert assessment_of(figures).matrix.tolist() == assessment.matrix.tolist()
	first = next(iter(figures.values()))
	del first["matrix"]
	old = assessment_of(figures)
	assert old.matrix is None
	assert old.to_dict() == assessment.to_dict()


def test_weak_units_and_the_funnel_are_those_of_the_desk(assessment: Assessment, picture: dict) -> None:
	assert [one.weakness for one in analysis.weak_units(picture)] == weaknesses(assessment.total)
	assert analysis.overdue(picture) == funnel(assessment.own.sum())


def test_a_trend_ends_now_and_says_what_got_worse(picture: dict, beyond: Beyond) -> None:
	labels, rows = analysis.trend(picture, beyond)
	now = {one["code"]: one["value"] for one in picture["indicators"]}
	by_code = {row.code: row for row in rows}
	assert labels == ["2025-06-30", "2025-12-31", picture["as_of"]]
	assert by_code["post_coverage"].values == [0.5, 0.75, now["post_coverage"]]
	assert by_code["post_coverage"].change == round((now["post_coverage"] - 0.75) * 100, 1)
	assert not by_code["post_coverage"].is_worse
	assert now["overdue_share"] > 0.02 and by_code["overdue_share"].is_worse
	assert by_code["on_time_share"].values[0] is None
	assert analysis.trend(picture, NOTHING) == ([], [])


def test_only_the_latest_times_are_drawn(picture: dict) -> None:
	many = tuple(Moment(f"20{year}-06-30", {"post_coverage": 0.5}) for year in range(10, 26))
	labels, rows = analysis.trend(picture, Beyond(None, many, "今年"))
	assert len(labels) == analysis.MOMENTS_AT_MOST
	assert (labels[0], labels[-2:]) == ("2019-06-30", ["2025-06-30", "今年"])
	assert len(rows[0].values) == len(labels)


def test_the_page_shows_all_of_it(html: str) -> None:
	assert {"matrix", "overdue", "trend", "unit_map"} <= set(re.findall(r'<h2 id="(\w+)"', html))
	for markup in re.findall(r"<svg.*?</svg>", html, re.DOTALL):
		ElementTree.fromstring(markup)
	assert "岗位排查覆盖率 " in html.split('class="trend"')[1].split("</svg>")[0]


def test_nothing_of_it_is_in_the_data(assessment: Assessment, picture: dict) -> None:
	assert to_json.render(assessment.to_dict()) == to_json.render(picture)
	assert not {"matrix", "earlier", "trend"} & set(picture)


def test_the_workbook_has_a_sheet_for_each(book: openpyxl.Workbook, picture: dict, beyond: Beyond) -> None:
	assert {"类别与权力", "逾期漏斗", "与往期对比", "单位薄弱程度"} <= set(book.sheetnames)
	sheet = book["类别与权力"]
	rows = list(sheet.iter_rows(min_row=4, max_row=3 + len(beyond.matrix), values_only=True))
	assert [list(row[1:-2]) for row in rows] == beyond.matrix
	assert len(book["逾期漏斗"]._charts) == len(book["与往期对比"]._charts) == 1
	units = [row[0] for row in book["单位薄弱程度"].iter_rows(min_row=2, values_only=True)]
	assert units == [unit["name"] for unit in picture["units"]]


def test_a_time_without_a_value_leaves_a_gap_in_the_line(book: openpyxl.Workbook) -> None:
	sheet = book["与往期对比"]
	[row] = [row for row in sheet.iter_rows(values_only=True) if row[0] == "措施按期落实率"]
	assert row[1] is None and row[2] == 0.9
	assert sheet._charts[0].display_blanks == "gap"


def test_shades_grow_darker_and_bear_their_ink() -> None:
	fills = [palette.shade(count, 100) for count in (1, 25, 45, 65, 100)]
	assert fills == list(palette.SHADES)
	assert palette.shade(0, 100)[0] == palette.PAPER
	for fill, ink in palette.SHADES:
		light, dark = sorted((_luminance(fill), _luminance(ink)), reverse=True)
		assert (light + 0.05) / (dark + 0.05) >= 4.5
	assert [_luminance(fill) for fill, _ in palette.SHADES] == sorted(
		(_luminance(fill) for fill, _ in palette.SHADES), reverse=True
	)


def _luminance(colour: str) -> float:
	parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
	linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
	return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
