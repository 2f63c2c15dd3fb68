"""Reports that are a grid: how many risk points there are in each cell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.risk_screening.language import shown

_TOTAL = Text("合计", "Total")


def columns(corner: Text, across: Sequence[Text]) -> list[dict]:
	first = {"fieldname": "side", "label": shown(corner), "fieldtype": "Data", "width": 170}
	cells = [
		{"fieldname": f"cell_{place}", "label": shown(text), "fieldtype": "Int", "width": 130}
		for place, text in enumerate(across)
	]
	return [first, *cells, {"fieldname": "total", "label": shown(_TOTAL), "fieldtype": "Int", "width": 100}]


def rows(down: Sequence[Text], counts: np.ndarray, **more: Sequence[Sequence]) -> list[dict]:
	"""One per line of `counts`, and the sums of all. `more` has a list per line under the name of each."""
	lines = [
		{
			"side": shown(text),
			**{f"cell_{place}": int(count) for place, count in enumerate(line)},
			"total": int(line.sum()),
			**{name: list(values[number]) for name, values in more.items()},
		}
		for number, (text, line) in enumerate(zip(down, counts, strict=True))
	]
	sums = counts.sum(axis=0)
	whole = {f"cell_{place}": int(count) for place, count in enumerate(sums)}
	return [*lines, {"side": shown(_TOTAL), **whole, "total": int(sums.sum()), "is_total": 1}]
