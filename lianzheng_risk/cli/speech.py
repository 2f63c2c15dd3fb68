"""Click commands that speak two languages: help, options and complaints in Chinese, or in English after `--lang en`."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import NoReturn

import click

from lianzheng_risk.core.bilingual import Lang, Text, Wording
from lianzheng_risk.core.profile import using

LANGS: tuple[Lang, ...] = ("zh", "en")

USAGE = Text("用法：", "Usage: ")
OPTIONS = Text("选项", "Options")
COMMANDS = Text("命令", "Commands")
EXAMPLES = Text("示例", "Examples")
ERROR = Text("错误：{message}", "Error: {message}")
SEE_HELP = Text("详细说明：{command} --help", "More: {command} --help")
SHOW_HELP = Text("显示本说明", "Show this message")
LANG_HELP = Text("界面语言：zh 中文（默认）或 en 英文", "Language: zh Chinese (default) or en English")
NO_COMMAND = Text("没有“{name}”这个命令，可用：{names}", "there is no command “{name}”; choose from {names}")

# What click's own complaints say in Chinese, the more specific kind first.
COMPLAINTS: dict[type[click.UsageError], Text] = {
	click.NoSuchOption: Text("没有 {name} 这个选项", "there is no option {name}"),
	click.BadOptionUsage: Text("选项 {name} 后面要有值", "option {name} needs a value"),
	click.MissingParameter: Text("缺少 {name}", "{name} is missing"),
	click.BadParameter: Text("{name} 的值不对：{message}", "{name}: {message}"),
	click.UsageError: Text("命令写得不对：{message}", "{message}"),
}
TOO_MANY = Text(
	"多出了“{words}”；文件名中有空格的，请用引号括起来", "“{words}” is too much; put quotes around a name with spaces"
)
NOT_OFFERED = Text("应为 {choices} 之一", "choose from {choices}")
INTERRUPTED = Text("已中断，没有写完的文件不会留下", "interrupted; no file is left half-written")
# Click's own words in a line of usage.
PIECES = {
	"[OPTIONS]": Text("[选项]", "[OPTIONS]"),
	"COMMAND [ARGS]...": Text("命令 [参数]...", "COMMAND [ARGS]..."),
	"[COMMAND] [ARGS]...": Text("[命令] [参数]...", "[COMMAND] [ARGS]..."),
}


def spoken() -> Lang:
	"""The language of the command that is running."""
	return click.get_current_context().obj


def speak_in_words_of(wording: Wording) -> None:
	"""From here to the end of the command, Chinese is in the words of this profile."""
	click.get_current_context().with_resource(using(wording))


class Failure(click.ClickException):
	"""The end of a command with a message for people on stderr and an exit code (2: a file or an option is no good)."""

	def __init__(self, message: str, exit_code: int = 2) -> None:
		super().__init__(message)
		self.exit_code = exit_code
		self.lang = spoken()

	def show(self, file=None) -> None:
		click.echo(ERROR.format(self.lang, message=self.message), file=file, err=True)


def fail(text: Text, exit_code: int = 2, **values) -> NoReturn:
	raise Failure(text.format(spoken(), **values), exit_code)


class Misuse(click.UsageError):
	"""A complaint of click's about the command line, in the language of the command."""

	def show(self, file=None) -> None:
		lang = self.ctx.obj
		click.echo(self.ctx.get_usage(), file=file, err=True)
		click.echo(ERROR.format(lang, message=self.message), file=file, err=True)
		click.echo(SEE_HELP.format(lang, command=self.ctx.command_path), file=file, err=True)


def _complaint(error: click.UsageError, lang: Lang) -> str:
	text = next(text for kind, text in COMPLAINTS.items() if isinstance(error, kind))
	param = getattr(error, "param", None)
	name = getattr(error, "option_name", None) or (_param_name(param) if param else "")
	return text.format(lang, name=name, message=error.message)


def _param_name(param: click.Parameter) -> str:
	return param.opts[0] if isinstance(param, click.Option) else param.human_readable_name


def language_of(args: Sequence[str]) -> Lang:
	"""The language asked for anywhere on the command line; it has to be known before help and complaints are written."""
	words = [word for arg in args for word in (arg.split("=", 1) if arg.startswith("--lang=") else [arg])]
	asked = [value for name, value in pairwise(words) if name == "--lang" and value in LANGS]
	return asked[-1] if asked else LANGS[0]


class OneOf(click.Choice):
	"""One of several words, with a complaint in the language of the command."""

	def convert(self, value, param, ctx) -> str:
		if value not in self.choices:
			self.fail(NOT_OFFERED.format(ctx.obj, choices=", ".join(self.choices)), param, ctx)
		return value


class SpokenOption(click.Option):
	"""An option whose help is a Text."""

	def __init__(self, *args, text: Text, **kwargs) -> None:
		super().__init__(*args, **kwargs)
		self.text = text

	def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
		names, _ = super().get_help_record(ctx)
		return names, self.text.label(ctx.obj)


def option(*names: str, text: Text, **kwargs):
	return click.option(*names, cls=SpokenOption, text=text, **kwargs)


class SpokenCommand(click.Command):
	"""A command whose help is a Text, followed by examples; every one takes --lang."""

	# What is too much on the command line is refused here, in words of ours.
	allow_extra_args = True

	def __init__(self, *args, text: Text, examples: Text | None = None, **kwargs) -> None:
		super().__init__(*args, **kwargs)
		self.text = text
		self.examples = examples
		lang = SpokenOption(["--lang"], text=LANG_HELP, type=OneOf(LANGS), expose_value=False)
		self.params.append(lang)

	def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
		try:
			rest = super().parse_args(ctx, args)
		except click.UsageError as error:
			raise Misuse(_complaint(error, ctx.obj), ctx) from error
		if rest and not isinstance(self, click.Group):
			raise Misuse(TOO_MANY.format(ctx.obj, words=" ".join(rest)), ctx)
		return rest

	def get_help_option(self, ctx: click.Context) -> click.Option | None:
		found = super().get_help_option(ctx)
		found.help = SHOW_HELP.label(ctx.obj)
		return found

	def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
		pieces = (PIECES[it].label(ctx.obj) if it in PIECES else it for it in self.collect_usage_pieces(ctx))
		formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=USAGE.label(ctx.obj))

	def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
		formatter.write_paragraph()
		_write_lines(formatter, self.text.label(ctx.obj))

	def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
		with formatter.section(OPTIONS.label(ctx.obj)):
			formatter.write_dl([param.get_help_record(ctx) for param in self.get_params(ctx) if _is_option(param)])

	def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
		if self.examples:
			with formatter.section(EXAMPLES.label(ctx.obj)):
				_write_lines(formatter, self.examples.label(ctx.obj))


def _is_option(param: click.Parameter) -> bool:
	return isinstance(param, click.Option)


def _write_lines(formatter: click.HelpFormatter, text: str) -> None:
	"""The lines as they are: click would wrap Chinese, which has no spaces, at odd places."""
	for line in text.splitlines():
		formatter.write(f"{'':>{formatter.current_indent}}{line}\n")


class SpokenGroup(SpokenCommand, click.Group):
	"""The program itself. It knows the language before anything is parsed, and never fails on a terminal's encoding."""

	def main(self, *args, **kwargs):
		for stream in (sys.stdout, sys.stderr):
			if isinstance(stream, io.TextIOWrapper):
				stream.reconfigure(errors="replace")
		return super().main(*args, **kwargs)

	def make_context(self, info_name, args, parent=None, **extra) -> click.Context:
		return super().make_context(info_name, args, parent, obj=language_of(args), **extra)

	def invoke(self, ctx: click.Context):
		try:
			return super().invoke(ctx)
		except KeyboardInterrupt:
			fail(INTERRUPTED, exit_code=130)

	def resolve_command(self, ctx: click.Context, args: list[str]):
		if args[0] not in self.commands:
			names = ", ".join(self.commands)
			raise Misuse(NO_COMMAND.format(ctx.obj, name=args[0], names=names), ctx)
		return super().resolve_command(ctx, args)

	def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
		super().format_options(ctx, formatter)
		with formatter.section(COMMANDS.label(ctx.obj)):
			formatter.write_dl(
				[(name, command.text.label(ctx.obj).splitlines()[0]) for name, command in self.commands.items()]
			)

	def list_commands(self, ctx: click.Context) -> list[str]:
		return list(self.commands)
