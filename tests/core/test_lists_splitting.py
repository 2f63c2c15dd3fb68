"""Single cells of a list: what is numbered, who is named, which grade is meant, how many are claimed."""

from __future__ import annotations

import pytest

from lianzheng_risk.core.lists import grades, splitting, titles
from lianzheng_risk.core.lists.titles import Claim


@pytest.mark.parametrize(
	("cell", "items"),
	[
		("1.公示；2.抽查。", ("公示", "抽查")),
		("1、公示\n2、抽查", ("公示", "抽查")),
		("①公示②抽查", ("公示", "抽查")),
		("1.严格审批2.定期公开", ("严格审批", "定期公开")),
		("（一）公示（二）抽查", ("公示", "抽查")),
		("一是公示；二是抽查", ("公示", "抽查")),
		("2.抽查", ("抽查",)),
		("1.选取第2、第3名候选人；2.公示", ("选取第2、第3名候选人", "公示")),
		("误差不超过1.5%，3个工作日内办结", ("误差不超过1.5%，3个工作日内办结",)),
		("5、6月份集中检查", ("5、6月份集中检查",)),
		("入户调查双人签字；结果张榜公示", ("入户调查双人签字；结果张榜公示",)),
		("防控措施：1.公示 2.抽查", ("公示", "抽查")),
		("", ()),
	],
)
def test_items(cell: str, items: tuple[str, ...]) -> None:
	assert splitting.items(cell) == items


@pytest.mark.parametrize(
	("cell", "posts"),
	[
		("受理岗、审核岗", ("受理岗", "审核岗")),
		("受理岗 审核岗", ("受理岗", "审核岗")),
		("科长及经办人员", ("科长", "经办人员")),
		("财务和资产管理岗", ("财务和资产管理岗",)),
		("审批岗（一、二号窗口）", ("审批岗（一、二号窗口）",)),
		("科\n长", ("科长",)),
		("采购、验收、付款", None),
	],
)
def test_posts(cell: str, posts: tuple[str, ...] | None) -> None:
	assert splitting.posts(cell) == posts


@pytest.mark.parametrize(
	("cell", "names"),
	[
		("周启明", ("周启明",)),
		("周　明", ("周明",)),
		("周启明 副主任", ("周启明",)),
		("局长：周启明", ("周启明",)),
		("周启明（副局长）", ("周启明",)),
		("周启明、林若溪", ("周启明", "林若溪")),
		("周启明 林若溪", ("周启明", "林若溪")),
		("阿依古丽·买买提", ("阿依古丽·买买提",)),
		("分管副局长", None),
		("全体", None),
		("办公室", None),
	],
)
def test_names(cell: str, names: tuple[str, ...] | None) -> None:
	assert splitting.names(cell) == names


@pytest.mark.parametrize(
	("cell", "word", "counts"),
	[
		("高风险", "高风险", ()),
		("Ⅱ级", "Ⅱ级", ()),
		("2高", "高", (("I", 2),)),
		("高2个", "高", (("I", 2),)),
		("1中2低", None, (("II", 1), ("III", 2))),
		("高/中", None, ()),
		("红色预警", None, ()),
		("低度", None, ()),
		("三", None, ()),
	],
)
def test_grades(cell: str, word: str | None, counts: tuple[tuple[str, int], ...]) -> None:
	told = grades.grade(cell)
	assert (told.word, told.counts, told.reason is None) == (word, counts, word is not None)


@pytest.mark.parametrize(
	("words", "beyond"),
	[
		(("A", "B", "C"), None),
		(("A", "B", "C", "D"), "D"),
		(("重大风险", "一般风险"), "重大风险"),
		(("高", "中", "低"), None),
		(("高", "中", "一般"), None),
		(("高", "一般", "低"), "一般"),
		(("1", "2", "3", "4"), "4"),
	],
)
def test_a_column_of_four_levels_is_known_by_one_word(words: tuple[str, ...], beyond: str | None) -> None:
	assert grades.beyond_three(words) == beyond


@pytest.mark.parametrize(
	("title", "claims"),
	[
		("风险点一览表（共5个，其中高风险2个、中风险3个）", (Claim("5"), Claim("2", "I"), Claim("3", "II"))),
		("共排查廉洁风险点4个，其中一级1个，二级3个", (Claim("4"), Claim("1", "I"), Claim("3", "II"))),
		("2026年度廉政风险清单", ()),
	],
)
def test_claims(title: str, claims: tuple[Claim, ...]) -> None:
	assert titles.claims(title) == claims


@pytest.mark.parametrize(
	("line", "about", "name", "stated"),
	[
		("一、办公室", "department", "办公室", ""),
		("（二）人事科（共2个风险点）", "department", "人事科", "2"),
		("三、宁江县建设局", "unit", "宁江县建设局", ""),
		("二、业务流程风险", "category", "业务流程风险", ""),
		("一、一级风险点（3个）", "grade", "一级风险点", "3"),
		("4.出纳岗", "post", "出纳岗", ""),
		("以下为补充内容", "", "以下为补充内容", ""),
	],
)
def test_headings_across_a_list(line: str, about: str, name: str, stated: str) -> None:
	bare = titles.bare_section(line)
	assert (titles.section_field(bare), bare, titles.counted(line)) == (about, name, stated)


@pytest.mark.parametrize(
	("title", "unit"),
	[
		("宁江县统计局廉政风险点一览表", "宁江县统计局"),
		("附件2：宁江县统计局2026年度廉政风险清单", "宁江县统计局"),
		("填报单位（盖章）：宁江县统计局", "宁江县统计局"),
		("2026年廉政风险点一览表", ""),
		("廉政风险点一览表", ""),
	],
)
def test_whose_list_it_is(title: str, unit: str) -> None:
	assert titles.unit_in_title(title) == unit
