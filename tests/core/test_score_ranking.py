"""Places in the ranking of scores."""

import pandas as pd

from lianzheng_risk.core.scoring.ranking import ranked


def test_equal_scores_share_a_place_and_equals_are_those_with_one_parent():
	scores = pd.DataFrame(
		{"unit": ["C", "A", "B", "D"], "parent": ["P", "P", "Q", None], "score": [90.0, 95.0, 90.0, 70.0]}
	)
	found = ranked(scores)
	assert found["unit"].tolist() == ["A", "B", "C", "D"]
	assert found["place"].tolist() == [1, 2, 2, 4]
	assert found["place_among_siblings"].tolist() == [1, 1, 2, 1]
