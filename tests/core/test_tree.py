import pandas as pd
import pytest

from lianzheng_risk.core.tree import Tree, UnitTreeError


def units(**parent_of: str | None) -> pd.DataFrame:
	return pd.DataFrame({"unit": list(parent_of), "parent_unit": list(parent_of.values())}, dtype=object)


#   A            P
#   ├── B
#   │   ├── D
#   │   └── E
#   └── C
FOREST = units(E="B", P=None, C="A", B="A", D="B", A=None)


def test_preorder_with_siblings_by_code():
	tree = Tree.of(FOREST)
	assert tree.codes.tolist() == ["A", "B", "D", "E", "C", "P"]
	assert tree.parent.tolist() == [-1, 0, 1, 1, 0, -1]
	assert tree.level.tolist() == [0, 1, 2, 2, 1, 0]
	assert tree.end.tolist() == [5, 4, 3, 4, 5, 6]


def test_the_order_of_rows_does_not_matter():
	assert Tree.of(FOREST[::-1]).codes.tolist() == Tree.of(FOREST).codes.tolist()


def test_categorical_columns_make_the_same_tree():
	assert Tree.of(FOREST.astype("category")).parent.tolist() == [-1, 0, 1, 1, 0, -1]


def test_rollup_adds_everything_below():
	own = pd.DataFrame({"posts": [1, 2, 4, 8, 16, 32], "risks": [0, 0, 1, 0, 1, 5]}, index=list("ABDECP"))
	total = Tree.of(FOREST).rollup(own)
	assert total["posts"].to_dict() == {"A": 31, "B": 14, "D": 4, "E": 8, "C": 16, "P": 32}
	assert total["risks"].to_dict() == {"A": 2, "B": 1, "D": 1, "E": 0, "C": 1, "P": 5}


def test_positions_of_codes():
	assert Tree.of(FOREST).positions(pd.Series(["P", None, "D", "nowhere"], dtype=object)).tolist() == [5, -1, 2, -1]


def test_a_subtree_and_the_tree_under_a_unit():
	tree = Tree.of(FOREST)
	assert tree.subtree("B") == ["B", "D", "E"]
	assert tree.subtree("C") == ["C"]
	below = tree.under("B")
	assert below.codes.tolist() == ["B", "D", "E"]
	assert below.parent.tolist() == [-1, 0, 0]
	assert below.level.tolist() == [0, 1, 1]
	assert below.end.tolist() == [3, 2, 3]
	assert tree.parent.tolist() == [-1, 0, 1, 1, 0, -1], "the whole tree must stay as it was"


def test_an_empty_tree():
	tree = Tree.of(units())
	assert len(tree) == 0
	assert tree.rollup(pd.DataFrame({"posts": pd.Series(dtype="int64")})).shape == (0, 1)


def test_a_chain_of_five_thousand_units():
	names = [f"U{number:04}" for number in range(5000)]
	chain = pd.DataFrame({"unit": names, "parent_unit": [None, *names[:-1]]}, dtype=object)
	tree = Tree.of(chain.sample(frac=1, random_state=1))
	assert tree.codes.tolist() == names
	assert tree.level[-1] == 4999
	total = tree.rollup(pd.DataFrame({"posts": [1] * 5000}, index=names))
	assert (total["posts"].iloc[0], total["posts"].iloc[-1]) == (5000, 1)


@pytest.mark.parametrize(
	("frame", "zh"),
	[
		(units(A=None, B="X"), "单位“B”的上级单位“X”不存在，请改正或补充该单位"),
		(units(A="A"), "单位的上下级关系成环：A，请改正上级单位"),
		(units(T=None, A="C", B="A", C="B", D="C"), "单位的上下级关系成环：A、B、C，请改正上级单位"),
		(units(A="G", B="A", C="B", D="C", E="D", F="E", G="F"), "单位的上下级关系成环：A、B、C、D、E等，请改正上级单位"),
		(pd.DataFrame({"unit": ["A", "A"], "parent_unit": [None, None]}, dtype=object), "单位编码“A”重复，请保证编码唯一"),
		(pd.DataFrame({"unit": ["A", None], "parent_unit": [None, "A"]}, dtype=object), "有单位没有填写单位编码，请补填"),
	],
)  # fmt: skip
def test_units_that_make_no_tree(frame, zh):
	with pytest.raises(UnitTreeError) as raised:
		Tree.of(frame)
	assert raised.value.text.zh == zh
	assert str(raised.value) == raised.value.text.en


def test_a_unit_that_is_not_there():
	with pytest.raises(UnitTreeError, match="there is no unit “X”; check the unit code"):
		Tree.of(FOREST).subtree("X")
