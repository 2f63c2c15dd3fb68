"""`lianzheng-risk assess`: a register workbook becomes the assessment as workbook, page and data."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from lianzheng_risk.core import report
from lianzheng_risk.core.assessment import Assessment
from lianzheng_risk.core.assessment import assess as assess_register
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.grading import Scheme
from lianzheng_risk.core.periods import Period
from lianzheng_risk.core.report.beyond import Moment
from lianzheng_risk.core.tree import UnitTreeError

from .earlier import read_earlier
from .files import refuse_overwriting, staged
from .loading import load, summary, usable
from .options import FILE, Day, PeriodCode, profile_option, scheme_option, schemes_listed
from .progress import ASSESSING, WRITING, Progress
from .speech import SpokenCommand, fail, option, spoken

FILES = ("assessment.xlsx", "assessment.html", "assessment.json")
OUT_HELP = Text("输出文件夹（必填，没有则新建）", "Folder to write to (required; made if missing)")
AS_OF_HELP = Text("评估截至日期，默认今天", "Day of the assessment, by default today")
UNIT_HELP = Text("只评估这个单位（编码）及其下级", "Only the unit of this code and everything below it")
PERIOD_HELP = Text(
	"评估周期，如 2026H1；没有 --as-of 的，截至该周期的数据截止日",
	"Period, such as 2026H1; without --as-of its figures are those of its cut-off day",
)
WRITTEN = Text("评估报告：{path}", "Assessment: {path}")


@click.command(
	"assess",
	cls=SpokenCommand,
	text=Text(
		"评估登记簿，生成 assessment.xlsx、assessment.html、assessment.json。\n"
		f"{schemes_listed('zh')}\n"
		"退出码：0 已评估，1 登记簿有错误、未作评估，2 文件无法读取或写入。",
		"Assess a register; writes assessment.xlsx, assessment.html and assessment.json.\n"
		f"{schemes_listed('en')}\n"
		"Exit code: 0 assessed, 1 the register has errors and was refused, 2 a file cannot be read or written.",
	),
	examples=Text(
		"lianzheng-risk assess 登记簿.xlsx --out 评估\n"
		"lianzheng-risk assess 登记簿.xlsx --out 评估 --as-of 2026-06-30 --previous 去年.xlsx\n"
		"lianzheng-risk assess 登记簿.xlsx --out 评估 --earlier 上半年/assessment.json\n"
		"lianzheng-risk assess 登记簿.xlsx --out 评估 --unit NJ-CW --period 2026H1\n"
		"lianzheng-risk assess 登记簿.xlsx --out 评估 --scheme matrix-5x5\n"
		"lianzheng-risk assess 登记簿.xlsx --out 评估 --skip-bad   略去有错误的行",
		"lianzheng-risk assess register.xlsx --out assessment --lang en\n"
		"lianzheng-risk assess register.xlsx --out assessment --as-of 2026-06-30 --previous last-year.xlsx\n"
		"lianzheng-risk assess register.xlsx --out assessment --earlier first-half/assessment.json\n"
		"lianzheng-risk assess register.xlsx --out assessment --unit NJ-CW --period 2026H1\n"
		"lianzheng-risk assess register.xlsx --out assessment --scheme matrix-5x5\n"
		"lianzheng-risk assess register.xlsx --out assessment --skip-bad   leaves out rows with errors",
	),
)
@click.argument("register", type=FILE, metavar="REGISTER.xlsx")
@option("--out", required=True, type=FILE, metavar="DIR", text=OUT_HELP)
@option("--unit", metavar="CODE", text=UNIT_HELP)
@option("--period", type=PeriodCode(), text=PERIOD_HELP)
@option("--as-of", type=Day(), text=AS_OF_HELP)
@option(
	"--previous",
	type=FILE,
	metavar="OLD.xlsx",
	text=Text("以前的登记簿，用于比较变化", "An earlier register to compare with"),
)
@option(
	"--earlier",
	type=FILE,
	multiple=True,
	metavar="ASSESSMENT.json",
	text=Text(
		"以前评估得到的 assessment.json，用于画出指标趋势，可以重复",
		"The assessment.json of an earlier assessment, for the trend; may be repeated",
	),
)
@scheme_option
@profile_option
@option(
	"--skip-bad",
	is_flag=True,
	text=Text("略去有错误的行并逐行说明，其余照常评估", "Leave out rows with errors, naming each, and assess the rest"),
)
def assess(
	register: Path,
	out: Path,
	unit: str | None,
	period: Period | None,
	as_of: datetime.date | None,
	previous: Path | None,
	earlier: tuple[Path, ...],
	scheme: Scheme,
	skip_bad: bool,
) -> None:
	progress = Progress()
	day = day_of(period, as_of)
	sources = [register, previous] if previous else [register]
	for source in sources:
		refuse_overwriting(source, *(out / name for name in FILES))
	checked = [load(source, scheme, day, progress) for source in sources]
	registers = [usable(source, one, skip_bad) for source, one in zip(sources, checked, strict=True)]
	for source, one in zip(sources, checked, strict=True):
		if one.findings:
			click.echo(summary(source, one.findings))
	with progress.step(ASSESSING), unit_errors():
		assessment = assess_register(registers[0], scheme, day, *registers[1:], unit=unit)
	moments = read_earlier(earlier, assessment)
	for path in write_report(assessment, out, progress, moments):
		click.echo(WRITTEN.format(spoken(), path=path))


def day_of(period: Period | None, as_of: datetime.date | None) -> datetime.date:
	"""The day asked for, else the cut-off of the period, else today."""
	return as_of or (period.cutoff() if period else datetime.date.today())


@contextmanager
def unit_errors() -> Iterator[None]:
	"""A unit that is not there ends the command with exit code 2."""
	try:
		yield
	except UnitTreeError as error:
		fail(error.text)


def write_report(assessment: Assessment, out: Path, progress: Progress, earlier: tuple[Moment, ...] = ()) -> list[Path]:
	"""Write the three files, all or none, and return where they are."""
	with progress.step(WRITING), staged(out) as folder:
		written = report.write_all(assessment, folder, spoken(), earlier)
	return [out / path.name for path in written]
