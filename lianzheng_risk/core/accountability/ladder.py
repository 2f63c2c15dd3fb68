"""The ladder of measures against a person, and what for. No details of a case are kept anywhere."""

from __future__ import annotations

from lianzheng_risk.core.vocabulary import vocabulary_of

LADDER = vocabulary_of(
	"accountability_step", "处理方式", "Step of the Ladder",
	("remind", "提醒警示", "Reminder and Caution"),
	("talk", "谈话诫勉", "Admonishing Talk"),
	("hold_liable", "责任追究", "Calling to Account"),
)  # fmt: skip

REASON = vocabulary_of(
	"accountability_reason", "处理事由", "Ground",
	("late", "多次逾期", "Repeated Lateness"),
	("refusal", "拒不整改", "Refusal to Rectify"),
	("poor", "整改不力", "Poor Rectification"),
	("other", "其他", "Other Ground"),
)  # fmt: skip


def heavier(one: str | None, other: str | None) -> str | None:
	"""The heavier of two steps, None being lighter than any."""
	return max((one, other), key=_height)


def next_above(step: str) -> str:
	"""The step above; the topmost for itself."""
	return LADDER.codes[min(_height(step) + 1, len(LADDER.codes) - 1)]


def is_heavier(step: str, than: str | None) -> bool:
	return _height(step) > _height(than)


def _height(step: str | None) -> int:
	return LADDER.codes.index(step) if step else -1
