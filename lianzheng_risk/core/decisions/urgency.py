"""Urgent override: somebody decides alone, says why, and the body that should have decided ratifies it in time."""

from __future__ import annotations

import datetime

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.workdays import HolidayList, add_workdays

# Working days until it has to be ratified, unless the threshold says otherwise.
DAYS = 5
NO_REASON = Text("请填写紧急处置的理由", "Please say why it could not wait for a meeting.")
NOBODY_MAY = Text(
	"该决策标准没有规定可以紧急处置的角色，请提请集体决策", "This threshold lets nobody decide alone. Please have it decided collectively."
)  # fmt: skip
NOT_YOU = Text("只有“{role}”可以紧急处置", "Only “{role}” may decide alone where it is urgent.")


def ratify_by(day: datetime.date, days: int, holidays: HolidayList | None = None) -> datetime.date:
	return add_workdays(day, days or DAYS, holidays)


def refusal(role: str | None, roles: frozenset[str], reason: str | None) -> Text | None:
	"""Why somebody with these roles may not decide alone, or None."""
	if not role:
		return NOBODY_MAY
	if role not in roles:
		return Text(NOT_YOU.format("zh", role=role), NOT_YOU.format("en", role=role))
	return None if (reason or "").strip() else NO_REASON
