"""The kinds of values that options take."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import click

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.grading import Scheme, SchemeError
from lianzheng_risk.core.schemes import SCHEMES, from_dict

NOT_A_DAY = Text("日期应写作 2026-06-30 这样的形式", "a date is written like 2026-06-30")
NOT_A_COUNT = Text("应为不小于 {least} 的整数", "a whole number not below {least} is needed")
NO_SCHEME = Text(
	"没有“{value}”这个定级方案；可用：{names}，或者一个 JSON 文件的路径",
	"there is no scheme “{value}”; choose from {names}, or give the path of a JSON file",
)
NOT_JSON = Text("“{value}”不是可读取的 JSON 文件", "“{value}” is not a JSON file that can be read")
UNUSABLE_SCHEME = Text("“{value}”不能用作定级方案：{why}", "“{value}” cannot be used as a scheme: {why}")

FILE = click.Path(path_type=Path)


class Day(click.ParamType):
	"""A date, as in 2026-06-30."""

	name = "YYYY-MM-DD"

	def convert(self, value, param, ctx) -> datetime.date:
		if isinstance(value, datetime.date):
			return value
		try:
			return datetime.datetime.strptime(value, "%Y-%m-%d").date()
		except ValueError:
			self.fail(NOT_A_DAY.label(ctx.obj), param, ctx)


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
