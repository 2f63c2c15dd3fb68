"""What the system itself writes into documents and notices, in the site's or a person's language."""

from __future__ import annotations

import frappe

from lianzheng_risk.core.bilingual import Lang, Text
from lianzheng_risk.core.profile import using
from lianzheng_risk.risk_screening.language import OF_THE_SITE


def said(text: Text, lang: Lang | None = None, **values) -> str:
	"""A text of core in the site's words, in the site's language unless another is named."""
	with using(OF_THE_SITE):
		return text.format(lang or _of_code(_of_site()), **values)


def language_of(user: str) -> Lang:
	return _of_code(frappe.get_cached_value("User", user, "language") or _of_site())


def _of_code(language: str | None) -> Lang:
	return "zh" if (language or "").startswith("zh") else "en"


def _of_site() -> str | None:
	return frappe.db.get_single_value("System Settings", "language")
