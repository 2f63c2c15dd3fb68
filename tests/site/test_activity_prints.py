"""廉政承诺书 on a real site: the own risks of the post, and nobody else's."""

from __future__ import annotations

import frappe
import pytest
from bs4 import BeautifulSoup
from frappe.www.printview import get_html_and_style

from lianzheng_risk.risk_control.prints.pledge import integrity_pledge
from tests.site import records
from tests.site.approving import II, I, acting, county, post_of  # noqa: F401
from tests.site.test_prints import boxes, cells, header, rows, texts

POST, PLEDGE = "Integrity Post", "廉政承诺书"


def printed(post: str, by: str = "holder") -> BeautifulSoup:
	with acting(by):
		return BeautifulSoup(get_html_and_style(POST, post, PLEDGE)["html"], "html.parser")


@pytest.fixture
def post(county) -> str:  # noqa: F811
	post = post_of("holder")
	frappe.db.set_value(POST, post, {"post_name": "会计岗", "duties": "审核付款"})
	given = {"post": post, "title": "超额付款", "manifestation": "化整为零", **I}
	risk = records.create_risk_point("Y-1", **given).name
	frappe.db.set_value("Integrity Risk Point", risk, "workflow_state", "In Force")
	for text in ("双人复核", "每月抽查"):
		records.create_measure(risk, description=text)
	retired = records.create_risk_point("Y-1", post=post, title="旧风险", **II).name
	frappe.db.set_value("Integrity Risk Point", retired, "workflow_state", "Retired")
	records.create_risk_point("Y-1", post=post_of("peer"), title="别人的风险", **II)
	return post


def test_lists_the_risks_of_the_post_and_what_is_pledged(post):
	page = printed(post)
	assert texts(page, "h1") == [PLEDGE]
	head = [cells(row) for row in page.select(".lz-head tr")]
	assert head[0][2:] == ["内设机构", "单位Y-1", "姓名", "Y-1的人"]
	assert head[1][2:] == ["岗位", "会计岗", "任现岗时间", "2020年1月1日"]
	assert head[2] == ["岗位职责", "审核付款"]
	assert header(page) == ["序号", "风险点", "表现形式", "等级", "防控措施"]
	assert rows(page) == [["1", "超额付款", "化整为零", "一级", "1. 双人复核|2. 每月抽查"]]
	found = boxes(page)
	assert list(found) == ["承诺事项", "承诺人签字"]
	assert found["承诺事项"].split("|")[1].startswith("1. 严格遵守")
	assert len(found["承诺事项"].split("|")) == 6
	assert "日期" in found["承诺人签字"]


def test_a_post_without_risks_has_its_pledge(county):  # noqa: F811
	page = printed(post_of("holder"))
	assert rows(page) == []
	assert "承诺事项" in boxes(page)


def test_of_another_unit_it_is_for_nobody(post):
	with acting("stranger"), pytest.raises(frappe.PermissionError):
		integrity_pledge(post)


def test_people_s_words_are_escaped(post):
	frappe.db.set_value(POST, post, "duties", "<b onclick=x>审核</b>")
	assert printed(post).select("b[onclick]") == []
