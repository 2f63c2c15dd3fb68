"""Remarks on one risk point while it is being written, by the same rules as a whole register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.checks import rules
from lianzheng_risk.core.checks.found import listed
from lianzheng_risk.core.checks.vague import problem_of_risk
from lianzheng_risk.core.checks.values import shown
from lianzheng_risk.core.checks.wording import SHORTEST_COPIED, find_leftovers, wordings
from lianzheng_risk.core.findings import Finding, Place, Rule
from lianzheng_risk.core.register import TABLES

TABLE = TABLES["risk_points"]
WRITTEN = ("title", "manifestation", "grade_basis")
SAME_ELSEWHERE = Rule(
	"same_elsewhere",
	"hint",
	Text(
		"“{field}”与其他岗位的风险点（{titles}）一字不差，请按本岗位的实际情况填写",
		"“{field}” is word for word that of other posts' risk points ({titles}); describe this post as it is",
	),
)


def remarks(values: Mapping[str, str | None], others: Sequence[tuple[str, str]] = ()) -> list[Finding]:
	"""What is worth another look in the texts of one risk point, at most one finding per field and rule.

	`values` holds the texts by field of the register's table of risk points; `others` are title and manifestation of risk points of
	other posts. The findings stand at row 0.
	"""
	return [*_leftovers(values), *_vague(values), *_copied(values.get("manifestation") or "", others)]


def _leftovers(values: Mapping[str, str | None]) -> list[Finding]:
	written = {name: values[name] for name in WRITTEN if values.get(name)}
	leftovers = find_leftovers(list(written.values()))
	names = list(written)
	return [_finding(rules.TEMPLATE_LEFTOVER, names[at], value=shown(words)) for at, words in leftovers.items()]


def _vague(values: Mapping[str, str | None]) -> list[Finding]:
	problem = problem_of_risk(values.get("manifestation") or "", values.get("title") or "")
	return [_finding(problem.rule, "manifestation", **problem.values)] if problem else []


def _copied(manifestation: str, others: Sequence[tuple[str, str]]) -> list[Finding]:
	if len(manifestation) < SHORTEST_COPIED:
		return []
	own, *theirs = wordings([manifestation, *(text for _, text in others)])
	titles = [title for (title, _), text in zip(others, theirs, strict=True) if text == own]
	return [_finding(SAME_ELSEWHERE, "manifestation", titles=listed(titles))] if titles else []


def _finding(rule: Rule, name: str, **values) -> Finding:
	return Finding(rule, Place(TABLE.name, field=name), {"field": TABLE[name].text, **values})
