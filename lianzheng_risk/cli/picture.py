"""The assessment as a short picture in the terminal."""

from __future__ import annotations

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.bilingual import Lang, Text

from .width import table

BAR = 40
WEAK_LINKS = 8

HEADING = Text("{name}  截至 {as_of}", "{name}  as of {as_of}")
TOTALS: dict[str, Text] = {
	"units": Text("单位", "Units"),
	"people": Text("人员", "People"),
	"posts": Text("岗位", "Posts"),
	"posts_screened": Text("其中已排查", "Posts screened"),
	"powers": Text("职权", "Powers"),
	"power_steps": Text("职权环节", "Power steps"),
	"risk_points": Text("风险点", "Risk points"),
	"measures": Text("防控措施", "Measures"),
}
GRADES = Text("风险等级", "Risk grades")
HEAT_MAP = Text("热力图（行：发生机率；列：危害程度）", "Heat map (rows: probability; columns: harm)")
WEAK = Text("薄弱环节（共 {count} 处，最重的在前）", "Weak links ({count}, worst first)")
CHANGES = Text(
	"与上年相比：新增 {new}，变更 {changed}，删除 {removed}；风险等级上调 {raised}，下调 {lowered}",
	"Since last year: {new} new, {changed} changed, {removed} removed; {raised} grades raised, {lowered} lowered",
)


def picture(assessment: dict, lang: Lang) -> str:
	"""The picture of an assessment given as the data of assessment.json."""
	blocks = [
		[HEADING.format(lang, name=assessment["units"][0]["name"], as_of=assessment["as_of"])],
		table([[text.label(lang), assessment["totals"][name]] for name, text in TOTALS.items()]),
		[GRADES.label(lang), *_grades(assessment["by_grade"], lang)],
		[HEAT_MAP.label(lang), *_heat_map(assessment["heat_map"])],
		_weak_links(assessment, lang),
		_changes(assessment["changes"], lang),
	]
	return "\n\n".join("\n".join(block) for block in blocks if block)


def _grades(by_grade: dict[str, int], lang: Lang) -> list[str]:
	every = sum(by_grade.values()) or 1
	rows = [[v.GRADE.label(grade, lang), count, f"{count / every:.1%}"] for grade, count in by_grade.items()]
	bars = ["█" * round(BAR * count / every) for count in by_grade.values()]
	return [f"  {line}  {bar}" for line, bar in zip(table(rows), bars, strict=True)]


def _heat_map(heat_map: dict) -> list[str]:
	rows = [["", *(level["label"] for level in heat_map["harm"])]]
	for level, counts, grades in zip(heat_map["probability"], heat_map["counts"], heat_map["grades"], strict=True):
		cells = [f"{count} ({grade})" for count, grade in zip(counts, grades, strict=True)]
		rows.append([level["label"], *cells])
	return [f"  {line}" for line in table(rows, gap="   ")]


def _weak_links(assessment: dict, lang: Lang) -> list[str]:
	links = assessment["weak_links"][:WEAK_LINKS]
	if not links:
		return []
	lines = [WEAK.format(lang, count=assessment["weak_links_total"])]
	for link in links:
		grade = f"{v.GRADE.label(link['grade'], lang)} · " if link["grade"] else ""
		subjects = "、".join(subject["title"] for subject in link["subjects"][:2])
		lines.append(f"  {link['unit_name']}: {grade}{link['label']} × {link['count']}  {subjects}")
	return lines


def _changes(changes: dict | None, lang: Lang) -> list[str]:
	return [CHANGES.format(lang, **changes["summary"])] if changes else []
