"""排查工作进度: of each campaign how many posts were screened, reported and confirmed; of one of them also day by day."""

from __future__ import annotations

from typing import NamedTuple

import frappe
import pandas as pd
from frappe import _
from frappe.utils import format_date, getdate

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.campaign.days import day_by_day
from lianzheng_risk.core.campaign.words import CAMPAIGN_STATUS
from lianzheng_risk.core.report import palette
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.risk_screening.screening.progress import CAMPAIGN, Picture, as_of, picture
from lianzheng_risk.store.names import names_of
from lianzheng_risk.store.terms import code

# All posts of each are read.
AT_MOST = 10

_COLUMNS = (
	("campaign", Text("排查工作", "Screening Campaign"), "Link", CAMPAIGN, 230),
	# No link: of a campaign from above the platform would leave out the row for whoever may not see that unit.
	("unit_name", Text("单位", "Unit"), "Data", None, 170),
	("posts", Text("应排查岗位", "Posts"), "Int", None, 100),
	("begun", Text("已开展", "Begun"), "Int", None, 75),
	("handed_in", Text("已上报", "Reported"), "Int", None, 75),
	("confirmed", Text("已确认", "Confirmed"), "Int", None, 75),
	("late", Text("逾期", "Late"), "Int", None, 65),
	("done", Text("完成率", "Done %"), "Percent", None, 85),
	("units", Text("涉及单位", "Units"), "Int", None, 85),
	("units_reported", Text("已报齐单位", "Units All Reported"), "Int", None, 100),
	("due", Text("自查截止", "Reports Due"), "Date", None, 125),
	("last_due", Text("全部完成截止", "All Due"), "Date", None, 125),
	("start_date", Text("开始日期", "Start Date"), "Date", None, 125),
	("status", Text("工作状态", "Status"), "Data", None, 90),
)
_LINES = {
	"expected": Text("按进度应上报", "Expected to Report"),
	"handed_in": Text("已上报", "Reported"),
	"confirmed": Text("已确认", "Confirmed"),
}
_BARS = (
	("confirmed", Text("已确认", "Confirmed")),
	("waiting", Text("已上报待确认", "Reported, to Be Confirmed")),
	("under_way", Text("排查中", "Under Way")),
	("not_begun", Text("未开始", "Not Begun")),
)
# From dark to light, the further the darker, so that print in grey keeps them apart.
_BAR_FILL = tuple(palette.STATUS_FILL[name] for name in ("verified", "implemented", "in_progress", "planned"))


class Campaign(NamedTuple):
	"""A campaign as the session's user sees it, and its counts."""

	drawn: Picture
	counts: dict[str, int]


def execute(filters: dict | None = None) -> tuple:
	filters = frappe._dict(filters or {})
	names = [filters.campaign] if filters.campaign else _chosen(filters)
	campaigns = [_counted(picture(name, filters.unit)) for name in names[:AT_MOST]]
	message = _("Only the first {0} are shown. Please choose a campaign.").format(AT_MOST)
	return (
		_columns(),
		_rows(campaigns),
		message if len(names) > AT_MOST else None,
		_by_day(campaigns[0]) if len(campaigns) == 1 else _by_campaign(campaigns),
	)


def _chosen(filters: frappe._dict) -> list[str]:
	"""Of those that the user may see the running ones first, then the latest."""
	statuses = ["Running", *(["Closed"] if filters.closed else [])]
	return frappe.get_list(
		CAMPAIGN,
		filters={"status": ["in", statuses]},
		pluck="name",
		order_by="status desc, start_date desc, name",
		limit_page_length=AT_MOST + 1,
	)


def _counted(drawn: Picture) -> Campaign:
	status = drawn.screenings["status"]
	per_unit = status.isin(("reported", "confirmed")).groupby(drawn.screenings["unit"]).all()
	of_status = status.value_counts()
	counts = {name: int(of_status.get(name, 0)) for name in ("not_begun", "under_way", "reported", "confirmed")}
	handed_in = counts["reported"] + counts["confirmed"]
	return Campaign(
		drawn,
		{
			**counts,
			"units": len(per_unit),
			"units_reported": int(per_unit.sum()),
			"posts": len(status),
			"begun": handed_in + counts["under_way"],
			"handed_in": handed_in,
			"waiting": counts["reported"],
			"late": int(drawn.screenings["late"].sum()),
		},
	)


def _columns() -> list[dict]:
	return [
		{"fieldname": name, "label": shown(text), "fieldtype": kind, "options": options, "width": width}
		for name, text, kind, options, width in _COLUMNS
	]


def _rows(campaigns: list[Campaign]) -> list[dict]:
	names = names_of("Integrity Unit", [one.drawn.campaign.unit for one in campaigns])
	return [_row(one, names) for one in campaigns]


def _row(one: Campaign, names: dict[str, str]) -> dict:
	campaign, dues = one.drawn.campaign, one.drawn.campaign.due_of_phases()
	return {
		"campaign": campaign.name,
		"title": campaign.title,
		"unit_name": names.get(campaign.unit),
		"status": shown(CAMPAIGN_STATUS.by_code[code(CAMPAIGN_STATUS, campaign.status)].text),
		"start_date": campaign.start_date,
		"due": dues["screening"],
		"last_due": max(dues.values()),
		**one.counts,
		"done": round(one.counts["confirmed"] / one.counts["posts"] * 100, 1) if one.counts["posts"] else None,
	}


def _by_day(one: Campaign) -> dict | None:
	"""How reports came in, against the pace that keeps the deadline."""
	campaign = one.drawn.campaign
	start, due = getdate(campaign.start_date), campaign.due_of_phases()["screening"]
	days = day_by_day(_with_times(one.drawn.screenings), start, due, as_of(campaign))
	if not one.counts["posts"] or len(days) < 2:
		return _by_campaign([one])
	datasets = [{"name": shown(text), "values": [getattr(day, name) for day in days]} for name, text in _LINES.items()]
	return {
		"data": {"labels": [format_date(day.day, "MM-dd") for day in days], "datasets": datasets},
		"type": "line",
		"lineOptions": {"hideDots": 1},
		"axisOptions": {"xIsSeries": 1},
		"colors": [palette.STATUS_FILL["lapsed"], palette.GRADE_FILL["II"], palette.ACCENT],
	}


def _with_times(screenings: pd.DataFrame) -> pd.DataFrame:
	return screenings.assign(
		**{column: pd.to_datetime(screenings[column]) for column in ("reported_on", "confirmed_on")}
	)


def _by_campaign(campaigns: list[Campaign]) -> dict | None:
	drawn = [one for one in campaigns if one.counts["posts"]]
	if not drawn:
		return None
	datasets = [{"name": shown(text), "values": [one.counts[name] for one in drawn]} for name, text in _BARS]
	return {
		"data": {"labels": [one.drawn.campaign.title for one in drawn], "datasets": datasets},
		"type": "bar",
		"barOptions": {"stacked": 1},
		"colors": list(_BAR_FILL),
	}
