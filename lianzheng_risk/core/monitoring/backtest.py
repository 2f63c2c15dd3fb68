"""What a rule would have found in history, counted as it would count: one hit for each cause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

_MOST_EXAMPLES = 50


@dataclass
class Backtest:
	"""`causes` counts the documents of each cause; `queries` and `seconds` are what it cost."""

	looked_at: int = 0
	causes: dict[str, int] = field(default_factory=dict)
	examples: list[dict[str, Any]] = field(default_factory=list)
	queries: int = 0
	seconds: float = 0.0

	def look_at(self, document: str, found: Iterable[tuple[str, str]]) -> None:
		"""`found` are the causes found on the document, each with what there is to say about it."""
		self.looked_at += 1
		for key, facts in found:
			if key not in self.causes and len(self.examples) < _MOST_EXAMPLES:
				self.examples.append({"document": document, "facts": facts})
			self.causes[key] = self.causes.get(key, 0) + 1

	@property
	def hits(self) -> int:
		return len(self.causes)

	@property
	def rate(self) -> float:
		"""Hits in percent of the documents looked at."""
		return 100 * self.hits / self.looked_at if self.looked_at else 0.0

	def as_fields(self) -> dict[str, Any]:
		return {
			"backtest_looked_at": self.looked_at,
			"backtest_hits": self.hits,
			"backtest_rate": round(self.rate, 2),
			"backtest_queries": self.queries,
			"backtest_seconds": round(self.seconds, 2),
		}
