"""The assessment as one self-contained HTML page, for the screen, the phone and A4 paper."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.report import palette, scheme_words, svg, views
from lianzheng_risk.core.report.texts import NOTES, Words, number, percent

SECTIONS = (
	"key_figures", "by_grade", "heat_map", "by_kind", "measures_section", "indicators", "weak_links", "ranking",
	"units_section", "changes", "method",
)  # fmt: skip

# What a page can bear; the workbook and the JSON hold everything.
RANKING_ENDS = 20
WEAK_LINKS_OF_A_KIND = 6
REGRADED_OPEN = 20
OPEN_ROWS = 60

_ENVIRONMENT = Environment(
	loader=FileSystemLoader(Path(__file__).parent / "templates"),
	autoescape=True,
	undefined=StrictUndefined,
	trim_blocks=True,
	lstrip_blocks=True,
)
_ENVIRONMENT.filters.update(percent=percent, number=number)


def render(picture: dict) -> str:
	"""`picture` (the dict of `Assessment.to_dict`) as HTML in the picture's own language."""
	words = Words(picture["lang"])
	top, hidden, bottom = views.ends(ranked := views.ranking(picture["units"]), RANKING_ENDS)
	return _ENVIRONMENT.get_template("assessment.html").render(
		p=picture,
		words=words,
		subject=views.subject(picture, words),
		scheme_sentences=scheme_words.sentences(picture["scheme"], words),
		notes=[words(key) for key in NOTES],
		sections=[section for section in SECTIONS if section != "changes" or picture["changes"] is not None],
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
