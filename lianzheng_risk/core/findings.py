"""Findings: what a check has to say about one place in a register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lianzheng_risk.core.bilingual import Lang, Text
from lianzheng_risk.core.vocabulary import SEVERITY

NAMELESS = "（无名工作表）"


@dataclass(frozen=True)
class Rule:
	"""A kind of finding. `severity` is a code of the SEVERITY vocabulary; `text` says what to do about it."""

	code: str
	severity: str
	text: Text


@dataclass(frozen=True, slots=True)
class Place:
	"""Where a finding stands. Row 0 is the table as a whole, no field the whole row."""

	table: str
	row: int = 0
	field: str | None = None


@dataclass(frozen=True)
class Layout:
	"""Where the register's tables and fields stand in one workbook: sheet titles and column letters."""

	sheets: Mapping[str, str]
	letters: Mapping[str, Mapping[str, str]]

	def sheet(self, place: Place) -> str:
		"""The sheet's title. Only a damaged file has a sheet without one, and that too has to be told of."""
		return self.sheets.get(place.table, place.table) or NAMELESS

	def cell(self, place: Place) -> str:
		"""The cell, as in B12; the row's first cell where no field is to blame; A1 for the table as a whole."""
		letter = self.letters.get(place.table, {}).get(place.field or "", "A")
		return f"{letter}{place.row or 1}"


@dataclass(frozen=True, slots=True)
class Finding:
	"""A rule that was broken at a place. `values` fill the text's placeholders; a Text among them is translated."""

	rule: Rule
	place: Place
	values: Mapping[str, object] = field(default_factory=dict)

	@property
	def severity(self) -> str:
		return self.rule.severity

	def message(self, lang: Lang = "zh") -> str:
		shown = {name: value.label(lang) if isinstance(value, Text) else value for name, value in self.values.items()}
		return self.rule.text.format(lang, **shown)


def has_errors(findings: Iterable[Finding]) -> bool:
	return any(finding.severity == "error" for finding in findings)


def count_by_severity(findings: Iterable[Finding]) -> dict[str, int]:
	"""How many findings of each severity, every severity named, worst first."""
	counted = Counter(finding.severity for finding in findings)
	return {code: counted[code] for code in SEVERITY.codes}
