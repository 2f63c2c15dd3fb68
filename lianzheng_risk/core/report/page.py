"""The assessment as one self-contained HTML page, for the screen, the phone and A4 paper."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.report import analysis, campaign_words, palette, scheme_words, svg, svg_analysis, views
from lianzheng_risk.core.report.beyond import NOTHING, Beyond
from lianzheng_risk.core.report.texts import NOTES, Words, number, percent, points
from lianzheng_risk.core.report.unit_map import unit_map

SECTIONS = (
	"key_figures", "by_grade", "heat_map", "by_kind", "matrix", "measures_section", "overdue", "indicators", "trend",
	"campaigns", "weak_links", "unit_map", "ranking", "units_section", "changes", "method",
)  # fmt: skip

# What a page can bear; the workbook and the JSON hold everything.
RANKING_ENDS = 20
WEAK_LINKS_OF_A_KIND = 6
REGRADED_OPEN = 20
OPEN_ROWS = 60
UNITS_OF_A_CAMPAIGN = 40

_ENVIRONMENT = Environment(
	loader=FileSystemLoader(Path(__file__).parent / "templates"),
	autoescape=True,
	undefined=StrictUndefined,
	trim_blocks=True,
	lstrip_blocks=True,
)
_ENVIRONMENT.filters.update(percent=percent, number=number, points=points)


def render(picture: dict, beyond: Beyond = NOTHING) -> str:
	"""`picture` (the dict of `Assessment.to_dict`) as HTML in the picture's own language."""
	words = Words(picture["lang"])
	columns, crossed = analysis.matrix(picture, beyond, words)
	times, trend = analysis.trend(picture, beyond)
	weak_units = analysis.weak_units(picture)
	top, hidden, bottom = views.ends(ranked := views.ranking(picture["units"]), RANKING_ENDS)
	return _ENVIRONMENT.get_template("assessment.html").render(
		p=picture,
		words=words,
		subject=views.subject(picture, words),
		scheme_sentences=scheme_words.sentences(picture["scheme"], words),
		notes=[words(key) for key in NOTES],
		sections=[section for section in SECTIONS if _has(section, picture, beyond, bool(crossed), bool(trend))],
		columns=columns,
		crossed=crossed,
		fullest=max((count for row in crossed for count in row.cells), default=0),
		shade=palette.shade,
		times=times,
		trend=trend,
		trend_chart=svg_analysis.trend_lines(times, trend, words) if trend else None,
		campaigns=beyond.campaigns,
		campaign_words=campaign_words,
		campaign_strip=svg_analysis.campaign_strip,
		screening_fill=campaign_words.STATUS_FILL,
		units_of_campaign=UNITS_OF_A_CAMPAIGN,
		overdue=analysis.overdue(picture),
		overdue_chart=svg_analysis.overdue_bars(analysis.overdue(picture), words),
		stage_fill=svg_analysis.STAGE_FILL,
		unit_map=unit_map(analysis.boxes(weak_units), analysis.legend(words), words("unit_map"))
		if weak_units
		else None,
		unit_names={unit["unit"]: unit["name"] for unit in picture["units"]},
		css_variables=palette.css_variables(),
		key_figures=views.key_figures(picture, words),
		grades=views.distribution(picture, "grade", words),
		charts=_charts(picture, words),
		strip=svg.grade_strip,
		ranked=ranked,
		ranking_parts=[part for part in (top, bottom) if part],
		ranking_hidden=hidden,
		assessed=[one for one in picture["indicators"] if one["direction"] != "neutral"],
		structure=[one for one in picture["indicators"] if one["direction"] == "neutral"],
		weak_groups=views.weak_groups(picture["weak_links"], WEAK_LINKS_OF_A_KIND),
		tree=views.nest(picture["units"], OPEN_ROWS),
		views=views,
		regraded_open=REGRADED_OPEN,
		grade_codes=v.GRADE.codes,
	)


def _has(section: str, picture: dict, beyond: Beyond, crossed: bool, trend: bool) -> bool:
	"""Whether there is anything to show in a section that a picture may lack."""
	there = {"changes": picture["changes"] is not None, "matrix": crossed, "trend": trend}
	return (there | {"campaigns": bool(beyond.campaigns)}).get(section, True)


def _charts(picture: dict, words: Words) -> dict:
	bars = {
		group: svg.bars(words(f"by_{group}"), views.distribution(picture, group, words), words, fills)
		for group, fills in (
			("category", None),
			("power", None),
			("status", palette.STATUS_FILL),
			("layer", None),
			("phase", None),
		)
	}
	return bars | {"grade": svg.grade_bar(picture, words), "heat_map": svg.heat_map(picture, words)}
