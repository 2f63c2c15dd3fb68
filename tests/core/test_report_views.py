import pytest
import report_sample as sample

from lianzheng_risk.core import schemes
from lianzheng_risk.core.report import scheme_words, views
from lianzheng_risk.core.report.texts import Words

ZH, EN = Words("zh"), Words("en")


def unit(code, grades=(1, 0, 0), posts=1, screened=1, parent=None, level=0):
	own = {"posts": posts, "posts_screened": screened, "risk_points": sum(grades)}
	own |= dict(zip(("grade_I", "grade_II", "grade_III"), grades, strict=True))
	return {"unit": code, "name": code, "parent": parent, "level": level, "own": own, "total": own}


def test_units_rank_by_share_of_grades_I_and_II_and_empty_ones_do_not_rank():
	ranked = views.ranking(sample.picture()["units"])
	assert [one.name for one in ranked] == [
		"人事科", "财务科", "宁江县示例局", "综合执法大队", "行政审批科", "办公室", "一中队",
	]  # fmt: skip
	assert [one.place for one in ranked] == [1, 2, 3, 4, 5, 6, 7]
	assert ranked[3].serious == pytest.approx(11 / 14)
	assert ranked[3].coverage == pytest.approx(5 / 8)
	assert ranked[3].grades == {"I": 6, "II": 5, "III": 3}


def test_equal_shares_rank_by_coverage_then_grade_I_then_code():
	units = [
		unit("D", (1, 1, 2)),
		unit("C", (1, 1, 2)),
		unit("B", (2, 0, 2)),
		unit("A", (1, 1, 2), posts=2, screened=1),
	]
	assert [one.unit for one in views.ranking(units)] == ["A", "B", "C", "D"]


def test_the_parent_is_named_only_below_the_first_level():
	parents = {one.unit: one.parent_name for one in views.ranking(sample.picture()["units"])}
	assert parents["NJ-CWK"] == ""
	assert parents["NJ-ZFD-1"] == "综合执法大队"


@pytest.mark.parametrize(("count", "first", "hidden", "last"), [(4, 4, 0, 0), (5, 2, 1, 2), (0, 0, 0, 0)])
def test_a_long_ranking_shows_both_ends(count, first, hidden, last):
	top, between, bottom = views.ends(list(range(count)), 2)
	assert (len(top), between, len(bottom)) == (first, hidden, last)


def test_the_tree_nests_and_opens_as_far_as_there_is_room():
	units = [unit("A"), unit("B", parent="A", level=1), unit("C", parent="B", level=2), unit("D", parent="A", level=1)]
	(top,) = views.nest(units, open_rows=3)
	assert [node.unit["unit"] for node in top.children] == ["B", "D"]
	assert [node.unit["unit"] for node in top.children[0].children] == ["C"]
	assert (top.open, top.children[0].open) == (True, False)
	(roomy,) = views.nest(units, open_rows=4)
	assert roomy.children[0].open
	assert views.nest([], open_rows=3) == []


def test_the_worst_cell_of_the_heat_map_comes_last_in_the_first_row():
	columns, rows = views.heat_rows(sample.picture()["heat_map"])
	assert columns == ["一般", "较为严重", "严重"]
	assert [(row.label, row.cells) for row in rows] == [
		("高", [("I", 2), ("I", 5), ("I", 6)]),
		("较高", [("II", 7), ("II", 12), ("I", 9)]),
		("较小", [("III", 16), ("II", 2), ("I", 7)]),
	]


def test_key_figures_lead_with_the_risk_points_and_their_grades():
	figures = views.key_figures(sample.picture(), ZH)
	assert [(one.label, one.shown, one.more) for one in figures] == [
		("风险点", "66", "分布在8个单位和内设机构"),
		("一级", "22", "占风险点 33.3%"),
		("二级", "28", "占风险点 42.4%"),
		("三级", "16", "占风险点 24.2%"),
		("岗位排查覆盖率", "75.7%", "28 / 37"),
		("措施落实率", "17.2%", "17 / 99"),
	]


def test_shares_are_taken_of_all_risk_points_even_where_the_parts_are_fewer():
	counts = {"decision": 3, "approval": 0, "enforcement": 1, "personnel": 0, "assets": 0, "other": 0}
	rows = views.distribution({"totals": {"risk_points": 8}, "by_power": counts}, "power", ZH)
	assert [(row.label, row.count, row.share) for row in rows[:3]] == [
		("决策权", 3, 0.375),
		("行政审批权", 0, 0.0),
		("行政执法权", 1, 0.125),
	]


def test_nothing_counted_is_a_dash_not_a_zero():
	assert [one.shown for one in views.key_figures(sample.empty(), ZH)] == ["0", "0", "0", "0", "—", "—"]


def test_a_report_is_named_after_the_units_at_the_top():
	assert views.subject(sample.picture(), ZH) == "宁江县示例局"
	assert views.subject(sample.empty(), ZH) == "登记簿中尚无单位"
	assert views.subject({"units": [unit("甲局"), unit("乙局")]}, ZH) == "甲局等2个单位"
	assert views.subject({"units": [unit("A"), unit("B")]}, EN) == "A and others (2 in all)"


def test_weak_links_are_gathered_by_kind_and_told_in_sentences():
	links = [*sample.WEAK_LINKS[:1], sample.WEAK_LINKS[0] | {"unit_name": "办公室"}, *sample.WEAK_LINKS[1:]]
	groups = views.weak_groups(links, 1)
	assert [(len(group.first), len(group.more)) for group in groups] == [(1, 1), (1, 0), (1, 0)]
	assert groups[0].label == "一级风险点没有防控措施"
	assert views.weak_sentence(links[0], ZH) == "2项：NJ-F0031 现场检查中以罚代管、NJ-F0034 涉案财物未及时登记入库"
	assert views.weak_sentence(links[-1], ZH).endswith("NJ-G032 执法岗（一）等")
	assert views.weak_sentence(links[-1], EN).startswith("4: NJ-G031 ")


def test_of_what_is_counted_and_never_named_only_the_number_is_told():
	link = {"count": 2, "subjects": []}
	assert (views.weak_sentence(link, ZH), views.subjects(link, ZH)) == ("2项", "")


def test_a_regrading_goes_up_towards_grade_I():
	assert views.moved({"from": "II", "to": "I"}) == "raised"
	assert views.moved({"from": "I", "to": "III"}) == "lowered"


def test_the_default_scheme_in_words():
	assert scheme_words.sentences(schemes.to_dict(schemes.DEFAULT), ZH) == [
		"机率与危害就高定级：发生机率和危害程度各对应一个等级，取其中较高的。",
		"发生机率：高（一级）、较高（二级）、较小（三级）。",
		"危害程度：严重（一级）、较为严重（二级）、一般（三级）。",
		"有下列情形之一的，提为一级：对权力行使有决定性影响、自由裁量无合理限制、该处曾发生问题。",
	]


def test_thresholds_and_scores_of_a_product_in_words():
	method, probability, *_ = scheme_words.sentences(schemes.to_dict(schemes.PRODUCT_LC), ZH)
	assert method.endswith("240及以上为一级，90及以上不足240为二级，不足90为三级。")
	assert probability == "发生机率：高（10分）、较高（6分）、较小（3分）、很小（1分）。"


def test_floors_and_bare_levels_in_words():
	floors = scheme_words.sentences(schemes.to_dict(schemes.WORSE_OF_TWO_WITH_FLOORS), EN)[-1]
	assert floors.startswith("No lower than Grade II in: Personnel Affairs, Finance, ")
	matrix = scheme_words.sentences(schemes.to_dict(schemes.MATRIX_5X5), EN)
	assert matrix[1] == "Probability: Very High, High, Fairly High, Fairly Small, Very Small."


@pytest.mark.parametrize(
	("direction", "target", "value", "weak", "aim", "judgement"),
	(
		("up", 0.95, 0.9, True, "不低于 95%", "未达目标"),
		("up", 0.95, 0.95, False, "不低于 95%", "达到目标"),
		("down", 0.0, 0.1, True, "不高于 0%", "未达目标"),
		("up", None, 0.1, False, "越高越好", ""),
		("up", 0.95, None, False, "不低于 95%", ""),
	),
)
def test_an_indicator_is_judged_by_its_target(direction, target, value, weak, aim, judgement):
	indicator = {"direction": direction, "target": target, "value": value, "weak": weak}
	assert (views.aim(indicator, ZH), views.judgement(indicator, ZH)) == (aim, judgement)
