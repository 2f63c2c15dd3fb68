"""What a column accepts while it is filled in: a drop-down, a date, a whole number, an amount."""

from __future__ import annotations

import datetime as dt

from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.datavalidation import DataValidation

from lianzheng_risk.core.bilingual import Lang, Text
from lianzheng_risk.core.register import Field
from lianzheng_risk.core.workbook.cells import LAST_ROW
from lianzheng_risk.core.workbook.lists import codes_name

_EARLIEST, _LATEST = dt.date(1950, 1, 1), dt.date(2100, 12, 31)

TITLE = Text("请检查填写内容", "Please check")
CHOOSE = Text("请从下拉列表中选择“{field}”。", "Please choose “{field}” from the list.")
DATE = Text("“{field}”请填写日期，例如 2026-06-30。", "“{field}” is a date, as in 2026-06-30.")
WHOLE = Text("“{field}”请填写整数，例如 1。", "“{field}” is a whole number, as in 1.")
AMOUNT = Text("“{field}”请填写金额，例如 480000。", "“{field}” is an amount, as in 480000.")


def validation(column: Field, letter: str, formulas: dict[str, str], lang: Lang) -> DataValidation | None:
	"""The validation of a column in all rows below its header; None where anything goes.

	`formulas` are the cells of the vocabularies by name. Codes of other sheets are offered, not enforced, because a
	unique name will do as well.
	"""
	if column.reference:
		found = DataValidation("list", formula1=codes_name(column.reference), showErrorMessage=False)
	elif column.vocabulary:
		found = _enforced(CHOOSE, column, lang, type="list", formula1=formulas[column.vocabulary.name])
	elif column.kind == "date":
		bounds = {"formula1": str(int(to_excel(_EARLIEST))), "formula2": str(int(to_excel(_LATEST)))}
		found = _enforced(DATE, column, lang, type="date", operator="between", **bounds)
	elif column.kind == "integer":
		found = _enforced(WHOLE, column, lang, type="whole", operator="greaterThanOrEqual", formula1="0")
	elif column.kind == "amount":
		found = _enforced(AMOUNT, column, lang, type="decimal", operator="greaterThanOrEqual", formula1="0")
	else:
		return None
	found.allow_blank = True
	found.add(f"{letter}2:{letter}{LAST_ROW}")
	return found


def _enforced(text: Text, column: Field, lang: Lang, **rule) -> DataValidation:
	return DataValidation(
		showErrorMessage=True,
		errorStyle="stop",
		errorTitle=TITLE.label(lang),
		error=text.format(lang, field=column.text.label(lang)),
		**rule,
	)
