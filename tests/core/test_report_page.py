import copy
import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
import report_sample as sample

from lianzheng_risk.core.report import page

VOID = {"meta", "link", "br", "img", "input", "hr"}


class Document(HTMLParser):
	"""The page as a reader takes it in: balanced tags, visible text, ids, attributes."""

	def __init__(self, html: str):
		super().__init__()
		self.open, self.tags, self.words, self.problems = [], [], [], []
		self.feed(html)
		self.close()

	def handle_starttag(self, tag, attrs):
		self.tags.append((tag, dict(attrs)))
		if tag not in VOID:
			self.open.append(tag)

	def handle_startendtag(self, tag, attrs):
		self.tags.append((tag, dict(attrs)))

	def handle_endtag(self, tag):
		if not self.open or self.open.pop() != tag:
			self.problems.append(tag)

	def handle_data(self, data):
		if not {"style", "script"} & set(self.open) and data.strip():
			self.words.append(" ".join(data.split()))

	def all(self, tag, **attributes):
		return [attrs for name, attrs in self.tags if name == tag and attributes.items() <= attrs.items()]


def read(picture) -> Document:
	return Document(page.render(picture))


@pytest.mark.parametrize(
	"picture",
	[sample.picture(changes=True), sample.picture("en", changes=True), sample.empty(), sample.many(30)],
	ids=["zh", "en", "empty", "many"],
)
def test_the_page_is_well_formed_and_asks_for_nothing_from_outside(picture):
	html = page.render(picture)
	document = Document(html)
	assert (document.problems, document.open) == ([], [])
	assert html.startswith("<!DOCTYPE html>")
	# The name of the markup is no address that a browser asks.
	assert not re.search(r"https?:|//[a-z]|@import|url\(", html.replace('xmlns="http://www.w3.org/2000/svg"', ""))
	assert not [attrs for _, attrs in document.tags if "src" in attrs]
	assert all(attrs["href"].startswith("#") for attrs in document.all("a"))
	for markup in re.findall(r"<svg.*?</svg>", html, re.DOTALL):
		ElementTree.fromstring(markup)


def test_the_sections_come_in_the_order_a_leader_reads_them():
	headings = [attrs["id"] for attrs in read(sample.picture(changes=True)).all("h2")]
	assert headings == [
		"key_figures", "by_grade", "heat_map", "by_kind", "measures_section", "overdue", "indicators", "weak_links",
		"unit_map", "ranking", "units_section", "changes", "method",
	]  # fmt: skip
	assert "changes" not in [attrs["id"] for attrs in read(sample.picture()).all("h2")]


def test_the_head_says_whose_figures_these_are_and_of_which_day():
	words = read(sample.picture()).words
	start = words.index("廉政风险防控评估报告")
	assert words[start + 1 : start + 4] == [
		"宁江县示例局",
		"数据截至2026-06-30",
		"定级方案 · 机率与危害就高定级：发生机率和危害程度各对应一个等级，取其中较高的。",
	]


def test_an_indicator_shows_what_it_is_made_of():
	words = read(sample.picture()).words
	start = words.index("措施逾期率")
	assert words[start + 1 : start + 6] == ["12", "48", "25.0%", "不高于 0%", "未达目标"]


def test_an_indicator_without_denominator_shows_a_dash():
	words = read(sample.empty()).words
	start = words.index("措施逾期率")
	assert words[start + 1 : start + 5] == ["0", "0", "—", "不高于 0%"]
	assert "未达目标" not in words


def test_an_empty_register_says_what_to_do():
	words = read(sample.empty()).words
	for sentence in (
		"登记簿中尚无单位",
		"尚无风险点，请先组织排查并登记。",
		"未发现薄弱环节。",
		"登记簿中尚无单位，请先填写“单位”表。",
	):
		assert sentence in words


def test_a_unit_shows_its_total_and_opens_to_its_own_figures():
	words = read(sample.picture()).words
	start = len(words) - words[::-1].index("综合执法大队")
	total = ["22", "7", "8", "7", "50.0%", "16", "27"]
	own = ["14", "6", "5", "3", "62.5%", "8", "18"]
	assert words[start : start + 15] == [*total, "其中：本级", *own]


def test_units_nest_as_in_the_tree():
	rows = [attrs["style"] for _, attrs in read(sample.picture()).tags if attrs.get("class") in ("row", "row own")]
	levels = [int(style.removeprefix("--level:")) for style in rows]
	assert levels == [0, 1, 1, 1, 1, 1, 1, 2, 2, 2]


def test_a_large_tree_stays_one_bounded_row_per_unit():
	html = page.render(sample.many(3000))
	document = Document(html)
	rows = [attrs for _, attrs in document.tags if attrs.get("class") == "row"]
	assert len(rows) == 3000
	assert "中间2,960个未显示" in document.words
	assert len(document.all("svg", height="14")) == 40
	assert len(html) < 800_000


def test_changes_show_old_and_new():
	words = read(sample.picture(changes=True)).words
	start = words.index("NJ-F0007")
	assert words[start : start + 6] == ["NJ-F0007", "合同变更未经审核", "财务科", "二级", "一级", "上调"]
	assert ["危害程度", "较为严重", "严重"] in [words[at : at + 3] for at in range(len(words))]


def test_a_list_cut_short_says_so():
	picture = copy.deepcopy(sample.picture(changes=True))
	picture["changes"]["summary"]["new"] = 1234
	picture["weak_links_total"] = 657
	words = read(picture).words
	assert "共1,234项，列出前3项。" in words
	assert "共657项，列出前3项。" in words


def test_no_change_is_said_in_words():
	picture = copy.deepcopy(sample.picture(changes=True))
	picture["changes"] = {"summary": dict.fromkeys(picture["changes"]["summary"], 0), "by_table": {}}
	assert "与上期相比没有变化。" in read(picture).words


def test_text_from_people_is_escaped_wherever_it_stands():
	attack = '<script>alert("1")</script><b onload=x>&'
	picture = copy.deepcopy(sample.picture(changes=True))
	for unit in picture["units"]:
		unit["name"] = attack
	for link in picture["weak_links"]:
		link["unit_name"] = link["subjects"][0]["title"] = attack
	for change in ("regraded", "new", "removed", "changed"):
		picture["changes"][change][0]["title"] = attack
	picture["changes"]["changed"][0]["fields"][0] |= {"old": attack, "new": attack}
	document = read(picture)
	assert document.problems == []
	assert len(document.all("script")) == 1
	assert not [attrs for tag, attrs in document.tags if tag == "b" and "onload" in attrs]
	assert attack in document.words


def test_an_english_page_has_english_words_only():
	picture = sample.picture("en", changes=True)
	for unit in picture["units"]:
		unit["name"] = unit["unit"]
	picture |= {"weak_links": [], "changes": picture["changes"] | {"regraded": [], "new": [], "removed": []}}
	picture["changes"]["changed"] = []
	document = read(picture)
	assert document.all("html") == [{"lang": "en"}]
	assert [word for word in document.words if re.search("[\u3400-\u9fff]", word)] == []
