"""The course of a document: its states, and who may take which step when, as tables; each refusal with its reason.

A course knows nothing of documents. What a step depends on is gathered into a case: anything with a `state`, the code of
one of the course's states; the rules look at what else it has. Users are opaque names, roles codes of `ROLE`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from lianzheng_risk.core.bilingual import Lang, Text
from lianzheng_risk.core.roles import ROLE
from lianzheng_risk.core.vocabulary import Vocabulary


class Case(Protocol):
	state: str


class Person(Protocol):
	"""Who wants to act: the roles are those held at the document's unit."""

	user: str
	roles: frozenset[str]


@dataclass(frozen=True)
class Actor:
	"""Who wants to act, and the roles held at the document's unit."""

	user: str
	roles: frozenset[str]


@dataclass(frozen=True)
class Move:
	"""One step from a state to another, the roles that may take it, and what has to be given with it."""

	action: str
	source: str
	target: str
	roles: tuple[str, ...]
	needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rule:
	"""`forbids` says for which case and actor an action is refused, `text` why."""

	actions: tuple[str, ...]
	forbids: Callable[[Any, Any, date], bool]
	text: Text


_NOT_NOW = Text("“{state}”状态下不能{action}", "“{action}” is not possible in the state “{state}”")
_NOT_THE_ROLE = Text(
	"在这个单位没有办理“{action}”的权限，可由以下角色办理：{roles}",
	"You may not do “{action}” at this unit. It is for: {roles}",
)
NEEDED: Mapping[str, Text] = {
	"reason": Text("请填写理由", "Please give the reason."),
	"basis": Text("请填写处理依据：制度名称和条款", "Please give the basis: the rule and its article."),
	"record": Text("请填写会议记录或备案文号", "Please give the number of the meeting record or of the filing."),
	"record_date": Text("请填写会议日期", "Please give the date of the meeting."),
	"until": Text("请填写截止日期", "Please give the day until which it holds."),
	"evidence": Text(
		"请填写佐证：文件、记录或附件的名称", "Please give the evidence: the document, record or file that shows it."
	),
}


@dataclass(frozen=True)
class Course:
	"""`leads` narrows where a move may lead in a case, `roles_of` widens the roles that count in it."""

	states: Vocabulary
	actions: Vocabulary
	moves: tuple[Move, ...]
	rules: tuple[Rule, ...]
	leads: Callable[[Any, Move], bool] = lambda case, move: True
	roles_of: Callable[[Any, Any], frozenset[str]] = lambda case, actor: actor.roles

	def open_moves(self, case: Case, actor: Person, today: date) -> list[Move]:
		"""The moves that the actor may take now, if what they need is given."""
		return [move for move in self.leading_on(case) if not self._refused(move, case, actor, today)]

	def leading_on(self, case: Case) -> list[Move]:
		"""The moves that lead on from where the case stands, whoever takes them."""
		return [move for move in self.moves if move.source == case.state and self.leads(case, move)]

	def find(self, case: Case, action: str) -> Move | None:
		"""The move that the action means for this case, whoever takes it; None where the state has no such action."""
		return next((move for move in self.leading_on(case) if move.action == action), None)

	def refusal(
		self, case: Case, actor: Person, action: str, today: date, given: Mapping[str, object] | None = None
	) -> Text | None:
		"""Why the actor may not take the action now, or None. `given` holds what the moves of the course need."""
		move = self.find(case, action)
		if not move:
			return _filled(
				_NOT_NOW,
				lambda lang: {"state": self.states.label(case.state, lang), "action": self.actions.label(action, lang)},
			)
		return self._refused(move, case, actor, today) or missing(move, given or {})

	def _refused(self, move: Move, case: Case, actor: Person, today: date) -> Text | None:
		if not self.roles_of(case, actor) & set(move.roles):
			return _filled(_NOT_THE_ROLE, lambda lang: {
				"action": self.actions.label(move.action, lang),
				"roles": ("、" if lang == "zh" else ", ").join(ROLE.label(role, lang) for role in move.roles),
			})  # fmt: skip
		forbidding = (rule for rule in self.rules if move.action in rule.actions)
		return next((rule.text for rule in forbidding if rule.forbids(case, actor, today)), None)


def missing(move: Move, given: Mapping[str, object]) -> Text | None:
	"""What has to be given with the move and is not."""
	return next((NEEDED[need] for need in move.needs if not str(given.get(need) or "").strip()), None)


def _filled(text: Text, values: Callable[[Lang], dict[str, str]]) -> Text:
	return Text(text.format("zh", **values("zh")), text.format("en", **values("en")))
