"""When a rule is taken out of the way: after failing, or being slow, several times with no good run in between.

A run is one that found something to judge; the many saves that a rule passes over in silence are not counted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lianzheng_risk.core.bilingual import Text

MOST = 3
# Seconds that one rule may take in the background with the documents of one transaction, and with one document in a save.
SLOW_JOB = 5.0
SLOW_SAVE = 0.05

FAILED = Text("已失败{count}次，自动停用", "Switched off by itself after failing {count} times")
SLOW = Text("已有{count}次运行过慢，自动停用", "Switched off by itself after being slow {count} times")


@dataclass(frozen=True)
class Health:
	"""How often a rule failed and was slow since it last ran well."""

	failures: int = 0
	slow: int = 0

	def after(self, *, failed: bool, too_slow: bool) -> Health:
		if failed:
			return replace(self, failures=self.failures + 1)
		return Health(0, self.slow + 1 if too_slow else 0)

	@property
	def verdict(self) -> Text | None:
		"""Why the rule has to be switched off, or None."""
		for count, text in ((self.failures, FAILED), (self.slow, SLOW)):
			if count >= MOST:
				return Text(text.zh.format(count=count), text.en.format(count=count))
		return None


def false_positive_rate(justified: int, not_justified: int) -> float | None:
	"""In percent of the hits that somebody judged; None where nobody judged any."""
	judged = justified + not_justified
	return round(100 * not_justified / judged, 1) if judged else None
