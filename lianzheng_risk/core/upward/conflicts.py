"""What a superior has to know of packages that are merged: what was left out and why, and what does not agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lianzheng_risk.core.bilingual import Lang, Text
from lianzheng_risk.core.vocabulary import vocabulary_of

# An error leaves the package out; a warning is merged and looked into.
KIND = vocabulary_of(
	"package_conflict", "上报包问题", "Package Conflict",
	("other_period", "周期不一致", "Other Period"),
	("older_version", "不是最新版本", "Older Version"),
	("same_version", "同一版本内容不同", "Same Version With Other Figures"),
	("unknown_unit", "单位不在本级台账", "Unknown Unit"),
	("same_unit", "单位重复上报", "Unit Reported Twice"),
	("other_scheme", "定级方案不同", "Other Grading Scheme"),
	("own_unit", "上报单位即本单位", "Unit Itself"),
	("new_unit", "本级台账没有该单位", "Unit Not on Record"),
	("other_parent", "上级单位不一致", "Other Unit Above"),
	("other_day", "截止日不同", "Other Day"),
	("other_counts", "数字与本级台账不一致", "Counts Disagree"),
	("not_reported", "下级单位未上报", "Units Not Reported"),
)  # fmt: skip
ERRORS = frozenset(KIND.codes[:7])

TEXTS: Mapping[str, Text] = {
	"other_period": Text(
		"{unit}的上报包是{reported}的，本次汇总的是{own}，未并入", "the package of {unit} is for {reported}, not {own}; left out"
	),
	"older_version": Text(
		"{unit}有更新的上报包（第{own}版），第{reported}版未并入",
		"there is a newer package of {unit} (version {own}); version {reported} is left out",
	),
	"same_version": Text(
		"{unit}有两个内容不同的第{own}版上报包，均未并入，请与上报单位核实",
		"there are two packages of {unit} with the same version {own} and other figures; both are left out, ask the unit",
	),
	"unknown_unit": Text(
		"{unit}及其上级单位“{reported}”都不在本级台账中，不知并入何处，未并入",
		"neither {unit} nor the unit above it, “{reported}”, is on record, so it has no place; left out",
	),
	"same_unit": Text(
		"{unit}的上报包中有已由他处上报或登记的单位（{reported}），未并入",
		"the package of {unit} has units that are reported or on record elsewhere ({reported}); left out",
	),
	"other_scheme": Text(
		"{unit}按“{reported}”定级，本级按“{own}”定级，数字不能相加，未并入",
		"{unit} grades by “{reported}” and not by “{own}”, so its figures cannot be added; left out",
	),
	"own_unit": Text("{unit}就是汇总单位本身，未并入", "{unit} is the unit that merges; left out"),
	"new_unit": Text(
		"{unit}不在本级台账中，已并入其上级单位“{own}”之下", "{unit} is not on record; it was put below “{own}”"
	),
	"other_parent": Text(
		"{unit}上报的上级单位是“{reported}”，本级台账是“{own}”，以本级为准",
		"{unit} says that the unit above it is “{reported}”, on record it is “{own}”, which counts",
	),
	"other_day": Text("{unit}的数据截至{reported}，本级截至{own}", "the figures of {unit} are as of {reported}, one's own as of {own}"),
	"other_counts": Text(
		"{unit}上报的数字与本级台账不一致（{differing}），以上报数为准",
		"the figures of {unit} are not those on record ({differing}); those reported count",
	),
	"not_reported": Text(
		"本级台账中{unit}的下级单位（{own}）不在上报包中，不再计入",
		"units below {unit} on record ({own}) are not in the package and no longer count",
	),
}  # fmt: skip


@dataclass(frozen=True)
class Conflict:
	"""`own` is what is on record with the superior, `reported` what the package says; `counts` are name → (own, reported)."""

	kind: str
	unit: str
	unit_name: str
	own: str | None = None
	reported: str | None = None
	counts: Mapping[str, tuple[int, int]] = field(default_factory=dict)

	@property
	def is_error(self) -> bool:
		return self.kind in ERRORS

	def message(self, lang: Lang = "zh") -> str:
		listed = ("、" if lang == "zh" else ", ").join(
			f"{_COUNTED[name].label(lang)} {reported} ≠ {own}" for name, (own, reported) in self.counts.items()
		)
		values = {"own": self.own or "—", "reported": self.reported or "—", "differing": listed}
		return TEXTS[self.kind].format(lang, unit=f"“{self.unit_name}”（{self.unit}）", **values)

	def to_dict(self, lang: Lang = "zh") -> dict:
		return {
			"kind": self.kind,
			"label": KIND.label(self.kind, lang),
			"severity": "error" if self.is_error else "warning",
			"unit": self.unit,
			"unit_name": self.unit_name,
			"own": self.own,
			"reported": self.reported,
			"counts": {name: {"own": own, "reported": reported} for name, (own, reported) in self.counts.items()},
			"message": self.message(lang),
		}


def has_errors(conflicts: Iterable[Conflict]) -> bool:
	return any(one.is_error for one in conflicts)


_COUNTED: Mapping[str, Text] = {
	"units": Text("单位", "units"),
	"people": Text("人员", "people"),
	"posts": Text("岗位", "posts"),
	"powers": Text("职权", "powers"),
	"risk_points": Text("风险点", "risk points"),
	"measures": Text("防控措施", "measures"),
}
COUNTED = tuple(_COUNTED)
