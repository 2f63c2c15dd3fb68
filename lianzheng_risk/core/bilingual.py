"""Texts in the two languages of the product: Chinese for its users, English for the platform's stored values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Lang = Literal["zh", "en"]


@dataclass(frozen=True)
class Text:
	"""One text in Chinese and in English; either may carry `str.format` placeholders."""

	zh: str
	en: str

	def label(self, lang: Lang = "zh") -> str:
		return self.en if lang == "en" else self.zh

	def format(self, lang: Lang = "zh", **values) -> str:
		return self.label(lang).format(**values)
