"""Codes of core ⇄ the English terms that a site stores."""

from __future__ import annotations

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.approval.path import ACTION, STATE
from lianzheng_risk.core.roles import ROLE
from lianzheng_risk.core.vocabulary import Vocabulary

_CODES = {
	vocabulary.name: {term.en: term.code for term in vocabulary.terms} for vocabulary in (STATE, ACTION, ROLE, v.RANK)
}


def code(vocabulary: Vocabulary, english: str | None) -> str | None:
	"""The code of a stored term; None where there is none."""
	return _CODES[vocabulary.name].get(english)


def english(vocabulary: Vocabulary, code: str) -> str:
	return vocabulary.by_code[code].en
