"""`lianzheng-risk template`: an empty register workbook to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.grading import Scheme
from lianzheng_risk.core.workbook import write_template

from .files import staged
from .options import NewWorkbook, profile_option, scheme_option, schemes_listed
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
		"生成空白登记簿（Excel），带说明、下拉选项和示例行。\n"
		"不会覆盖已有的文件。定级方案决定机率和危害可选哪几级。\n"
		f"{schemes_listed('zh')}",
		"Write an empty register workbook with instructions, drop-downs and example rows.\n"
		"An existing file is not overwritten. The scheme decides which levels the drop-downs offer.\n"
		f"{schemes_listed('en')}",
	),
	examples=Text(
		"lianzheng-risk template 登记簿.xlsx\n"
		"lianzheng-risk template 登记簿.xlsx --scheme matrix-5x5\n"
		"lianzheng-risk template 登记簿.xlsx --profile 医院   用医院的说法：科室、廉洁风险、高风险",
		"lianzheng-risk template register.xlsx --lang en\n"
		"lianzheng-risk template register.xlsx --scheme matrix-5x5\n"
		"lianzheng-risk template register.xlsx --profile hospital   the Chinese words of hospitals",
	),
)
@click.argument("target", type=NewWorkbook(), metavar="OUT.xlsx")
@scheme_option
@profile_option
def template(target: Path, scheme: Scheme) -> None:
	if target.exists():
		fail(ALREADY_THERE, path=target)
	with staged(target.parent) as folder:
		write_template(folder / target.name, spoken(), scheme)
	click.echo(WRITTEN.format(spoken(), path=target))
