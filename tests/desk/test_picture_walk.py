"""A leader in Chromium: the page of the role, and the pictures that it leads to."""

from __future__ import annotations

import pytest

from tests.desk.office import account, ensure_the_office
from tests.site.sites import connected

# What each says beyond its name.
PICTURES = {
	"Unit Risk Map": "未达标指标数",
	"Overdue Funnel": "岗位轮岗",
	"Register Data Quality": "存在的问题",
	"Risk Heat Map": "合计",
	"Screening Coverage": "岗位排查覆盖率",
}


@pytest.fixture(scope="module")
def office(address, erp_site: str) -> None:
	with connected(erp_site):
		ensure_the_office()


def test_the_pictures_of_a_leader(office, sign_in) -> None:
	leader = sign_in(account("wang"))
	leader.open("integrity-leader-desk")
	for words in ("待办事项", "单位风险树图", "逾期漏斗", "数据质量"):
		leader.expect_text(words)
	for name, words in PICTURES.items():
		leader.open(f"query-report/{name}")
		leader.expect_text(words)
	leader.open("query-report/Unit Risk Map")
	drawn = leader.page.locator("svg[role=img] g")
	drawn.first.wait_for()
	assert {"审批科", "财务科"} <= {text.split("  ")[0] for text in drawn.locator("title").all_text_contents()}
	assert not leader.errors
