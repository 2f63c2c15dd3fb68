"""`lianzheng-risk template`: an empty register workbook to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.workbook import write_template

from .files import staged
from .options import FILE
from .speech import SpokenCommand, fail, spoken

ALREADY_THERE = Text(
	"“{path}”已经存在，可能已填有内容，未作改动。请换一个文件名",
	"“{path}” exists and may be filled in; nothing was changed. Choose another name",
)
WRITTEN = Text(
	"空白登记簿已写入“{path}”，填写方法见“说明”表",
	"The empty register is in “{path}”; its first sheet says how to fill it in",
)


@click.command(
	"template",
	cls=SpokenCommand,
	text=Text(
		"生成空白登记簿（Excel），带说明、下拉选项和示例行。\n不会覆盖已有的文件。",
		"Write an empty register workbook with instructions, drop-downs and example rows.\nAn existing file is not overwritten.",
	),
	examples=Text("lianzheng-risk template 登记簿.xlsx", "lianzheng-risk template register.xlsx --lang en"),
)
@click.argument("target", type=FILE, metavar="OUT.xlsx")
def template(target: Path) -> None:
	if target.exists():
		fail(ALREADY_THERE, path=target)
	with staged(target.parent) as folder:
		write_template(folder / target.name, spoken())
	click.echo(WRITTEN.format(spoken(), path=target))
