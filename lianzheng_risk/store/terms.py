"""Codes of core ⇄ the English terms that a site stores."""

from __future__ import annotations

from functools import cache

from lianzheng_risk.core.vocabulary import Vocabulary


def code(vocabulary: Vocabulary, english: str | None) -> str | None:
	"""The code of a stored term; None where there is none."""
	return _codes(vocabulary.name, vocabulary.terms).get(english)


def english(vocabulary: Vocabulary, code: str) -> str:
	return vocabulary.by_code[code].en


@cache
def _codes(name: str, terms: tuple) -> dict[str, str]:
	return {term.en: term.code for term in terms}
