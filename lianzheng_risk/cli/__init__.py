"""`lianzheng-risk`, the command line."""

from __future__ import annotations

import click

from lianzheng_risk import __version__
from lianzheng_risk.core.bilingual import Text

from .assess import assess
from .check import check
from .convert import convert
from .demo import demo
from .diagrams import diagrams
from .keys import keys
from .merge import merge_packages
from .package import package
from .speech import SpokenGroup, SpokenOption
from .template import template


@click.group(
	"lianzheng-risk",
	cls=SpokenGroup,
	invoke_without_command=True,
	text=Text(
		"廉政风险防控：把 Excel 登记簿变成经过检查、定级和评估的全貌。",
		"Integrity-risk prevention and control: an Excel register becomes a checked, graded and assessed picture.",
	),
	examples=Text(
		"lianzheng-risk template 登记簿.xlsx         生成空白登记簿\n"
		"lianzheng-risk convert 清单.xlsx 登记簿.xlsx  已有清单的，转换成登记簿\n"
		"lianzheng-risk check 登记簿.xlsx            检查填得对不对\n"
		"lianzheng-risk assess 登记簿.xlsx --out 评估  生成评估报告\n"
		"lianzheng-risk diagrams 登记簿.xlsx --out 流程图  画权力运行流程图\n"
		"lianzheng-risk demo --out 演示              先看一个编造的例子",
		"lianzheng-risk --lang en template register.xlsx           an empty register\n"
		"lianzheng-risk --lang en convert list.xlsx register.xlsx  from a list of one's own\n"
		"lianzheng-risk --lang en check register.xlsx              is it filled in correctly?\n"
		"lianzheng-risk --lang en assess register.xlsx --out out   the assessment\n"
		"lianzheng-risk --lang en diagrams register.xlsx --out out   how each power runs\n"
		"lianzheng-risk --lang en demo --out demo-out              an invented example",
	),
)
@click.version_option(__version__, cls=SpokenOption, text=Text("显示版本", "Show the version"))
@click.pass_context
def main(ctx: click.Context) -> None:
	if ctx.invoked_subcommand is None:
		click.echo(ctx.get_help())


for command in (template, convert, check, assess, diagrams, keys, package, merge_packages, demo):
	main.add_command(command)
