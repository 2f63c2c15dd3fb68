"""`lianzheng-risk diagrams`: the flow of every power as a picture, and all of them on one page."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from pathlib import Path

import click

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.flow import catalogue, draw, page
from lianzheng_risk.core.flow.catalogue import Power
from lianzheng_risk.core.grading import Scheme

from .assess import OUT_HELP
from .files import refuse_overwriting, staged
from .loading import load, summary, usable
from .options import FILE, profile_option, scheme_option, schemes_listed
from .progress import WRITING, Progress
from .speech import SpokenCommand, option, spoken

INDEX = "index.html"
WRITTEN = Text(
	"流程图 {count} 幅，请打开“{path}”查看和打印", "{count} diagrams; open “{path}” to look at them and to print"
)
# A file name may not be longer than 255 bytes anywhere; a Chinese character takes three.
_LONGEST = 70
_UNFIT = re.compile(r'[\x00-\x1f\x7f\\/:*?"<>|\s]+')


@click.command(
	"diagrams",
	cls=SpokenCommand,
	text=Text(
		"画出每项职权的权力运行流程图（SVG），并汇成一页 index.html，可打印，每项职权一张。\n"
		f"{schemes_listed('zh')}\n"
		"退出码：0 已生成，1 登记簿有错误、没有生成，2 文件无法读取或写入。",
		"Draw how each power runs (SVG), and all of them on one page, index.html, to print one power to a sheet.\n"
		f"{schemes_listed('en')}\n"
		"Exit code: 0 drawn, 1 the register has errors and was refused, 2 a file cannot be read or written.",
	),
	examples=Text(
		"lianzheng-risk diagrams 登记簿.xlsx --out 流程图\n"
		"lianzheng-risk diagrams 登记簿.xlsx --out 流程图 --skip-bad   略去有错误的行",
		"lianzheng-risk diagrams register.xlsx --out diagrams --lang en\n"
		"lianzheng-risk diagrams register.xlsx --out diagrams --skip-bad   leaves out rows with errors",
	),
)
@click.argument("register", type=FILE, metavar="REGISTER.xlsx")
@option("--out", required=True, type=FILE, metavar="DIR", text=OUT_HELP)
@scheme_option
@profile_option
@option(
	"--skip-bad",
	is_flag=True,
	text=Text("略去有错误的行并逐行说明，其余照常画图", "Leave out rows with errors, naming each, and draw the rest"),
)
def diagrams(register: Path, out: Path, scheme: Scheme, skip_bad: bool) -> None:
	progress = Progress()
	refuse_overwriting(register, out / INDEX)
	checked = load(register, scheme, datetime.date.today(), progress)
	clean = usable(register, checked, skip_bad)
	if checked.findings:
		click.echo(summary(register, checked.findings))
	with progress.step(WRITING), staged(out) as folder:
		count = write_diagrams(catalogue.powers(clean, scheme, INDEX), folder)
	click.echo(WRITTEN.format(spoken(), count=count, path=out / INDEX))


def write_diagrams(powers: Sequence[Power], folder: Path) -> int:
	"""Write a picture per power and the page of all of them; returns how many pictures."""
	files = file_names(powers)
	for power in powers:
		_write(folder / files[power.code], draw(power.flow, spoken()))
	_write(folder / INDEX, page.render(powers, files, spoken()))
	return len(files)


def _write(path: Path, text: str) -> None:
	path.write_text(text, encoding="utf-8", newline="\n")


def file_names(powers: Sequence[Power]) -> dict[str, str]:
	"""A file name for each power by code: code and name as far as a file name may hold them, no two alike."""
	names: dict[str, str] = {}
	taken: set[str] = set()
	for power in powers:
		stem = base = _UNFIT.sub("_", f"{power.code} {power.flow.title}").strip("._")[:_LONGEST]
		number = 1
		while stem.casefold() in taken:
			number += 1
			stem = f"{base}-{number}"
		taken.add(stem.casefold())
		names[power.code] = f"{stem}.svg"
	return names
