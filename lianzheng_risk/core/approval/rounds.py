"""What the steps taken so far say about the present round: who is involved, who objected, why it came back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Every step that leads here ends a round: who took part in it is free to decide in the next one.
_START = "screening"
_INVOLVING = ("ask_peers", "submit", "pass_on")
_BACK = ("return", "uphold")


@dataclass(frozen=True)
class Step:
	"""One step taken, in codes of ACTION and STATE; `reason` in the words of whoever took it."""

	action: str
	target: str
	actor: str
	reason: str = ""


def present_round(steps: Sequence[Step]) -> tuple[Step, ...]:
	"""The steps since the risk point last came to self-screening."""
	start = max((place for place, step in enumerate(steps, start=1) if step.target == _START), default=0)
	return tuple(steps[start:])


def involved(steps: Sequence[Step], drafters: Iterable[str | None]) -> frozenset[str]:
	"""Who drafted the risk point as it is now, or sent it on in the present round."""
	senders = (step.actor for step in present_round(steps) if step.action in _INVOLVING)
	return frozenset(filter(None, (*drafters, *senders)))


def objectors(steps: Sequence[Step]) -> frozenset[str]:
	"""Who raised an objection in the present round."""
	return frozenset(step.actor for step in present_round(steps) if step.action == "object")


def sent_back(steps: Sequence[Step]) -> Step | None:
	"""The step that sent the risk point back to self-screening, if that is how it came there."""
	last = steps[-1] if steps else None
	return last if last and last.target == _START and last.action in _BACK else None


def reopened(steps: Sequence[Step]) -> bool:
	"""Whether the risk point was retired and has not been in force since it came back."""
	last = next(
		(step for step in reversed(steps) if step.action in ("reopen", "revise") or step.target == "in_force"), None
	)
	return bool(last) and last.action == "reopen"
