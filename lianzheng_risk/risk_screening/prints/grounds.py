"""Why a risk point has its grade, in the words of the scheme that gave it."""

from __future__ import annotations

from functools import cache

import frappe

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.grading import LevelError, grade
from lianzheng_risk.risk_screening.language import session_lang

_GRADED_BY = ("probability", "harm", *v.VETO.codes, "business_area")


class Grounds:
	"""Grounds of many risk points: each scheme, and each set of values graded by it, is worked out once."""

	def __init__(self):
		self._scheme = cache(lambda name: frappe.get_cached_doc("Integrity Grading Scheme", name).to_core())
		self._computed = cache(self._compute)

	def of(self, risk: frappe._dict) -> str:
		"""What somebody gave as the basis, otherwise the computed reason.

		Empty where the grade that counts was approved for other values than the ones that now stand there.
		"""
		if risk.grade_basis:
			return risk.grade_basis
		if not risk.scheme or risk.proposed_grade not in (None, "", risk.grade):
			return ""
		return self._computed(risk.scheme, *(risk[name] for name in _GRADED_BY))

	def _compute(self, scheme: str, probability: str, harm: str, *rest) -> str:
		*circumstances, area = rest
		try:
			graded = grade(
				self._scheme(scheme),
				_code(v.PROBABILITY, probability),
				_code(v.HARM, harm),
				tuple(code for code, given in zip(v.VETO.codes, circumstances, strict=True) if given),
				_code(v.BUSINESS_AREA, area),
			)
		except LevelError:
			return ""  # values that the scheme of an approved grade does not use
		return graded.reason(session_lang())


def _code(vocabulary: v.Vocabulary, term: str | None) -> str | None:
	found = vocabulary.find(term) if term else None
	return found.code if found else term
