"""Wording profiles: the same Chinese in the words of government bodies, enterprises, universities and hospitals.

Everything is written in the words of government bodies. Organisations outside government speak of 廉洁 rather than 廉政
(they hold no office of government), call their departments by another name, and grade risks high, middle and low.

Names fixed by Party rules stay: 廉政谈话, 党风廉政建设, 廉政档案 and the like; so does 述职述廉, which names neither. 廉政承诺 does
not: such organisations have their people sign a 廉洁承诺书 (in enterprises often 廉洁从业承诺书). A role that would read oddly with
廉洁 in front of it (廉洁单位领导) takes 廉洁风控, the usual short form of 廉洁风险防控.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache

from lianzheng_risk.core.bilingual import WORDING, Text, Wording


@dataclass(frozen=True)
class Profile:
	"""How one kind of organisation words things. `department` is what it calls an 内设机构; None leaves all as it is."""

	code: str
	text: Text
	department: str | None = None

	def reword(self, zh: str) -> str:
		return reworded(zh, self)


GOVERNMENT = Profile("government", Text("机关", "Government Body"))
ENTERPRISE = Profile("enterprise", Text("国企", "Enterprise"), "部门")
UNIVERSITY = Profile("university", Text("高校", "University"), "处室")
HOSPITAL = Profile("hospital", Text("医院", "Hospital"), "科室")

DEFAULT = GOVERNMENT
PROFILES: dict[str, Profile] = {one.code: one for one in (GOVERNMENT, ENTERPRISE, UNIVERSITY, HOSPITAL)}

_GRADE = str.maketrans("一二三", "高中低")
# 级 that counts something else: 上一级, 每一级, 这一级; 一级单位, 一级科目, 有一级不是文件夹.
_COUNTS_ELSE = (
	"(?<![上下每这那有哪同逐本各任某几第到十])",
	"(?!单位|部门|机构|法人|公司|企业|学院|学科|目录|标题|科目|指标|菜单|预算|主管|党|不)",
)


def _grades(match: re.Match) -> str:
	return match["grades"].translate(_GRADE) + "风险"


# Pattern and what takes its place, in this order. _DEPARTMENT stands for the profile's own word.
_DEPARTMENT = "DEPARTMENT"
_RULES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match], str]], ...] = (
	# 廉政 as the mark of a role, then of anything that is not the name of something fixed.
	(re.compile("廉政(?=纪检监察|单位领导|内设机构|岗位人员|检查人员|审计人员)"), "廉洁风控"),
	(re.compile("(?<!党风)廉政(?!谈话|档案|准则|建设|意见)"), "廉洁"),
	# What an internal department is called.
	(re.compile("内设机构"), _DEPARTMENT),
	# Grades: in a register 高 alone could as well be a probability, so 风险 is always said, and never twice.
	(re.compile("(?P<grades>[一二三](?:[、和或及][一二三])+)级(?:风险)?"), _grades),
	(re.compile(f"{_COUNTS_ELSE[0]}(?P<grades>[一二三])级{_COUNTS_ELSE[1]}(?:风险)?"), _grades),
	(re.compile(r"(\{grade\})风险"), r"\1"),
)


@lru_cache(maxsize=4096)
def reworded(zh: str, profile: Profile) -> str:
	"""A Chinese text, placeholders and all, in the words of `profile`. What is in its words already stays."""
	if profile.department is None:
		return zh
	for pattern, replacement in _RULES:
		zh = pattern.sub(profile.department if replacement is _DEPARTMENT else replacement, zh)
	return zh


@cache
def spellings(zh: str) -> tuple[str, ...]:
	"""A word as it is written and as each profile words it: what to understand, whoever wrote it."""
	return tuple(dict.fromkeys((zh, *(reworded(zh, profile) for profile in PROFILES.values()))))


@contextmanager
def using(wording: Wording) -> Iterator[None]:
	"""Inside, every text of core is shown in the words of `wording`, usually a Profile."""
	token = WORDING.set(wording)
	try:
		yield
	finally:
		WORDING.reset(token)
