"""One wording profile instead of another: every text of the product, what is understood, and what comes out."""

import re
from io import BytesIO

import pandas as pd
import pytest

from lianzheng_risk.core import report, schemes
from lianzheng_risk.core.assessment import assess
from lianzheng_risk.core.bilingual import WORDING, Text
from lianzheng_risk.core.checks import RULES, check
from lianzheng_risk.core.demo import AS_OF, invent
from lianzheng_risk.core.findings import Finding, Place
from lianzheng_risk.core.grading import grade
from lianzheng_risk.core.profile import (
	DEFAULT,
	ENTERPRISE,
	GOVERNMENT,
	HOSPITAL,
	PROFILES,
	UNIVERSITY,
	Profile,
	reworded,
	using,
)
from lianzheng_risk.core.register import TABLES
from lianzheng_risk.core.vocabulary import GRADE, VOCABULARIES, normalise
from lianzheng_risk.core.workbook import read, write_register, write_template
from lianzheng_risk.core.workbook.remembered import remember
from tests.core.chinese import CHINESE, texts, translations
from tests.core.workbook_sample import opened, register, written

OTHERS = (ENTERPRISE, UNIVERSITY, HOSPITAL)
TEXTS = texts()


@pytest.mark.parametrize(
	("zh", "in_a_hospital"),
	[
		("内设机构", "科室"),
		("单位/内设机构", "单位/科室"),
		("内设机构负责人", "科室负责人"),
		("廉政风险防控管理员", "廉洁风险防控管理员"),
		("廉政联络员", "廉洁联络员"),
		("廉政内设机构负责人", "廉洁风控科室负责人"),
		("廉政承诺", "廉洁承诺"),
		("一级", "高风险"),
		("一级、二级、三级", "高风险、中风险、低风险"),
		("风险等级：一级", "风险等级：高风险"),
		("一级风险点", "高风险点"),
		("一、二级占比", "高、中风险占比"),
		("一、二级风险的防控措施", "高、中风险的防控措施"),
		("危害程度：严重 → 一级", "危害程度：严重 → 高风险"),
		("不足{II:g}为三级。", "不足{II:g}为低风险。"),
		("{grade}风险点没有措施", "{grade}点没有措施"),
		("提为{grade}。", "提为{grade}。"),
		# Not a grade, not a name of ours, not a word that differs.
		("请由上一级审定", "请由上一级审定"),
		("没有“{value}”这一级", "没有“{value}”这一级"),
		("一级单位", "一级单位"),
		("一级风险单位", "高风险单位"),
		("机率和危害各设二至五级", "机率和危害各设二至五级"),
		("廉政谈话", "廉政谈话"),
		("党风廉政建设责任制", "党风廉政建设责任制"),
		("述职述廉", "述职述廉"),
		("领导班子集体审定", "领导班子集体审定"),
	],
)
def test_a_text_in_the_words_of_a_hospital(zh, in_a_hospital):
	assert reworded(zh, HOSPITAL) == in_a_hospital


def test_each_profile_has_its_word_for_a_department():
	assert [reworded("内设机构负责人", one) for one in PROFILES.values()] == [
		"内设机构负责人", "部门负责人", "处室负责人", "科室负责人",
	]  # fmt: skip


def test_the_scan_finds_the_texts_of_every_place():
	assert {
		"廉政风险防控登记簿填写说明",
		"内设机构没有写明上级单位，请填写它所属的单位",
		"廉政风险防控评估报告",
		"监督工作台",
	} <= TEXTS.keys()
	assert TEXTS["监督工作台"] == "translations/zh.csv"
	assert len(TEXTS) > 900


def test_no_text_keeps_the_words_of_government_bodies_or_loses_its_sense():
	"""A text that fails here is to be read: either the rules of core/profile.py lack a case, or `_wrong` does."""
	found = [(zh, profile.code, _wrong(zh, reworded(zh, profile), profile)) for zh in TEXTS for profile in OTHERS]
	assert [one for one in found if one[-1]] == []
	assert [zh for zh in TEXTS if reworded(zh, GOVERNMENT) != zh] == []


def _wrong(zh: str, shown: str, profile: Profile) -> str | None:
	if reworded(shown, profile) != shown:
		return "changes again when worded twice"
	if "内设机构" in shown or "廉政" in re.sub("党风廉政|廉政(谈话|档案|准则|建设|意见)", "", shown):
		return "has a word of government bodies"
	if re.search("[一二三]级", re.sub("[上下这每有同]一级", "", shown)):
		return "has a grade of government bodies"
	if re.search(f"({profile.department}|风险|廉洁)[、/]?\\1", shown):
		return "says something twice"
	if sorted(re.findall(r"\{[^}]*\}", shown)) != sorted(re.findall(r"\{[^}]*\}", zh)):
		return "has lost a placeholder"
	return None


def test_a_text_that_is_left_as_it_was_would_be_noticed():
	assert [_wrong(zh, zh, HOSPITAL) for zh in ("内设机构", "廉政", "一级风险")] == [
		"changes again when worded twice"
	] * 3
	assert _wrong("一级预算单位、二级学院", "一级预算单位、二级学院", HOSPITAL) == "has a grade of government bodies"
	assert _wrong("{0}", "{1}", HOSPITAL) == "has lost a placeholder"
	assert _wrong("科室、内设机构", "科室、科室", HOSPITAL) == "says something twice"


def test_the_desk_is_written_in_the_words_of_government_bodies():
	"""What a profile rewords has to be in those words first."""
	other_words = re.compile("廉洁|科室|处室|[高中低]风险")
	assert not [row for row in translations() if other_words.search(row[1])]


def test_inside_a_profile_texts_are_in_its_words_and_outside_as_before():
	text = Text("内设机构", "Internal Department")
	with using(HOSPITAL):
		assert (text.label(), text.label("en")) == ("科室", "Internal Department")
		with using(GOVERNMENT):
			assert text.label() == "内设机构"
		assert GRADE.label("I") == "高风险"
	assert text.label() == "内设机构"
	assert WORDING.get() is None
	assert DEFAULT is GOVERNMENT


def test_what_people_wrote_stays_as_they_wrote_it():
	finding = Finding(RULES["unit_below_department"], Place("units", 3), {"parent": "廉政建设内设机构"})
	with using(HOSPITAL):
		assert finding.message() == "单位列在科室“廉政建设内设机构”之下，请核对“上级单位”和“单位类型”"
		assert Text("廉政风险一级方案", "x", quoted=True).label() == "廉政风险一级方案"


def test_the_reason_of_a_grade_says_what_is_high():
	graded = grade(schemes.WORSE_OF_TWO, "fairly_high", "limited", ("decisive_influence",))
	assert graded.reason() == "发生机率：较高 → 二级；提级情形：对权力行使有决定性影响 → 提为一级"
	with using(ENTERPRISE):
		assert graded.reason() == "发生机率：较高 → 中风险；提级情形：对权力行使有决定性影响 → 提为高风险"
		assert graded.reason("en").startswith("Probability: Fairly High → Grade II")


def test_every_profile_understands_the_terms_of_all():
	for vocabulary in VOCABULARIES.values():
		for term in vocabulary.terms:
			for profile in PROFILES.values():
				assert vocabulary.find(profile.reword(term.zh)) is term
	assert [GRADE.find(word).code for word in ("高", "中风险", "三级")] == ["I", "II", "III"]


def test_no_header_means_two_columns_in_any_profile():
	for table in TABLES.values():
		headers = [{normalise(header) for header in column.headers} for column in table.fields]
		assert sum(map(len, headers)) == len(set().union(*headers)), table.name
	assert "单位/科室" in TABLES["units"]["unit_name"].headers


@pytest.mark.parametrize("writer", PROFILES.values(), ids=PROFILES)
@pytest.mark.parametrize("reader", PROFILES.values(), ids=PROFILES)
def test_a_register_written_in_one_profile_is_read_in_any(writer, reader):
	with using(writer):
		data = written(write_register, register(), ...)
	with using(reader):
		raw = read(data)
		checked = check(raw, schemes.DEFAULT, AS_OF)
	assert raw.profile is (None if writer is GOVERNMENT else writer)
	assert not raw.findings
	for name, table in register().items():
		pd.testing.assert_frame_equal(
			checked.register[name].reset_index(drop=True), table.reset_index(drop=True), check_index_type=False
		)


def test_the_template_of_a_hospital_offers_and_shows_its_words():
	with using(HOSPITAL):
		book = opened(written(write_template, ...))
	shown = {cell for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row if cell}
	told = {cell.comment.text for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.comment}
	assert book["说明"]["B1"].value == "廉洁风险防控登记簿填写说明"
	assert {"科室", "科室负责人", "高风险", "中风险", "低风险", "廉洁承诺"} <= shown
	# The words of government bodies are still named where the guide says what else is understood.
	left = {text for text in shown | told if CHINESE.search(str(text)) and reworded(str(text), HOSPITAL) != text}
	assert left == {text for text in left if text in {cell.value for cell in book["说明"]["E"]}}
	assert any(text.startswith("内设机构、") for text in left)


def test_a_workbook_in_the_default_words_carries_no_note():
	with using(GOVERNMENT):
		assert not opened(written(write_template, ...)).custom_doc_props.names
	assert read(written(write_template, ...)).profile is None


def test_a_note_of_somebody_else_is_no_profile():
	book = opened(written(write_template, ...))
	with using(HOSPITAL):
		remember(book)
	book.custom_doc_props["lianzheng_risk_profile"].value = "parliament"
	saved = BytesIO()
	book.save(saved)
	assert read(saved.getvalue()).profile is None


@pytest.fixture(scope="module")
def assessment():
	return assess(invent(2), schemes.DEFAULT, AS_OF)


def test_only_labels_differ_in_the_data(assessment):
	plain = assessment.to_dict()
	with using(UNIVERSITY):
		worded = assessment.to_dict()
	assert _without_labels(worded) == _without_labels(plain)
	labels = {one["code"]: one["label"] for one in worded["indicators"]}
	assert labels["high_measure_coverage"] == "高、中风险防控措施覆盖率"
	assert labels["share_grade_I"] == "高风险占比"
	assert labels["share_layer_department"] == "处室层次措施占比"


def _without_labels(value):
	if isinstance(value, dict):
		return {key: _without_labels(one) for key, one in value.items() if key != "label"}
	return [_without_labels(one) for one in value] if isinstance(value, list) else value


def test_page_and_workbook_of_the_assessment_are_all_in_its_words(assessment, tmp_path):
	with using(HOSPITAL):
		_, page, workbook = report.write_all(assessment, tmp_path)
	own = set(_strings(assessment.to_dict("en")))
	lines = re.split("[<>\n]", page.read_text(encoding="utf-8"))
	cells = [
		cell for sheet in opened(workbook.read_bytes()) for row in sheet.iter_rows(values_only=True) for cell in row
	]
	shown = {str(text).strip() for text in [*lines, *cells] if text and CHINESE.search(str(text))}
	assert {"廉洁风险防控评估报告", "高、中风险占比"} <= shown
	assert [text for text in shown - own if reworded(text, HOSPITAL) != text] == []


def _strings(value):
	if isinstance(value, dict | list):
		for one in value.values() if isinstance(value, dict) else value:
			yield from _strings(one)
	else:
		yield value
