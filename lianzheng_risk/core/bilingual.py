"""Texts in the two languages of the product: Chinese for its users, English for the platform's stored values."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Literal, Protocol

Lang = Literal["zh", "en"]


class Wording(Protocol):
	"""The words of one kind of organisation; see `profile`."""

	@property
	def code(self) -> str: ...

	def reword(self, zh: str) -> str: ...


# In whose words Chinese is shown here and now; None leaves every text as it is written.
WORDING: ContextVar[Wording | None] = ContextVar("wording", default=None)


@dataclass(frozen=True)
class Text:
	"""One text in Chinese and in English; either may carry `str.format` placeholders.

	`quoted` says that it holds what people wrote, such as names and paths: it is shown as it stands, whatever the wording.
	"""

	zh: str
	en: str
	quoted: bool = field(default=False, compare=False, kw_only=True)

	def label(self, lang: Lang = "zh") -> str:
		if lang == "en":
			return self.en
		wording = WORDING.get()
		return self.zh if wording is None or self.quoted else wording.reword(self.zh)

	def format(self, lang: Lang = "zh", **values) -> str:
		return self.label(lang).format(**values)
