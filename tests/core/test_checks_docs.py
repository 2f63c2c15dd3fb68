"""docs/checks.md explains every rule, with its severity, and no rule that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.checks import RULES
from lianzheng_risk.core.checks.duties import APART, DUTIES
from lianzheng_risk.core.importing.rules import RULES as IMPORTING_RULES
from lianzheng_risk.core.lists.asking import TO_SETTLE
from lianzheng_risk.core.workbook.rules import RULES as READER_RULES

PAGE = (Path(__file__).parents[2] / "docs" / "checks.md").read_text(encoding="utf-8")
ROW = re.compile(
	r"^\| `(?P<code>\w+)` \| (?P<severity>\S+) \| (?P<meaning>\S.*?) \| (?P<remedy>\S.*?) \|$", re.MULTILINE
)


def test_the_page_lists_every_rule_once_with_its_severity() -> None:
	listed = [(row["code"], row["severity"]) for row in ROW.finditer(PAGE)]
	rules = [*READER_RULES, *RULES.values(), *IMPORTING_RULES, TO_SETTLE]
	assert sorted(listed) == sorted((rule.code, v.SEVERITY.label(rule.severity)) for rule in rules)


def test_the_page_names_the_duties_that_must_be_apart() -> None:
	line = next(line for line in PAGE.splitlines() if line.startswith("应当分离的职责："))
	pairs = line.removeprefix("应当分离的职责：").removesuffix("。").split("，")
	assert pairs == [f"{DUTIES[first][0].zh}与{DUTIES[second][0].zh}" for first, second in APART]


def test_no_code_is_used_twice() -> None:
	codes = [rule.code for rule in (*READER_RULES, *RULES.values(), *IMPORTING_RULES, TO_SETTLE)]
	assert len(codes) == len(set(codes))
