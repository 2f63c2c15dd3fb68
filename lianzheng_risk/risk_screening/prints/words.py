"""Dates, terms and cells as they stand on paper, in the language of the session."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date as Date

import frappe
from frappe import _
from frappe.utils import getdate

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.risk_screening.language import session_lang, shown

Lines = tuple[str, ...]
"""The lines of one cell."""


def lines(value: str | Iterable[str | None] | None) -> Lines:
	"""A text or several as the lines of a cell; what is empty is left out."""
	texts = [value] if isinstance(value, str) else value or []
	return tuple(line.strip() for text in texts for line in str(text or "").splitlines() if line.strip())


def date(value: Date | str | None) -> str:
	"""2026年3月1日 in Chinese, otherwise 2026-03-01."""
	if not value:
		return ""
	day = getdate(value)
	return f"{day.year}年{day.month}月{day.day}日" if session_lang() == "zh" else day.isoformat()


def listed(texts: Iterable[str | None]) -> str:
	"""Each text once, in their order, as a list in a sentence."""
	return ("、" if session_lang() == "zh" else ", ").join(dict.fromkeys(text for text in texts if text))


def plain(text: str) -> str:
	"""The text without the marks that mean something inside a quoted text of a style sheet."""
	return " ".join(re.sub(r"""["'\\\\<>{}]""", " ", text).split())


def labelled(label: str, text: str) -> str:
	return f"{label}：{text}" if session_lang() == "zh" else f"{label}: {text}"


def facts(*texts: str | None) -> str:
	"""What is known, one after the other."""
	return ("，" if session_lang() == "zh" else ", ").join(text for text in texts if text)


def numbered(texts: Sequence[str]) -> Lines:
	"""1. …, 2. … where there are several; what is the same everywhere stands once."""
	if len(set(texts)) <= 1:
		return lines(texts[:1])
	return lines(f"{number}. {text}" if text else None for number, text in enumerate(texts, 1))


def term(value: str | None, doctype: str) -> str:
	return _(value, context=doctype) if value else ""


def stored(english: str | None, vocabulary: v.Vocabulary) -> str:
	"""A term of core as it is stored; one that core has no longer stays as it is."""
	found = vocabulary.find(english) if english else None
	return shown(found.text) if found else english or ""


def grade(code: str | None) -> str:
	return _(v.GRADE.label(code, "en")) if code in v.GRADE.codes else code or ""


def counting_grade(risk: Mapping) -> Lines:
	"""The grade that counts, and below it the one proposed where they differ."""
	return lines((grade(risk["grade"]), proposed_grade(risk, risk["grade"])))


def proposed_grade(risk: Mapping, beside: str | None) -> str:
	"""The proposed grade where it is another than the one it stands beside."""
	proposed = risk["proposed_grade"]
	return _("proposed {0}").format(grade(proposed)) if proposed and proposed != beside else ""


def step(risk: Mapping, steps: Sequence[frappe._dict]) -> str:
	"""Number and name of the step in which a risk lies."""
	if not risk["step_no"]:
		return ""
	names = {one.step_no: one.step_name for one in steps}
	return f"{risk['step_no']}. {names.get(risk['step_no'], '')}".strip()
