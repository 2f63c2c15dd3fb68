"""The files of earlier assessments, for the trend: assessment.json holds the indicators as they were then."""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Sequence
from pathlib import Path

from lianzheng_risk.core.assessment import Assessment
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.indicators import INDICATORS
from lianzheng_risk.core.report.beyond import Moment

from .speech import fail

_CODES = {indicator.code for indicator in INDICATORS}
_UNREADABLE = Text("{path}：无法读取：{reason}", "{path}: cannot be read: {reason}")
_NO_ASSESSMENT = Text(
	"{path}：不是评估得到的 assessment.json，请核对文件", "{path}: is not the assessment.json of an assessment"
)
_OTHER_UNIT = Text(
	"{path}：是“{other}”的评估，本次评估的是“{unit}”，不能对比",
	"{path}: is an assessment of {other}; this one is of {unit}, so they cannot be compared",
)
_NOT_EARLIER = Text(
	"{path}：截至{day}，不早于本次评估的{now}，请改用以前的评估",
	"{path}: its figures are of {day}, not before those of this assessment, {now}",
)


def read_earlier(paths: Sequence[Path], assessment: Assessment) -> tuple[Moment, ...]:
	"""The indicators of each, the oldest first. A file that will not do ends the command with exit code 2."""
	return tuple(sorted((_read(path, assessment) for path in paths), key=lambda moment: moment.label))


def _read(path: Path, assessment: Assessment) -> Moment:
	try:
		data = json.loads(path.read_text(encoding="utf-8"))
		day = datetime.date.fromisoformat(data["as_of"])
		unit, values = data["units"][0]["unit"], {one["code"]: one["value"] for one in data["indicators"]}
	except OSError as error:
		fail(_UNREADABLE, path=path, reason=error.strerror)
	except (ValueError, KeyError, IndexError, TypeError):
		fail(_NO_ASSESSMENT, path=path)
	if not all(map(_is_share, values.values())):
		fail(_NO_ASSESSMENT, path=path)
	if unit != assessment.tree.codes[0]:
		fail(_OTHER_UNIT, path=path, other=unit, unit=assessment.tree.codes[0])
	if day >= assessment.as_of:
		fail(_NOT_EARLIER, path=path, day=day, now=assessment.as_of)
	return Moment(day.isoformat(), {code: value for code, value in values.items() if code in _CODES})


def _is_share(value: object) -> bool:
	return value is None or (isinstance(value, int | float) and math.isfinite(value))
