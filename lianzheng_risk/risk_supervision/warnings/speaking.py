"""What the system itself writes into warnings and notices, in the site's or a person's language."""

from __future__ import annotations

from lianzheng_risk.core.bilingual import Lang, Text
from lianzheng_risk.core.profile import using
from lianzheng_risk.risk_screening.language import OF_THE_SITE, lang_of_site


def said(text: Text, lang: Lang | None = None, **values) -> str:
	"""A text of core in the site's words, in the site's language unless another is named."""
	with using(OF_THE_SITE):
		return text.format(lang or lang_of_site(), **values)
