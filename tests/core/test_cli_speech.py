"""What the command line says about itself and about how it was called, in both languages."""

import time

import click
import pytest

from lianzheng_risk.cli import main
from lianzheng_risk.cli.progress import Progress
from lianzheng_risk.cli.speech import language_of
from lianzheng_risk.cli.width import table, width
from lianzheng_risk.core.bilingual import Text
from tests.core.terminal import Terminal

COMMANDS = ("template", "check", "assess", "diagrams", "demo")


@pytest.fixture
def run(capsys):
	return Terminal(capsys)


@pytest.mark.parametrize(
	("line", "lang"),
	[
		("", "zh"),
		("check x.xlsx", "zh"),
		("--lang en check x.xlsx", "en"),
		("check x.xlsx --lang=en", "en"),
		("check x.xlsx --lang en --help", "en"),
		("--lang en check x.xlsx --lang zh", "zh"),
		("check --lang fr", "zh"),
		("check --lang", "zh"),
	],
)
def test_the_language_is_found_anywhere_on_the_line(line, lang):
	assert language_of(line.split()) == lang


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_examples_in_both_languages(run, command):
	chinese, english = run(command, "--help"), run(command, "--help", "--lang", "en")
	assert (chinese.code, english.code) == (0, 0)
	assert f"用法：lianzheng-risk {command}" in chinese.out
	assert f"示例:\n  lianzheng-risk {command} " in chinese.out
	assert f"Usage: lianzheng-risk {command}" in english.out
	assert f"Examples:\n  lianzheng-risk {command} " in english.out
	assert english.out.isascii()


def test_the_program_alone_shows_its_commands(run):
	assert run().out == run("--help").out
	assert run("--lang", "en").out == run("--help", "--lang", "en").out
	for command in COMMANDS:
		assert f"\n  {command} " in run().out


def test_every_option_and_command_has_a_help_text_in_both_languages():
	for command in (main, *main.commands.values()):
		texts = [command.text, *(param.text for param in command.params if isinstance(param, click.Option))]
		for text in texts:
			assert text.en.isascii()
			assert not text.zh.isascii()


@pytest.mark.parametrize(
	("line", "zh", "en"),
	[
		(
			"chek x.xlsx",
			"没有“chek”这个命令，可用：template, convert, check, assess, diagrams, keys, package, merge, demo",
			"there is no command “chek”",
		),
		("check", "缺少 REGISTER.xlsx", "REGISTER.xlsx is missing"),
		("assess x.xlsx", "缺少 --out", "--out is missing"),
		("assess x.xlsx --out", "选项 --out 后面要有值", "option --out needs a value"),
		(
			"check my register.xlsx",
			"多出了“register.xlsx”；文件名中有空格的，请用引号括起来",
			"“register.xlsx” is too much",
		),
		("check x.xlsx --lang fr", "--lang 的值不对：应为 zh, en 之一", "--lang: choose from zh, en"),
		("template register", "文件名应以 .xlsx 结尾，如 register.xlsx", "must end in .xlsx, as in register.xlsx"),
		("check x.xlsx --marked marked.txt", "文件名应以 .xlsx 结尾，如 marked.xlsx", "must end in .xlsx"),
		("check x.xlsx --scheme nine", "没有“nine”这个定级方案", "there is no scheme “nine”"),
		("assess x.xlsx --out d --as-of 2206-06-30", "年份应在 1950 至 2100 之间", "between 1950 and 2100"),
		("check x.xlsx --jsn", "没有 --jsn 这个选项", "there is no option --jsn"),
		("demo --out d --units 0", "--units 的值不对：应为不小于 1 的整数", "--units: a whole number not below 1"),
		("demo --out d --seed x", "--seed 的值不对：应为不小于 0 的整数", "--seed: a whole number not below 0"),
		(
			"assess x.xlsx --out d --as-of 30.6.2026",
			"--as-of 的值不对：日期应写作 2026-06-30",
			"a date is written like",
		),
		(
			"assess x.xlsx --out d --scheme nine",
			"没有“nine”这个定级方案；可用：worse-of-two, worse-of-two-floors, matrix-5x5, product-lc",
			"there is no scheme “nine”; choose from worse-of-two, worse-of-two-floors, matrix-5x5, product-lc",
		),
	],
)
def test_misuse_is_explained_in_the_language_of_the_command(run, line, zh, en):
	chinese, english = run(*line.split()), run("--lang=en", *line.split())
	assert (chinese.code, chinese.out) == (2, "")
	assert (english.code, english.out) == (2, "")
	assert zh in chinese.err
	assert en in english.err
	assert "--help" in chinese.err


def test_usage_is_translated(run):
	assert "用法：lianzheng-risk check [选项] REGISTER.xlsx\n" in run("check", "--help").out
	assert "用法：lianzheng-risk [选项] [命令] [参数]...\n" in run("--help").out
	assert "Usage: lianzheng-risk [OPTIONS] [COMMAND] [ARGS]...\n" in run("--lang", "en").out


def test_an_interruption_is_neither_an_error_in_the_register_nor_a_traceback(run, monkeypatch):
	def interrupt(**_):
		raise KeyboardInterrupt

	monkeypatch.setattr(main.commands["template"], "callback", interrupt)
	outcome = run("template", "登记簿.xlsx")
	assert (outcome.code, outcome.err) == (130, "错误：已中断，没有写完的文件不会留下\n")


@pytest.mark.parametrize(
	("content", "why"),
	[("{", "不是可读取的 JSON 文件"), ("[]", "不能用作定级方案"), ('{"name": "x"}', "不能用作定级方案")],
)
def test_a_scheme_file_that_is_no_scheme(run, tmp_path, content, why):
	path = tmp_path / "scheme.json"
	path.write_text(content)
	outcome = run("assess", "x.xlsx", "--out", tmp_path, "--scheme", path)
	assert outcome.code == 2
	assert why in outcome.err


def steps_said(capsys, patience: float) -> str:
	with click.Context(main, obj="zh"):
		progress = Progress(patience)
		with progress.step(Text("正在{what}", "{what}"), what="检查"):
			time.sleep(0.2)  # long enough for the clock of an impatient step to strike
	return capsys.readouterr().err


def test_progress_is_said_only_once_patience_is_over(capsys):
	assert steps_said(capsys, patience=0.0) == "正在检查……（已用 0 秒）\n"
	assert steps_said(capsys, patience=60.0) == ""


def test_columns_line_up_where_chinese_is_two_wide():
	assert width("岗位A") == 5
	assert table([["岗位", 5], ["A", 123]]) == ["岗位    5", "A     123"]
