"""单位指标: the indicators by which a unit is judged, with everything below it, as of today; those off their target marked."""

from __future__ import annotations

import frappe
import pandas as pd
from frappe.utils import cint

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.frozen.rows import percent
from lianzheng_risk.core.indicators import Indicator, values
from lianzheng_risk.core.weakness import JUDGING
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.store.tallies import current

_COLUMNS = (
	("indicator", Text("指标", "Indicator"), "Data", 260),
	("numerator", Text("分子", "Numerator"), "Int", 110),
	("denominator", Text("分母", "Denominator"), "Int", 110),
	("value", Text("数值", "Value"), "Data", 110),
	("aim", Text("目标", "Target"), "Data", 140),
	("judgement", Text("评价", "Judgement"), "Data", 120),
)
_AT_LEAST, _AT_MOST = Text("不低于{value}", "at least {value}"), Text("不高于{value}", "at most {value}")
_OFF, _ON = Text("未达标", "Off Target"), Text("达标", "On Target")


def execute(filters: dict | None = None) -> tuple:
	"""As many rows as the unit has indicators that apply to it, or of them as are off target: `only_weak`."""
	filters = frappe._dict(filters or {})
	total = current(filters.unit).own.sum()
	found = values(total.to_frame().T).iloc[0]
	judged = [one for one in JUDGING if found[one.code] is not None]
	wanted = [one for one in judged if one.is_weak(found[one.code])] if cint(filters.only_weak) else judged
	return _columns(), [_row(one, total, found[one.code]) for one in wanted]


def _columns() -> list[dict]:
	return [
		{
			"fieldname": name,
			"label": shown(text),
			"fieldtype": kind,
			"width": width,
			**({"align": "right"} if name == "value" else {}),
		}
		for name, text, kind, width in _COLUMNS
	]


def _row(one: Indicator, total: pd.Series, value: float) -> dict:
	is_weak = one.is_weak(value)
	aim = _AT_MOST if one.direction == "down" else _AT_LEAST
	return {
		"figure": one.code,
		"indicator": shown(one.text),
		"numerator": int(total[one.numerator]),
		"denominator": int(total[one.denominator]),
		"value": percent(value),
		"aim": shown(aim).format(value=percent(one.target)),
		"judgement": shown(_OFF if is_weak else _ON),
		"is_weak": int(is_weak),
	}
