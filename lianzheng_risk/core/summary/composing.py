"""The summary, paragraph by paragraph: where the unit stands, its measures, what has changed, what is weak, what to do."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lianzheng_risk.core.frozen.freezing import Figures
from lianzheng_risk.core.frozen.picture import worst_links
from lianzheng_risk.core.frozen.rows import IndicatorRow, indicator_rows, percent
from lianzheng_risk.core.periods import Period
from lianzheng_risk.core.summary import sentences as s
from lianzheng_risk.core.summary.sentences import say
from lianzheng_risk.core.vocabulary import GRADE
from lianzheng_risk.core.warnings.colours import COLOUR
from lianzheng_risk.core.weak_links import WeakLink

_KEY_SHARES = ("unit_coverage", "post_coverage", "key_post_coverage", "measure_coverage")
_NAMED_AT_MOST = 5
_UNITS_AT_MOST = 3


def compose(
	figures: Mapping[str, Figures],
	unit: str,
	period: Period,
	previous: Figures | None = None,
	year_ago: Figures | None = None,
) -> str:
	"""The summary of a unit. `figures` are those of the unit and of everything below it, in the order of the tree;
	`previous` and `year_ago` the unit's own of those periods."""
	own = figures[unit]
	rows = indicator_rows(own, previous, year_ago)
	links = _by_kind(worst_links(figures, limit=None).worst)
	names = {code: one["name"] for code, one in figures.items()}
	paragraphs = (
		_standing(own, rows),
		_approvals(own["total"], rows) + _measures(own, rows),
		_supervision(own["total"], rows),
		_changes(figures, own, period, rows, previous, year_ago),
		_weak(rows, links, names),
		_demands(links),
	)
	return "\n".join(filter(None, paragraphs))


def _standing(own: Figures, rows: Sequence[IndicatorRow]) -> str:
	total = own["total"]
	below = say(s.BELOW, count=total["units"]) if total["units"] > 1 else s.ALONE
	counted = {name: total[name] for name in ("posts", "people", "powers")}
	where = {"day": _day(own["as_of"]), "unit": own["name"], "below": below, **counted}
	risks = total["risk_points"]
	shares = "，".join(
		say(s.SHARE, name=row.indicator.text.label("zh"), share=percent(row.value))
		for row in rows
		if row.indicator.code in _KEY_SHARES and row.value is not None
	)
	covered = say(s.COVERAGE, shares=shares) if shares else ""
	if not risks:
		return say(s.NO_RISKS, **where) + covered
	return say(s.SCOPE, risks=risks, **where) + _grades(total, risks) + covered


def _grades(total: Mapping[str, int], risks: int) -> str:
	counted = {grade: total[f"grade_{grade}"] for grade in GRADE.codes}
	parts = [
		say(s.GRADE, grade=GRADE.label(grade), count=count, share=percent(count / risks))
		for grade, count in counted.items()
	]
	if ungraded := risks - sum(counted.values()):
		parts.append(say(s.UNGRADED, count=ungraded))
	return say(s.GRADES, grades="，".join(parts))


def _approvals(total: Mapping[str, int], rows: Sequence[IndicatorRow]) -> str:
	"""Nothing where no approval is on record, or approvals were not counted yet when the figures were frozen."""
	if not total.get("risks_approved"):
		return ""
	approved = say(s.APPROVALS, approved=total["risks_approved"], publicised=total["risks_publicised"])
	if not total["filings_due"]:
		return approved + s.STOP
	[share] = [row.value for row in rows if row.indicator.code == "filed_share"]
	filed = say(s.FILINGS, due=total["filings_due"], done=total["filings_done"], share=percent(share))
	return approved + filed + s.STOP


def _measures(own: Figures, rows: Sequence[IndicatorRow]) -> str:
	total, shares = own["total"], {row.indicator.code: percent(row.value) for row in rows}
	if not total["measures_effective"]:
		return say(s.NO_MEASURES) if total["risk_points"] else ""
	there = say(
		s.MEASURES,
		effective=total["measures_effective"],
		in_place=total["measures_in_place"],
		share=shares["in_place_share"],
	)
	if not total["measures_due"]:
		return there + say(s.NOTHING_DUE)
	due = {name: total[f"measures_{name}"] for name in ("due", "on_time", "overdue")}
	return there + say(s.DUE, share=shares["on_time_share"], **due)


def _supervision(total: Mapping[str, int], rows: Sequence[IndicatorRow]) -> str:
	"""What the ledgers say; nothing of those that are empty, or were not counted yet when the figures were frozen."""
	return "".join(part(total, rows) for counted, part in _LEDGERS.items() if total.get(counted))


def _inspections(total: Mapping[str, int], _rows: Sequence[IndicatorRow]) -> str:
	return say(
		s.INSPECTIONS, held=total["inspections_held"], findings=total["findings"], ordered=total["findings_ordered"]
	)


def _rectifications(total: Mapping[str, int], _rows: Sequence[IndicatorRow]) -> str:
	back = total["rectifications_recurring"]
	return say(
		s.RECTIFICATIONS,
		all=total["rectifications"],
		closed=total["rectifications_closed"],
		overdue=total["rectifications_overdue"],
		recurring=say(s.RECURRING, count=back) if back else "",
	)


def _warnings(total: Mapping[str, int], rows: Sequence[IndicatorRow]) -> str:
	climbed = total["warnings_escalated"]
	[share] = [row.value for row in rows if row.indicator.code == "warning_in_time_share"]
	return say(
		s.NONE_JUDGED if share is None else s.WARNINGS,
		all=total["warnings"],
		share=percent(share),
		open=total["warnings_open"],
		escalated=say(s.ESCALATED, count=climbed) if climbed else "",
		**{colour: total[f"warning_{colour}"] for colour in COLOUR.codes},
	)


def _activities(total: Mapping[str, int], _rows: Sequence[IndicatorRow]) -> str:
	return say(s.ACTIVITIES, **{name: total[f"activities_{name}"] for name in ("required", "done", "overdue")})


def _rotation(total: Mapping[str, int], _rows: Sequence[IndicatorRow]) -> str:
	return say(s.ROTATION, posts=total["posts_rotation_overdue"])


def _decisions(total: Mapping[str, int], _rows: Sequence[IndicatorRow]) -> str:
	urgent, late, due = (total[name] for name in ("decisions_urgent", "ratifications_overdue", "decisions_due"))
	unratified = say(s.UNRATIFIED, count=late) if late else ""
	return say(
		s.DECISIONS,
		all=total["decisions"],
		collective=total["decisions_collective"],
		urgent=say(s.URGENT, count=urgent, unratified=unratified) if urgent else "",
		due=say(s.DECISIONS_DUE, due=due, overdue=total["decisions_overdue"]) if due else "",
	)


# Said where there is anything of it.
_LEDGERS = {
	"inspections_held": _inspections,
	"rectifications": _rectifications,
	"warnings": _warnings,
	"decisions": _decisions,
	"activities_required": _activities,
	"posts_rotation_overdue": _rotation,
}


def _changes(
	figures: Mapping[str, Figures],
	own: Figures,
	period: Period,
	rows: Sequence[IndicatorRow],
	previous: Figures | None,
	year_ago: Figures | None,
) -> str:
	if not previous:
		return say(s.FIRST) + _year_ago(period, rows, year_ago)
	parts = []
	if own["changes"]:
		parts += [_moves(own["changes"]["total"], period), *_named_moves(figures)]
	judged = sorted(
		(row for row in rows if None not in (row.value, row.previous) and row.value != row.previous),
		key=lambda row: -abs(row.value - row.previous),
	)
	better = [row for row in judged if (row.value > row.previous) == (row.indicator.direction == "up")]
	for sentence, group in ((s.IMPROVED, better), (s.DECLINED, [row for row in judged if row not in better])):
		if group:
			parts.append(say(sentence, names=_listed([_movement(row, row.previous) for row in group], "；")))
	return "".join(parts) + _year_ago(period, rows, year_ago)


def _moves(total: Mapping[str, int], period: Period) -> str:
	moves = "，".join(say(text, count=total[sort]) for sort, text in s.MOVE.items() if total[sort])
	before = period.previous().label()
	return say(s.MOVES, period=before, moves=moves) if moves else say(s.NO_MOVES, period=before)


def _named_moves(figures: Mapping[str, Figures]) -> Iterator[str]:
	changed = [one["changes"] for one in figures.values() if one["changes"]]
	new = [say(s.QUOTED, title=title) for one in changed for _, title, grade in one["new"] if grade == "I"]
	raised = [
		say(s.RAISED, title=title, before=GRADE.label(before), after=GRADE.label(after))
		for one in changed
		for _, title, before, after in one["regraded"]
		if GRADE.codes.index(after) < GRADE.codes.index(before)
	]
	for sentence, names in ((s.NAMED_NEW, new), (s.NAMED_RAISED, raised)):
		if names:
			yield say(sentence, names=_listed(names, "、"))


def _year_ago(period: Period, rows: Sequence[IndicatorRow], year_ago: Figures | None) -> str:
	if not year_ago:
		return ""
	moved = [
		_movement(row, row.year_ago)
		for row in rows
		if row.indicator.code in _KEY_SHARES and None not in (row.value, row.year_ago) and row.value != row.year_ago
	]
	then = period.a_year_before().label()
	return say(s.YEAR_AGO, period=then, names="，".join(moved)) if moved else say(s.SAME_AS_YEAR_AGO, period=then)


def _movement(row: IndicatorRow, before: float) -> str:
	sentence = s.ROSE if row.value > before else s.FELL
	return say(sentence, name=row.indicator.text.label("zh"), before=percent(before), after=percent(row.value))


def _weak(rows: Sequence[IndicatorRow], links: Mapping[str, list[WeakLink]], names: Mapping[str, str]) -> str:
	off = [say(s.SHARE, name=row.indicator.text.label("zh"), share=percent(row.value)) for row in rows if row.is_weak]
	judged = say(s.OFF_TARGET, count=len(off), names="、".join(off)) if off else say(s.ON_TARGET)
	if not links:
		return judged + say(s.NO_WEAK)
	listed = "；".join(
		say(
			s.WEAK_LINK,
			number=number,
			kind=group[0].kind.text.label("zh"),
			count=sum(link.count for link in group),
			units=_listed(dict.fromkeys(names[link.unit] for link in group), "、", _UNITS_AT_MOST),
		)
		for number, group in enumerate(links.values(), start=1)
	)
	return judged + say(s.WEAK, links=listed)


def _demands(links: Mapping[str, list[WeakLink]]) -> str:
	demands = [say(s.DEMAND[kind]) for kind in links if kind in s.DEMAND]
	return say(s.DEMANDS, demands="；".join(demands)) if demands else ""


def _by_kind(links: Iterable[WeakLink]) -> dict[str, list[WeakLink]]:
	"""The worst kind first, within it the gravest and most numerous."""
	found: dict[str, list[WeakLink]] = {}
	for link in links:
		found.setdefault(link.kind.code, []).append(link)
	return found


def _listed(names: Iterable[str], separator: str, most: int = _NAMED_AT_MOST) -> str:
	names = list(names)
	return separator.join(names[:most]) + (say(s.ET_CETERA) if len(names) > most else "")


def _day(iso: str) -> str:
	day = datetime.date.fromisoformat(iso)
	return f"{day.year}年{day.month}月{day.day}日"
