"""A plan as its form shows it: counts, then each change from what to what and why, no more than can be read."""

from __future__ import annotations

from lianzheng_risk.core.bilingual import Lang
from lianzheng_risk.core.organisation import FIELD, KIND, OUTCOME, Change, Plan, Ref
from lianzheng_risk.core.organisation.changes import Value
from lianzheng_risk.risk_screening.language import shown

# Of each outcome; what has to be settled by people stands first.
SHOWN_AT_MOST = 300
_ORDER = ("conflict", "ended", "changed", "new", "left_alone")


def result_of(plan: Plan, lang: Lang) -> dict:
	"""`counts` by kind, `groups` of changes by outcome, and how many changes would be `written`."""
	counts = plan.counts()
	return {
		"written": len(plan.written),
		"outcomes": [[outcome, OUTCOME.label(outcome, lang)] for outcome in OUTCOME.codes],
		"counts": [{"label": KIND.label(kind, lang), **counts[kind]} for kind in KIND.codes],
		"groups": [_group(outcome, plan.of(outcome), lang) for outcome in _ORDER if plan.of(outcome)],
	}


def _group(outcome: str, changes: list[Change], lang: Lang) -> dict:
	return {
		"outcome": outcome,
		"label": OUTCOME.label(outcome, lang),
		"count": len(changes),
		"first": [_row(change, lang) for change in changes[:SHOWN_AT_MOST]],
	}


def _row(change: Change, lang: Lang) -> dict:
	return {
		"kind": KIND.label(change.kind, lang),
		"title": change.title,
		"name": change.name if change.kind != "tenure" else None,
		"fields": [
			{"label": FIELD.label(it.name, lang), "old": _text(it.old), "new": _text(it.new)}
			for it in change.fields
			if not (change.outcome == "new" and it.name in ("title", "person"))
		],
		"reason": shown(change.reason) if change.reason else "",
	}


def _text(value: Value) -> str | None:
	if isinstance(value, Ref):
		return value.title
	return None if value is None else str(value)
