"""What a diagram is drawn from: the steps of one power, and what is known of the risks in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.bilingual import Lang
from lianzheng_risk.core.report import palette


@dataclass(frozen=True)
class Step:
	"""One step as it was filled in, right or wrong. `next_steps` is as typed; `post` is what people call the post.

	`risks` counts the step's risk points by grade code (None: not graded yet); `href` leads to them.
	"""

	number: int | None
	name: str
	post: str | None = None
	external: bool = False
	discretion: str | None = None
	time_limit_days: int | None = None
	next_steps: str | None = None
	risks: Mapping[str | None, int] = field(default_factory=dict)
	href: str | None = None


@dataclass(frozen=True)
class Flow:
	"""A power and its steps, in any order. `subtitle` says whose power it is, in one line or several."""

	title: str
	steps: tuple[Step, ...]
	subtitle: str = ""


@dataclass(frozen=True)
class GradeLook:
	"""How a grade is shown. `fill` and `ink` are colours as #rrggbb."""

	label: str
	fill: str
	ink: str


def post_labels(names: Mapping[str, str]) -> dict[str, str]:
	"""What to call the posts of one power, by code: their names, with the code where several bear the same name."""
	borne = Counter(names.values())
	return {code: name if borne[name] == 1 else f"{name}（{code}）" for code, name in names.items()}


Looks = Mapping[str, GradeLook]


def report_looks(lang: Lang = "zh") -> dict[str, GradeLook]:
	"""The grades as the report shows them, worst first."""
	return {
		code: GradeLook(v.GRADE.label(code, lang), palette.GRADE_FILL[code], palette.GRADE_INK[code])
		for code in v.GRADE.codes
	}
