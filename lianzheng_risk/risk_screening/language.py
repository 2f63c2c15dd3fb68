"""Texts of core in the language of the session."""

import frappe

from lianzheng_risk.core.bilingual import Lang, Text


def session_lang() -> Lang:
	"""Chinese for zh and its variants, otherwise English."""
	return "zh" if (frappe.local.lang or "").startswith("zh") else "en"


def shown(text: Text) -> str:
	return text.label(session_lang())
