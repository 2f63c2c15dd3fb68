import pytest

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.vocabulary import Term, Vocabulary


@pytest.mark.parametrize(
	("code", "labels"),
	[
		("I", "一级 Ⅰ级 I级 I 1 高 高级 高度 A ★★★"),
		("II", "二级 Ⅱ级 II 2 中 中级 B ★★"),
		("III", "三级 Ⅲ级 III 3 低 低级 一般 C ★"),
	],
)
def test_grades_by_every_label_seen_in_files(code, labels):
	found = {label: v.GRADE.find(label) for label in labels.split()}
	assert {label for label, term in found.items() if term is None or term.code != code} == set()


@pytest.mark.parametrize(
	("written", "code"),
	[
		("一级风险", "I"),
		("Ⅰ级风险", "I"),
		("高风险", "I"),
		("中 风 险", "II"),
		(" 二级 ", "II"),
		("二　级", "II"),
		("２", "II"),
		("ｉｉｉ级", "III"),
		("c", "III"),
		(3, "III"),
	],
)
def test_grades_through_spaces_width_case_and_the_noise_word(written, code):
	assert v.GRADE.find(written).code == code


@pytest.mark.parametrize(
	"written", ["1中2低", "A-D", "D", "四级", "4", "高中", "一级/二级", "风险", "", " ", "无", None, 0, 1.5, "★★★★"]
)
def test_what_a_person_must_settle_is_never_guessed(written):
	assert v.GRADE.find(written) is None


@pytest.mark.parametrize(
	("vocabulary", "written", "code"),
	[
		(v.PROBABILITY, "较高", "fairly_high"),
		(v.PROBABILITY, "低", "small"),
		(v.HARM, "较严重", "fairly_serious"),
		(v.RISK_CATEGORY, "业务流程风险", "process"),
		(v.RISK_CATEGORY, "外部环境", "environment"),
		(v.POWER_CATEGORY, "审批权", "approval"),
		(v.MEASURE_LAYER, "岗位层面", "post"),
		(v.MEASURE_PHASE, "事中", "monitoring"),
		(v.MEASURE_STATUS, "已完成", "implemented"),
		(v.YES_NO, "√", "yes"),
		(v.YES_NO, "否", "no"),
	],
)
def test_other_words_people_type(vocabulary, written, code):
	assert vocabulary.find(written).code == code


def test_thoughts_and_morals_are_no_category_by_default():
	assert v.RISK_CATEGORY.find("思想道德") is None


def test_the_regulations_own_lists():
	assert [term.zh for term in v.RISK_CATEGORY.terms] == ["岗位职责", "业务流程", "制度机制", "外部环境"]
	assert [term.zh for term in v.GRADE.terms] == ["一级", "二级", "三级"]
	assert [term.zh for term in v.MEASURE_LAYER.terms] == ["单位", "内设机构", "岗位"]
	assert [term.zh for term in v.MEASURE_PHASE.terms] == ["前期预防", "中期监控", "后期处置"]
	assert [term.zh for term in v.POWER_CATEGORY.terms][:5] == [
		"决策权", "行政审批权", "行政执法权", "干部人事权", "财物管理权",
	]  # fmt: skip


@pytest.mark.parametrize("vocabulary", v.VOCABULARIES.values(), ids=v.VOCABULARIES)
def test_every_spelling_of_a_term_finds_it_and_no_other(vocabulary):
	for term in vocabulary.terms:
		for spelling in (term.code, term.zh, term.en, *term.aliases):
			assert vocabulary.find(spelling) is term
		assert vocabulary.label(term.code) == term.zh
		assert vocabulary.label(term.code, "en") == term.en


def test_a_spelling_with_two_meanings_is_refused():
	terms = (Term("up", Text("上", "Up"), ("U",)), Term("under", Text("下", "Under"), ("u",)))
	with pytest.raises(ValueError, match="'u' means both up and under"):
		Vocabulary("ways", Text("方向", "Way"), terms).find("上")
