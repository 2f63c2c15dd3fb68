"""Vague wording: texts that would fit any post, because they name no conduct, and measures that are mere slogans.

After what the Shandong regulation asks of a risk (its concrete manifestation, 表现形式) and what inspections find in
published lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.checks import rules
from lianzheng_risk.core.checks.found import Problem
from lianzheng_risk.core.checks.given import Given
from lianzheng_risk.core.findings import Finding, Place
from lianzheng_risk.core.register import TABLES

SHORTEST = 6
# Of a text without its vague phrases and fillers this many characters must be left to name some conduct.
LEAST_LEFT = 4
# A longer text is looked at for single phrases only.
LONGEST_EMPTY = 24

_NAME_CONDUCT = Text("请写明什么人在哪个环节可能有什么行为", "say who might do what at which step")
_SEEN = Text(
	"请写成看得见的行为，如收了什么、漏了哪一步",
	"describe conduct that can be seen: what was taken, which step left out",
)
_WHICH_RULE = Text("请写明是哪项规定的哪项要求", "name the rule and what it asks")
_WHAT_UNDONE = Text("请写明哪件事没有做", "say what was left undone")
_NOT_A_RISK = Text(
	"这是措施，不是风险的表现，请写明可能发生的行为", "this is a measure, not a risk; say what conduct may occur"
)
_HOW = Text("请写明由谁、何时、做什么、留下什么记录", "say who does what and when, and what record is kept")

_ANY = r"(?:一些|某些|各种|一定|相关|有关|廉政|廉洁|腐败|违规|违纪|违法|不良|的)*"
_MISHAP = rf"(?:出现|存在|发生|产生|滋生|造成|导致|引发){_ANY}(?:问题|风险|现象|情况|后果|影响|腐败)"
_STOP = r"(?=$|[，,。；;、])"

# A mark finds the candidates; its pattern tells an empty phrase from one that says something.
OF_RISKS: Mapping[str, tuple[re.Pattern, Text]] = {
	"可能": (re.compile(rf"可能(?:会)?{_MISHAP}"), _NAME_CONDUCT),
	"易": (re.compile(rf"(?:容易|极易|易于|易){_MISHAP}"), _NAME_CONDUCT),
	"意识": (
		re.compile(r"(?:(?:责任|廉洁|廉政|自律|法律|法治|宗旨|纪律|服务|规矩|大局)+|思想)意识(?:不强|淡薄|不够|不足|薄弱|欠缺|较差|差)"),
		_SEEN,
	),
	"关": (
		re.compile(r"(?:违反|不按|未按|不按照|未按照|不遵守|不执行)(?:有关|相关)的?(?:规定|制度|法律|法规|要求|程序|纪律)+"),
		_WHICH_RULE,
	),
	"不到位": (
		re.compile(r"(?:(?:各项|日常|内部)?(?:工作|管理|监督|监管|制度|教育|措施|职责)(?:落实|执行|管理|监督|履行)?)不到位"),
		_WHAT_UNDONE,
	),
	"强": (
		re.compile(rf"(?:进一步)?(?:加强|强化)(?:内部|日常|自身|廉政|思想|业务)*(?:管理|监督|监管|教育|学习|领导|防范|防控|培训)+{_STOP}"),
		_NOT_A_RISK,
	),
}  # fmt: skip
OF_MEASURES: Mapping[str, tuple[re.Pattern, Text]] = {
	"": (re.compile(r"^(?:进一步)?(?:加强|强化|提高|增强|严格|规范|完善|落实|健全)[^，,。；;、\d]{2,8}[。.]?$"), _HOW),
}  # fmt: skip
_CHARGES = re.compile(
	r"以权谋私|权钱交易|滥用职权|徇私舞弊|玩忽职守|失职渎职|违法违纪|违纪违法|违规违纪|不作为|乱作为|慢作为"
)
_FILLERS = re.compile(
	r"可能|容易|存在|出现|发生|造成|导致|引发|各种|一些|有关|相关|廉政|廉洁|风险|问题|现象|行为|情况|等|的|及|和|或|、"
)
_PUNCTUATION = re.compile(r"[\s，,。.；;：:！!？?“”\"'（）()]")


def check(given: Given) -> Iterator[Finding]:
	risks, measures = given.register["risk_points"], given.register["measures"]
	yield from _found(risks, problem_of_risk, "risk_points", "manifestation", "title")
	yield from _found(measures, problem_of_measure, "measures", "description")


def _found(
	frame: pd.DataFrame, problem_of: Callable[..., Problem | None], table: str, column: str, *further: str
) -> Iterator[Finding]:
	"""Every distinct text is judged once."""
	texts = list(frame[[column, *further]].fillna("").itertuples(index=False, name=None))
	problems = {text: problem for text in set(texts) if (problem := problem_of(*text))}
	field = TABLES[table][column].text
	for row, text in zip(frame.index, texts, strict=True):
		if problem := problems.get(text):
			yield Finding(problem.rule, Place(table, row, column), {"field": field, **problem.values})


def problem_of_risk(manifestation: str, title: str = "") -> Problem | None:
	"""The first thing wrong with the manifestation of a risk: too short, no conduct named, an empty phrase."""
	text = _PUNCTUATION.sub("", manifestation)
	if not text:
		return None
	if len(text) < SHORTEST:
		return Problem(rules.TOO_SHORT, {"length": len(text)})
	if text == _PUNCTUATION.sub("", title) or (len(text) <= LONGEST_EMPTY and len(_conduct(text)) < LEAST_LEFT):
		return Problem(rules.NO_CONDUCT)
	return _empty_phrase(manifestation, OF_RISKS)


def problem_of_measure(description: str) -> Problem | None:
	"""What is wrong with the wording of a measure: a slogan nobody can be asked to carry out."""
	return _empty_phrase(description.strip(), OF_MEASURES)


def _empty_phrase(text: str, phrases: Mapping[str, tuple[re.Pattern, Text]]) -> Problem | None:
	for mark, (pattern, advice) in phrases.items():
		if mark in text and (match := pattern.search(text)):
			return Problem(rules.VAGUE_WORDING, {"value": match[0].strip(), "advice": advice})
	return None


def _conduct(text: str) -> str:
	"""What is left of a text when empty phrases, charges without facts and fillers are taken away."""
	for pattern, _ in OF_RISKS.values():
		text = pattern.sub("", text)
	return _FILLERS.sub("", _CHARGES.sub("", text))
