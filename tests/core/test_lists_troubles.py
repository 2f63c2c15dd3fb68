"""Cells of a list that look blank because of their formula are asked about, never taken for blank."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook

from lianzheng_risk.core.lists import convert

HEADINGS = ["序号", "科室", "风险点", "风险等级", "防控措施"]


def asked(*cells: object) -> list[tuple[int, str, bool]]:
	"""Row and field of each question about a list of one row, and whether it is about a formula."""
	workbook = Workbook()
	for row in (["宁江县统计局廉政风险清单"], HEADINGS, cells):
		workbook.active.append(row)
	buffer = BytesIO()
	workbook.save(buffer)
	(account,) = convert(buffer.getvalue()).accounts
	return [(one.row, one.field, "公式" in one.reason.zh) for one in account.to_settle]


@pytest.mark.parametrize("formula", ["=A1&B1", "#REF!"])
def test_a_formula_without_a_value_is_asked_about_once(formula: str) -> None:
	assert asked(1, "办公室", "用印不登记", formula, "登记") == [(3, "grade", True)]
	assert asked(1, "办公室", "用印不登记", "一级", formula) == [(3, "measures", True)]


def test_a_column_that_is_not_read_is_not_asked_about() -> None:
	assert asked(1, "办公室", "用印不登记", "一级", "登记", "=A1") == []
