"""The diagrams of all powers on one page: for the screen, and printed one power to a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from lianzheng_risk.core.bilingual import Lang, Text
from lianzheng_risk.core.flow.catalogue import Power, anchor
from lianzheng_risk.core.flow.drawing import draw, draw_pages, is_wide
from lianzheng_risk.core.flow.model import report_looks
from lianzheng_risk.core.report import palette

WORDS = {
	"title": Text("权力运行流程图", "How Powers Run"),
	"contents": Text("目录", "Contents"),
	"count": Text("共{powers}项职权，点按名称查看流程图。", "{powers} powers; choose one to see its diagram."),
	"none": Text("登记簿中尚无职权。", "No power in the register yet."),
	"print": Text("打印全部", "Print all"),
	"top": Text("回到目录", "Back to the contents"),
	"file": Text("单独的图", "The diagram by itself"),
	"risks": Text("风险点（{count}个）", "Risk points ({count})"),
	"step": Text("环节{number}", "Step {number}"),
	"no_step": Text("不限于某一环节", "In no particular step"),
	"not_graded": Text("未定级", "Not graded"),
	"powers": Text("{count}项", "{count}"),
}

_ENVIRONMENT = Environment(
	loader=FileSystemLoader(Path(__file__).parent / "templates"),
	autoescape=True,
	undefined=StrictUndefined,
	trim_blocks=True,
	lstrip_blocks=True,
)


def render(powers: Sequence[Power], files: Mapping[str, str], lang: Lang = "zh") -> str:
	"""The page as HTML. `powers` are in the order of their units; `files` names the SVG file of each power by code."""
	by_unit = [
		(name, list(found)) for (_, name), found in groupby(powers, key=lambda power: (power.unit, power.unit_name))
	]
	return _ENVIRONMENT.get_template("diagrams.html").render(
		lang=lang,
		words=lambda key, **values: WORDS[key].format(lang, **values),
		by_unit=by_unit,
		powers=powers,
		files=files,
		looks=report_looks(lang),
		css_variables=palette.css_variables(),
		anchor=anchor,
		by_step=_by_step,
		is_wide=is_wide,
		screen=lambda flow: Markup(draw(flow, lang)),
		sheets=lambda flow: map(Markup, draw_pages(flow, lang=lang)),
	)


def _by_step(power: Power) -> list[tuple[int | None, list]]:
	return [(step, list(found)) for step, found in groupby(power.risks, key=lambda risk: risk.step)]
