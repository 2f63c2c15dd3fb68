"""The kinds of values that options take."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import click

from lianzheng_risk.core.bilingual import Lang, Text
from lianzheng_risk.core.checks.values import YEARS
from lianzheng_risk.core.grading import Scheme, SchemeError
from lianzheng_risk.core.periods import Period
from lianzheng_risk.core.profile import DEFAULT as DEFAULT_PROFILE
from lianzheng_risk.core.profile import PROFILES, Profile
from lianzheng_risk.core.schemes import DEFAULT, SCHEMES, from_dict

from .speech import option, speak_in_words_of

NOT_A_DAY = Text("日期应写作 2026-06-30 这样的形式", "a date is written like 2026-06-30")
NOT_THESE_YEARS = Text("年份应在 {first} 至 {last} 之间，请核对", "the year must be between {first} and {last}")
NOT_A_PERIOD = Text(
	"评估周期应写作 2026-06、2026Q2、2026H1 或 2026", "a period is written like 2026-06, 2026Q2, 2026H1 or 2026"
)
NOT_A_COUNT = Text("应为不小于 {least} 的整数", "a whole number not below {least} is needed")
NO_SCHEME = Text(
	"没有“{value}”这个定级方案；可用：{names}，或者一个 JSON 文件的路径",
	"there is no scheme “{value}”; choose from {names}, or give the path of a JSON file",
)
NOT_JSON = Text("“{value}”不是可读取的 JSON 文件", "“{value}” is not a JSON file that can be read")
UNUSABLE_SCHEME = Text("“{value}”不能用作定级方案：{why}", "“{value}” cannot be used as a scheme: {why}")
NOT_XLSX = Text("文件名应以 .xlsx 结尾，如 {name}.xlsx", "the name must end in .xlsx, as in {name}.xlsx")

SCHEME_HELP = Text(
	"定级方案：上列名称之一，或 JSON 文件的路径", "Grading scheme: one of those above, or the path of a JSON file"
)
SCHEMES_HEADING = Text("定级方案（--scheme）：", "Grading schemes (--scheme):")
BY_DEFAULT = Text("（默认）", " (the default)")
NO_PROFILE = Text("没有“{value}”这套用语；可用：{names}", "there is no wording “{value}”; choose from {names}")

_PROFILES = Text("、".join(one.text.zh for one in PROFILES.values()), ", ".join(PROFILES))
PROFILE_HELP = Text(
	f"用语：{_PROFILES.zh}；默认与登记簿一致，新建的为{DEFAULT_PROFILE.text.zh}",
	f"Wording of the Chinese: {_PROFILES.en}; by default that of the register, for a new one {DEFAULT_PROFILE.code}",
)

# Whether a file can be read is for the reader to say, which says it in the language of the command.
FILE = click.Path(path_type=Path, readable=False)


class NewWorkbook(click.ParamType):
	"""The path of a workbook to write; Excel opens none by another ending than .xlsx."""

	name = "OUT.xlsx"

	def convert(self, value, param, ctx) -> Path:
		path = Path(value)
		if path.suffix.lower() != ".xlsx":
			self.fail(NOT_XLSX.format(ctx.obj, name=path.stem), param, ctx)
		return path


class Day(click.ParamType):
	"""A date, as in 2026-06-30."""

	name = "YYYY-MM-DD"

	def convert(self, value, param, ctx) -> datetime.date:
		if isinstance(value, datetime.date):
			return value
		try:
			day = datetime.datetime.strptime(value, "%Y-%m-%d").date()
		except ValueError:
			self.fail(NOT_A_DAY.label(ctx.obj), param, ctx)
		if not YEARS[0] <= day.year <= YEARS[1]:
			self.fail(NOT_THESE_YEARS.format(ctx.obj, first=YEARS[0], last=YEARS[1]), param, ctx)
		return day


class PeriodCode(click.ParamType):
	"""A month, quarter, half-year or year, as in 2026H1."""

	name = "PERIOD"

	def convert(self, value, param, ctx) -> Period:
		if isinstance(value, Period):
			return value
		try:
			period = Period.parse(value)
		except ValueError:
			self.fail(NOT_A_PERIOD.label(ctx.obj), param, ctx)
		if not YEARS[0] <= period.start.year <= YEARS[1]:
			self.fail(NOT_THESE_YEARS.format(ctx.obj, first=YEARS[0], last=YEARS[1]), param, ctx)
		return period


class Whole(click.ParamType):
	"""A whole number not below `least`."""

	name = "N"

	def __init__(self, least: int) -> None:
		self.least = least

	def convert(self, value, param, ctx) -> int:
		try:
			number = int(value)
		except ValueError:
			number = None
		if number is None or number < self.least:
			self.fail(NOT_A_COUNT.format(ctx.obj, least=self.least), param, ctx)
		return number


class SchemeName(click.ParamType):
	"""The name of a grading scheme that comes with the product, or the path of a JSON file with one."""

	name = "NAME"

	def convert(self, value, param, ctx) -> Scheme:
		if isinstance(value, Scheme):
			return value
		if value in SCHEMES:
			return SCHEMES[value]
		try:
			return from_dict(json.loads(Path(value).read_text(encoding="utf-8-sig")))
		except FileNotFoundError:
			self.fail(NO_SCHEME.format(ctx.obj, value=value, names=", ".join(SCHEMES)), param, ctx)
		except SchemeError as error:
			self.fail(UNUSABLE_SCHEME.format(ctx.obj, value=value, why=error.text.label(ctx.obj)), param, ctx)
		except (OSError, ValueError):
			self.fail(NOT_JSON.format(ctx.obj, value=value), param, ctx)


class ProfileName(click.ParamType):
	"""The code of a wording profile, or what it is called in Chinese."""

	name = "NAME"

	def convert(self, value, param, ctx) -> Profile:
		called = {name: profile for profile in PROFILES.values() for name in (profile.code, profile.text.zh)}
		if value not in called:
			self.fail(NO_PROFILE.format(ctx.obj, value=value, names=_PROFILES.label(ctx.obj)), param, ctx)
		return called[value]


def profile_option(command):
	"""The option --profile, the same for every command that writes Chinese for an organisation to read."""
	return option(
		"--profile",
		type=ProfileName(),
		is_eager=True,
		expose_value=False,
		callback=lambda ctx, param, profile: profile and speak_in_words_of(profile),
		text=PROFILE_HELP,
	)(command)


def scheme_option(command):
	"""The option --scheme, the same for every command that grades."""
	return option("--scheme", type=SchemeName(), default=DEFAULT.name, text=SCHEME_HELP)(command)


def schemes_listed(lang: Lang) -> str:
	"""The lines of a command's help that name the schemes to choose from."""
	lines = (
		f"  {name:<20} {scheme.label(lang)}{BY_DEFAULT.label(lang) if scheme is DEFAULT else ''}"
		for name, scheme in SCHEMES.items()
	)
	return "\n".join([SCHEMES_HEADING.label(lang), *lines])
