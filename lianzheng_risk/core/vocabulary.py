"""The closed vocabularies of the field, declared once.

A frame holds a term's `code`, a DocType its English text, a workbook and a page its Chinese.
Sources: regulation §2 (categories, grades, layers, phases), DOMAIN practice tables for the aliases.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from lianzheng_risk.core.bilingual import Lang, Text
from lianzheng_risk.core.profile import spellings


def normalise(text: object) -> str:
	"""Fold what people type into one spelling: full-width to half-width, no white space, lower case."""
	return "".join(unicodedata.normalize("NFKC", str(text)).split()).casefold()


@dataclass(frozen=True)
class Term:
	code: str
	text: Text
	aliases: tuple[str, ...] = ()

	@property
	def en(self) -> str:
		return self.text.en

	@property
	def zh(self) -> str:
		return self.text.zh


@dataclass(frozen=True)
class Vocabulary:
	"""A closed list of terms. `noise` is a suffix that users add and that carries no meaning."""

	name: str
	text: Text
	terms: tuple[Term, ...]
	noise: str = ""

	@cached_property
	def codes(self) -> tuple[str, ...]:
		return tuple(term.code for term in self.terms)

	@cached_property
	def by_code(self) -> dict[str, Term]:
		return {term.code: term for term in self.terms}

	@cached_property
	def _by_spelling(self) -> dict[str, Term]:
		terms: dict[str, Term] = {}
		for term in self.terms:
			for spelling in (term.code, term.en, *chain(*map(spellings, (term.zh, *term.aliases)))):
				other = terms.setdefault(normalise(spelling), term)
				if other is not term:
					raise ValueError(f"{self.name}: {spelling!r} means both {other.code} and {term.code}")
		return terms

	def find(self, text: object) -> Term | None:
		"""The term a person meant by `text`, or None where that cannot be known (never a guess)."""
		spelling = normalise(text)
		term = self._by_spelling.get(spelling)
		if term is None and self.noise and spelling.endswith(self.noise):
			term = self._by_spelling.get(spelling.removesuffix(self.noise))
		return term

	def label(self, code: str, lang: Lang = "zh") -> str:
		return self.by_code[code].text.label(lang)


def vocabulary_of(name: str, zh: str, en: str, *terms: tuple, noise: str = "") -> Vocabulary:
	"""A vocabulary from terms written as (code, Chinese, English, further spellings …)."""
	return Vocabulary(
		name,
		Text(zh, en),
		tuple(Term(code, Text(zh_term, en_term), tuple(aliases)) for code, zh_term, en_term, *aliases in terms),
		noise,
	)


UNIT_TYPE = vocabulary_of(
	"unit_type", "单位类型", "Unit Type",
	("unit", "单位", "Unit"),
	("department", "内设机构", "Internal Department", "部门", "科室", "处室"),
)  # fmt: skip

RANK = vocabulary_of(
	"rank", "职务层次", "Rank",
	("principal_leader", "主要领导", "Principal Leader", "正职", "一把手"),
	("leader_in_charge", "分管领导", "Leader in Charge", "班子成员", "副职"),
	("department_head", "内设机构负责人", "Department Head", "部门负责人", "科室负责人", "中层干部"),
	("staff", "一般工作人员", "Staff", "一般人员", "工作人员"),
)  # fmt: skip

POWER_CATEGORY = vocabulary_of(
	"power_category", "职权类别", "Power Category",
	("decision", "决策权", "Decision"),
	("approval", "行政审批权", "Administrative Approval", "审批权"),
	("enforcement", "行政执法权", "Administrative Enforcement", "执法权"),
	("personnel", "干部人事权", "Personnel", "人事权"),
	("assets", "财物管理权", "Money and Assets", "财物权"),
	("other", "其他职权", "Other", "其他", "其它"),
)  # fmt: skip

BUSINESS_AREA = vocabulary_of(
	"business_area", "业务领域", "Business Area",
	("personnel", "人事", "Personnel Affairs"),
	("finance", "财务", "Finance"),
	("assets", "资产", "Asset Management"),
	("procurement", "采购", "Procurement"),
	("engineering", "工程", "Engineering Projects", "工程建设"),
	("approval", "行政审批", "Licensing", "审批"),
	("enforcement", "执法", "Enforcement", "行政执法"),
	("other", "其他领域", "Other Area", "其他", "其它"),
)  # fmt: skip

RISK_CATEGORY = vocabulary_of(
	"risk_category", "风险类别", "Risk Category",
	("post_duty", "岗位职责", "Post Duty"),
	("process", "业务流程", "Business Process"),
	("institution", "制度机制", "Institution and Mechanism"),
	("environment", "外部环境", "External Environment"),
	noise="风险",
)  # fmt: skip

# Both scales hold every level a scheme may use; a scheme of n levels picks n of them.
PROBABILITY = vocabulary_of(
	"probability", "发生机率", "Probability",
	("very_high", "很高", "Very High", "极高"),
	("high", "高", "High"),
	("fairly_high", "较高", "Fairly High", "中"),
	("small", "较小", "Fairly Small", "小", "低", "较低"),
	("very_small", "很小", "Very Small", "极小", "很低", "极低"),
)  # fmt: skip

HARM = vocabulary_of(
	"harm", "危害程度", "Harm",
	("very_serious", "特别严重", "Very Serious"),
	("serious", "严重", "Serious"),
	("fairly_serious", "较为严重", "Fairly Serious", "较严重", "较重"),
	("limited", "一般", "Limited", "较轻"),
	("slight", "轻微", "Slight"),
)  # fmt: skip

GRADE = vocabulary_of(
	"grade", "风险等级", "Risk Grade",
	("I", "一级", "Grade I", "I级", "1", "1级", "高", "高级", "高度", "A", "★★★"),
	("II", "二级", "Grade II", "II级", "2", "2级", "中", "中级", "B", "★★"),
	("III", "三级", "Grade III", "III级", "3", "3级", "低", "低级", "一般", "C", "★"),
	noise="风险",
)  # fmt: skip

VETO = vocabulary_of(
	"veto", "提级情形", "Aggravating Circumstance",
	("decisive_influence", "对权力行使有决定性影响", "Decisive Influence"),
	("unlimited_discretion", "自由裁量无合理限制", "Unlimited Discretion"),
	("prior_misconduct", "该处曾发生问题", "Prior Misconduct"),
)  # fmt: skip

MEASURE_LAYER = vocabulary_of(
	"measure_layer", "防控层次", "Measure Layer",
	("unit", "单位", "Unit Layer", "单位层面", "单位层次"),
	("department", "内设机构", "Department Layer", "部门", "内设机构层面", "内设机构层次"),
	("post", "岗位", "Post Layer", "岗位层面", "岗位层次"),
)  # fmt: skip

MEASURE_PHASE = vocabulary_of(
	"measure_phase", "防控阶段", "Measure Phase",
	("prevention", "前期预防", "Early Prevention", "事前", "预防"),
	("monitoring", "中期监控", "Interim Monitoring", "事中", "监控"),
	("disposal", "后期处置", "Late Disposal", "事后", "处置"),
)  # fmt: skip

MEASURE_KIND = vocabulary_of(
	"measure_kind", "措施种类", "Measure Kind",
	("education", "教育", "Education", "党性教育", "廉政教育"),
	("openness", "办事公开", "Open Handling", "公开"),
	("pledge", "廉政承诺", "Integrity Pledge", "承诺"),
	("rules", "制度程序", "Rules and Procedures", "制度建设", "规范流程"),
	("rotation", "交流轮岗", "Rotation", "轮岗"),
	("democratic_appraisal", "民主评议", "Democratic Appraisal"),
	("integrity_talk", "廉政谈话", "Integrity Talk"),
	("personal_matters", "报告个人有关事项", "Report on Personal Matters"),
	("duty_report", "述职述廉", "Duty and Integrity Report"),
	("democratic_life", "民主生活会", "Democratic Life Meeting"),
	("collective_decision", "集体决策", "Collective Decision", "民主决策"),
	("technical_control", "科技防控", "Technical Control", "信息监测"),
	("correction", "纠错", "Correction"),
	("admonition", "训诫", "Admonition"),
	("accountability", "问责", "Accountability"),
	("other", "其他措施", "Other Measure", "其他", "其它"),
)  # fmt: skip

MEASURE_STATUS = vocabulary_of(
	"measure_status", "落实情况", "Measure Status",
	("planned", "计划中", "Planned", "未落实", "未开始"),
	("in_progress", "落实中", "In Progress", "进行中", "正在落实"),
	("implemented", "已落实", "Implemented", "已完成"),
	("verified", "已核实", "Verified", "已验收"),
	("lapsed", "已失效", "Lapsed"),
	("cancelled", "已取消", "Cancelled"),
)  # fmt: skip

RECURRENCE = vocabulary_of(
	"recurrence", "重复周期", "Recurrence",
	("weekly", "每周", "Every Week", "每周一次", "周"),
	("monthly", "每月", "Every Month", "每月一次", "月度", "按月"),
	("quarterly", "每季度", "Every Quarter", "每季", "每季度一次", "季度", "按季"),
	("half_yearly", "每半年", "Every Half-Year", "半年", "每半年一次"),
	("yearly", "每年", "Every Year", "每年一次", "年度", "按年"),
)  # fmt: skip

RECURRENCE_BASIS = vocabulary_of(
	"recurrence_basis", "周期起算", "Recurrence Basis",
	("calendar", "按固定日期", "Fixed Dates", "固定日期"),
	("completion", "从上次完成起", "From Last Completion", "上次完成"),
)  # fmt: skip

YES_NO = vocabulary_of(
	"yes_no", "是否", "Yes or No",
	("yes", "是", "Yes", "有", "√", "✓", "1", "y", "true"),
	("no", "否", "No", "无", "×", "0", "n", "false"),
)  # fmt: skip

SEVERITY = vocabulary_of(
	"severity", "程度", "Severity",
	("error", "错误", "Error"),
	("warning", "警告", "Warning"),
	("hint", "提示", "Hint"),
)  # fmt: skip

VOCABULARIES: dict[str, Vocabulary] = {
	vocabulary.name: vocabulary
	for vocabulary in (
		UNIT_TYPE, RANK, POWER_CATEGORY, BUSINESS_AREA, RISK_CATEGORY, PROBABILITY, HARM, GRADE, VETO,
		MEASURE_LAYER, MEASURE_PHASE, MEASURE_KIND, MEASURE_STATUS, RECURRENCE, RECURRENCE_BASIS, YES_NO, SEVERITY,
	)
}  # fmt: skip
