"""What was said of a post's risk points in the present round of approval, and what was approved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import get_fullname

from lianzheng_risk.core.approval.path import ACTION, STATE
from lianzheng_risk.risk_screening.prints import reading, words
from lianzheng_risk.risk_screening.prints.sheet import Box
from lianzheng_risk.store.terms import english

_SCREENING = english(STATE, "screening")
_REVISE, _ABANDON, _APPROVE = (english(ACTION, code) for code in ("revise", "abandon", "approve"))
_PEERS, _DEPARTMENT = english(STATE, "peer_review"), english(STATE, "department_review")


def boxes(risks: list[frappe._dict]) -> tuple[Box, ...]:
	"""互查意见, 内设机构意见 and 领导小组审定等级 of these risk points, which are counted as they stand."""
	steps = reading.approval_steps_by_risk(risk.name for risk in risks)
	rounds = {risk.name: present_round(steps[risk.name]) for risk in risks}
	return (
		_box(_("Opinion of the Peers"), [_opinion(rounds[risk.name], _PEERS) for risk in risks]),
		_box(_("Opinion of the Department"), [_opinion(rounds[risk.name], _DEPARTMENT) for risk in risks]),
		_box(_("Grade Approved by the Leading Group"), [_approved(risk, rounds[risk.name]) for risk in risks]),
	)


def present_round(steps: Iterable[frappe._dict]) -> list[frappe._dict]:
	"""The steps since the risk point last left self-screening; what a revision that was abandoned set aside holds again."""
	present: list[frappe._dict] = []
	before_revision: list[frappe._dict] = []
	for step in steps:
		if step.to_state == _SCREENING:
			before_revision, present = (present if step.action == _REVISE else before_revision), []
		elif step.action == _ABANDON:
			present = before_revision
		else:
			present.append(step)
	return present


def _opinion(steps: list[frappe._dict], state: str) -> str:
	"""The last thing said in that state: what, why, by whom and when."""
	said = [step for step in steps if step.from_state == state]
	if not said:
		return ""
	last = said[-1]
	return words.facts(
		words.stored(last.action, ACTION), last.reason, get_fullname(last.acted_by), words.date(last.acted_on)
	)


def _approved(risk: frappe._dict, steps: list[frappe._dict]) -> str:
	"""The grade approved in this round, otherwise the approved one that is in force."""
	approvals = [step for step in steps if step.action == _APPROVE]
	if approvals:
		last = approvals[-1]
		return _approval(risk, last.grade, last.acted_by, last.acted_on, last.record)
	if risk.grade_record:
		return _approval(risk, risk.grade, risk.approved_by, risk.recorded_on, risk.record)
	return ""


def _approval(risk: frappe._dict, grade: str, by: str, on, record: str | None) -> str:
	numbered = words.labelled(_("Record"), record) if record else ""
	proposed = words.proposed_grade(risk, grade)
	return words.facts(words.grade(grade), get_fullname(by), words.date(on), numbered, proposed)


def _box(label: str, texts: list[str]) -> Box:
	"""What is to be said of each risk point in turn; one line for all of which it is the same."""
	numbers = defaultdict(list)
	for number, text in enumerate(texts, 1):
		numbers[text].append(str(number))
	lines = (
		words.labelled(_("Item {0}").format(words.listed(counted)), text) for text, counted in numbers.items() if text
	)
	return Box(label, tuple(lines), is_complete=bool(texts) and all(texts))
