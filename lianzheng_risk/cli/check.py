"""`lianzheng-risk check`: what is wrong in a register workbook, cell by cell."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import click

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.checks import Checked
from lianzheng_risk.core.findings import Finding, Layout, count_by_severity, has_errors
from lianzheng_risk.core.grading import Scheme
from lianzheng_risk.core.workbook import write_marked

from .files import refuse_overwriting, staged
from .loading import listing, load
from .options import FILE, NewWorkbook, profile_option, scheme_option, schemes_listed
from .progress import WRITING, Progress
from .speech import SpokenCommand, option, spoken

MARKED = Text("标注副本已写入“{path}”", "The marked copy is in “{path}”")


@click.command(
	"check",
	cls=SpokenCommand,
	text=Text(
		"检查登记簿，逐条指出问题在哪个单元格、该怎么改。\n"
		f"{schemes_listed('zh')}\n"
		"退出码：0 没有错误，1 有错误，2 文件无法读取。",
		"Check a register: what is wrong in which cell, and what to do about it.\n"
		f"{schemes_listed('en')}\n"
		"Exit code: 0 no errors, 1 errors, 2 the file cannot be read.",
	),
	examples=Text(
		"lianzheng-risk check 登记簿.xlsx\n"
		"lianzheng-risk check 登记簿.xlsx --marked 标注.xlsx   在副本上标色并加批注\n"
		"lianzheng-risk check 登记簿.xlsx --scheme matrix-5x5   按五级矩阵核对等级\n"
		"lianzheng-risk check 登记簿.xlsx --json > 问题.json   供其他程序读取",
		"lianzheng-risk check register.xlsx --lang en\n"
		"lianzheng-risk check register.xlsx --marked marked.xlsx   colours and comments in a copy\n"
		"lianzheng-risk check register.xlsx --scheme matrix-5x5   grades by the five by five matrix\n"
		"lianzheng-risk check register.xlsx --json > findings.json   for other programs",
	),
)
@click.argument("register", type=FILE, metavar="REGISTER.xlsx")
@option(
	"--marked",
	type=NewWorkbook(),
	metavar="OUT.xlsx",
	text=Text("写一份标色并加批注的副本", "Write a coloured and commented copy"),
)
@scheme_option
@profile_option
@option("--json", "as_json", is_flag=True, text=Text("以 JSON 输出", "Print JSON"))
def check(register: Path, marked: Path | None, scheme: Scheme, as_json: bool) -> None:
	progress = Progress()
	if marked:
		refuse_overwriting(register, marked)
	checked = load(register, scheme, datetime.date.today(), progress)
	if as_json:
		click.echo(json.dumps(findings_as_data(register, checked), ensure_ascii=False, indent=1))
	else:
		click.echo(listing(register, checked))
	if marked:
		with progress.step(WRITING):
			write_copy(register, checked, marked)
		click.echo(MARKED.format(spoken(), path=marked), err=True)
	click.get_current_context().exit(1 if has_errors(checked.findings) else 0)


def write_copy(register: Path, checked: Checked, target: Path) -> None:
	"""Write the marked copy of a checked workbook."""
	with staged(target.parent) as folder:
		write_marked(register, checked.findings, checked.layout, folder / target.name, spoken())


def findings_as_data(register: Path, checked: Checked) -> dict:
	"""What `--json` prints."""
	return {
		"file": str(register),
		"summary": count_by_severity(checked.findings),
		"findings": [_as_data(found, checked.layout) for found in checked.findings],
	}


def _as_data(found: Finding, layout: Layout) -> dict:
	return {
		"sheet": layout.sheet(found.place),
		"cell": layout.cell(found.place),
		"table": found.place.table,
		"row": found.place.row,
		"field": found.place.field,
		"rule": found.rule.code,
		"severity": found.severity,
		"message": found.message(spoken()),
	}
