"""A small invented picture, as `Assessment.to_dict` gives it: a county bureau, its departments and a branch station."""

from __future__ import annotations

from lianzheng_risk.core import schemes
from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.bilingual import Lang

# unit, name, type, parent, level, people, posts, posts screened, powers, steps, risks I/II/III, measures
UNITS = (
	("NJ", "宁江县示例局", "unit", None, 0, 6, 5, 5, 4, 17, (4, 3, 1), 14),
	("NJ-BGS", "办公室", "department", "NJ", 1, 5, 4, 4, 3, 12, (1, 4, 3), 12),
	("NJ-CWK", "财务科", "department", "NJ", 1, 4, 4, 4, 5, 21, (5, 4, 1), 17),
	("NJ-RSK", "人事科", "department", "NJ", 1, 3, 3, 2, 4, 15, (2, 3, 0), 8),
	("NJ-SPK", "行政审批科", "department", "NJ", 1, 5, 5, 5, 6, 30, (3, 6, 4), 21),
	("NJ-ZFD", "综合执法大队", "unit", "NJ", 1, 12, 8, 5, 6, 27, (6, 5, 3), 18),
	("NJ-ZFD-1", "一中队", "department", "NJ-ZFD", 2, 6, 4, 3, 2, 8, (1, 3, 4), 9),
	("NJ-ZFD-2", "二中队", "department", "NJ-ZFD", 2, 6, 4, 0, 0, 0, (0, 0, 0), 0),
)

HEAT_COUNTS = [[6, 5, 2], [9, 12, 7], [7, 2, 16]]

# code, Chinese, English, numerator column, denominator column, direction
INDICATORS = (
	("post_coverage", "岗位排查覆盖率", "Posts screened", "posts_screened", "posts", "up"),
	("share_grade_I", "一级风险占比", "Share of grade I", "grade_I", "risk_points", "neutral"),
	("in_place_share", "措施落实率", "Measures in place", "status_implemented", "measures", "up"),
	("overdue_share", "措施逾期率", "Measures overdue", "measures_overdue", "measures_due", "down"),
)


def _split(count: int, vocabulary: v.Vocabulary, prefix: str) -> dict[str, int]:
	"""Deal `count` things round the terms of a vocabulary, so that every column adds up."""
	size = len(vocabulary.codes)
	return {f"{prefix}_{code}": count // size + (i < count % size) for i, code in enumerate(vocabulary.codes)}


def _own(people, posts, screened, powers, steps, grades, measures) -> dict[str, int]:
	risks = sum(grades)
	return {
		"people": people,
		"posts": posts,
		"posts_screened": screened,
		"powers": powers,
		"power_steps": steps,
		"risk_points": risks,
		"measures": measures,
		"measures_due": measures // 2,
		"measures_overdue": measures // 7,
		**{f"grade_{grade}": count for grade, count in zip(("I", "II", "III"), grades, strict=True)},
		**_split(risks, v.RISK_CATEGORY, "category"),
		**_split(risks, v.POWER_CATEGORY, "power"),
		**_split(measures, v.MEASURE_LAYER, "layer"),
		**_split(measures, v.MEASURE_PHASE, "phase"),
		**_split(measures, v.MEASURE_STATUS, "status"),
	}


def _total(unit: str, own: dict[str, dict[str, int]]) -> dict[str, int]:
	below = [counts for code, counts in own.items() if code == unit or code.startswith(f"{unit}-")]
	return {name: sum(counts[name] for counts in below) for name in own[unit]}


def _share(numerator: int, denominator: int) -> float | None:
	return round(numerator / denominator, 4) if denominator else None


def _indicators(counts: dict[str, int], lang: Lang) -> list[dict]:
	return [
		{
			"code": code,
			"label": en if lang == "en" else zh,
			"numerator": counts[numerator],
			"denominator": counts[denominator],
			"value": _share(counts[numerator], counts[denominator]),
			"direction": direction,
			"target": {"up": 1.0, "down": 0.0, "neutral": None}[direction],
			"weak": direction != "neutral" and counts[numerator] != counts[denominator],
		}
		for code, zh, en, numerator, denominator, direction in INDICATORS
	]


def _units(lang: Lang) -> list[dict]:
	own = {row[0]: _own(*row[5:]) for row in UNITS}
	rows = []
	for unit, name, unit_type, parent, level, *_ in UNITS:
		total = _total(unit, own)
		values = {indicator["code"]: indicator["value"] for indicator in _indicators(total, lang)}
		rows.append(
			{
				"unit": unit,
				"name": name,
				"type": unit_type,
				"parent": parent,
				"level": level,
				"own": own[unit],
				"total": total,
				"indicators": values,
			}
		)
	return rows


def _by(counts: dict[str, int], prefix: str, vocabulary: v.Vocabulary) -> dict[str, int]:
	return {code: counts[f"{prefix}_{code}"] for code in vocabulary.codes}


WEAK_LINKS = [
	{
		"kind": "risk_without_measure",
		"label": "一级风险点没有防控措施",
		"unit": "NJ-ZFD",
		"unit_name": "综合执法大队",
		"grade": "I",
		"count": 2,
		"subjects": [
			{"code": "NJ-F0031", "title": "现场检查中以罚代管"},
			{"code": "NJ-F0034", "title": "涉案财物未及时登记入库"},
		],
	},
	{
		"kind": "measure_overdue",
		"label": "防控措施超过完成时限仍未落实",
		"unit": "NJ-CWK",
		"unit_name": "财务科",
		"grade": "I",
		"count": 7,
		"subjects": [{"code": f"NJ-C00{n}", "title": title} for n, title in (
			(12, "大额资金使用提交党组会集体研究"), (15, "公务卡结算情况每月公开"), (16, "银行账户每季度对账"),
			(21, "往来款项每半年清理一次"), (22, "出纳与会计岗位定期交流"),
		)],
	},
	{
		"kind": "post_not_screened",
		"label": "岗位尚未排查",
		"unit": "NJ-ZFD-2",
		"unit_name": "二中队",
		"grade": None,
		"count": 4,
		"subjects": [{"code": "NJ-G031", "title": "二中队队长岗"}, {"code": "NJ-G032", "title": "执法岗（一）"}],
	},
]  # fmt: skip

CHANGES = {
	"summary": {"new": 3, "changed": 2, "removed": 1, "regraded": 2, "raised": 1, "lowered": 1},
	"by_table": {
		"risk_points": {"new": 2, "changed": 2, "removed": 0},
		"measures": {"new": 1, "changed": 0, "removed": 1},
	},
	"regraded": [
		{"risk": "NJ-F0007", "title": "合同变更未经审核", "unit": "NJ-CWK", "from": "II", "to": "I"},
		{"risk": "NJ-F0019", "title": "窗口受理一次性告知不到位", "unit": "NJ-SPK", "from": "II", "to": "III"},
	],
	"new": [
		{"table": "risk_points", "key": "NJ-F0064", "title": "数据平台账号共用"},
		{"table": "risk_points", "key": "NJ-F0065", "title": "政府采购需求论证走过场"},
		{"table": "measures", "key": "NJ-C0098", "title": "平台账号实名登记，每季度核对"},
	],
	"removed": [{"table": "measures", "key": "NJ-C0003", "title": "纸质用印登记"}],
	"changed": [
		{
			"table": "risk_points",
			"key": "NJ-F0007",
			"title": "合同变更未经审核",
			"fields": [{"field": "harm", "label": "危害程度", "old": "较为严重", "new": "严重"}],
		},
		{
			"table": "risk_points",
			"key": "NJ-F0019",
			"title": "窗口受理一次性告知不到位",
			"fields": [{"field": "probability", "label": "发生机率", "old": "较高", "new": "小"}],
		},
	],
}


def picture(lang: Lang = "zh", changes: bool = False, scheme=schemes.DEFAULT) -> dict:
	"""The whole invented picture. `HEAT_COUNTS` fits schemes of three levels by three."""
	units = _units(lang)
	whole = units[0]["total"]
	names = ("people", "posts", "posts_screened", "powers", "power_steps", "risk_points", "measures")
	return {
		"as_of": "2026-06-30",
		"lang": lang,
		"scheme": schemes.to_dict(scheme),
		"totals": {"units": len(units)} | {name: whole[name] for name in names},
		"by_grade": _by(whole, "grade", v.GRADE),
		"by_category": _by(whole, "category", v.RISK_CATEGORY),
		"by_power": _by(whole, "power", v.POWER_CATEGORY),
		"by_layer": _by(whole, "layer", v.MEASURE_LAYER),
		"by_phase": _by(whole, "phase", v.MEASURE_PHASE),
		"by_status": _by(whole, "status", v.MEASURE_STATUS),
		"heat_map": heat_map(scheme, HEAT_COUNTS, lang),
		"indicators": _indicators(whole, lang),
		"units": units,
		"weak_links": WEAK_LINKS,
		"weak_links_total": len(WEAK_LINKS),
		"changes": CHANGES if changes else None,
	}


def heat_map(scheme, counts: list[list[int]], lang: Lang = "zh") -> dict:
	grade_of = {3: "I", 2: "II", 1: "III"}
	return {
		"probability": [{"code": x.code, "label": v.PROBABILITY.label(x.code, lang)} for x in scheme.probability],
		"harm": [{"code": x.code, "label": v.HARM.label(x.code, lang)} for x in scheme.harm],
		"grades": [[grade_of[severity] for severity in row] for row in scheme.table.tolist()],
		"counts": counts,
	}


def empty(lang: Lang = "zh") -> dict:
	"""The picture of a register without a single row: every count is 0, every share None."""
	full = picture(lang)
	zero = {name: dict.fromkeys(full[name], 0) for name in full if name == "totals" or name.startswith("by_")}
	nothing = {"numerator": 0, "denominator": 0, "value": None, "weak": False}
	return full | zero | {
		"heat_map": heat_map(schemes.DEFAULT, [[0, 0, 0]] * 3, lang),
		"indicators": [indicator | nothing for indicator in full["indicators"]],
		"units": [],
		"weak_links": [],
		"weak_links_total": 0,
	}  # fmt: skip


def many(count: int, lang: Lang = "zh") -> dict:
	"""A picture with `count` units: one at the top, bureaus below it, ten departments in each."""
	full = picture(lang)
	counts = full["units"][2]["own"]
	units = [_unit("P", "宁江市", None, 0, counts)]
	for i in range(1, count):
		bureau = (i - 1) // 11
		if (i - 1) % 11 == 0:
			units.append(_unit(f"P-{bureau:03}", f"第{bureau + 1}示例局", "P", 1, counts))
		else:
			own = counts | {"grade_I": i % 5, "grade_II": 5 - i % 5, "grade_III": 5, "posts_screened": i % 4}
			units.append(_unit(f"P-{bureau:03}-{i % 11:02}", f"第{i % 11}科室", f"P-{bureau:03}", 2, own))
	return full | {"units": units, "totals": full["totals"] | {"units": count}}


def _unit(unit: str, name: str, parent: str | None, level: int, counts: dict[str, int]) -> dict:
	return {
		"unit": unit,
		"name": name,
		"type": "department" if level == 2 else "unit",
		"parent": parent,
		"level": level,
		"own": counts,
		"total": counts,
		"indicators": {},
	}
