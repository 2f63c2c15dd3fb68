"""`lianzheng-risk convert`: a unit's own list becomes a register workbook."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.grading import Scheme
from lianzheng_risk.core.lists import (
	LIST_FIELDS,
	Account,
	Converted,
	ListTable,
	UnknownChoice,
	is_register,
	write_converted,
)
from lianzheng_risk.core.lists import convert as convert_lists
from lianzheng_risk.core.lists.refusals import IS_REGISTER
from lianzheng_risk.core.lists.writing import asked_about, lacking
from lianzheng_risk.core.workbook import UnreadableFile

from .files import refuse_overwriting, staged
from .list_options import choices_of, list_options, tables_in
from .loading import UNREADABLE
from .options import FILE, NewWorkbook, profile_option, scheme_option
from .progress import READING, WRITING, Progress
from .speech import SpokenCommand, fail, option, spoken

LIST = Text(
	"“{sheet}”：{layout}，读取{rows}行，登记风险点{risks}个、防控措施{measures}条，不作登记{left_out}行",
	"“{sheet}”: {layout}, {rows} rows read, {risks} risk points and {measures} measures entered, {left_out} rows left out",
)
WHOLE_FILE = Text("清单", "list")
OF_LAYOUT = Text("第{layout}种版式", "layout {layout}")
OF_NO_LAYOUT = Text("混合版式", "a mixture of layouts")
COLUMN = Text("  {letter} 列“{heading}” → {field}", "  column {letter} “{heading}” → {field}")
NOT_READ = Text("（不登记）", "(not entered)")
LEFT_OUT = Text("  第{row}行 不作登记：{reason}", "  row {row} left out: {reason}")
TO_SETTLE = Text("  第{row}行 待确定 {field}“{value}”：{reason}", "  row {row} to settle, {field} “{value}”: {reason}")
LACKS = Text("  清单没有：{fields}（可用 --set 填入）", "  lacking: {fields} (can be given with --set)")
BY_GRADE = Text("  只有等级的清单可加 --levels-by-grade", "  --levels-by-grade takes the levels from the grade")
UNREAD = Text("工作表“{sheet}”未读取：{reason}", "sheet “{sheet}” not read: {reason}")
WRITTEN = Text(
	"登记簿已写入“{path}”，其中“转换说明”逐行说明原清单的去向",
	"The register is in “{path}”; its sheet Conversion tells what became of each row of the list",
)
MAPPING_WRITTEN = Text("列对应关系已写入“{path}”", "The mapping is in “{path}”")
_LEVELS = {"risk_points.probability", "risk_points.harm"}


@click.command(
	"convert",
	cls=SpokenCommand,
	text=Text(
		"把单位原有的风险清单（.xlsx、.xls、.ods、.csv）转换成登记簿。\n"
		"自动识别表头、合并单元格、一格多条措施等；不能确定的逐条列出，不作猜测。\n"
		"退出码：0 没有待确定的事项，1 有，2 文件无法读取。",
		"Convert a unit's own list of risk points (.xlsx, .xls, .ods, .csv) to a register.\n"
		"Headings, merged cells, several measures in one cell are understood; what cannot be known is asked, never guessed.\n"
		"Exit code: 0 nothing to settle, 1 something, 2 the file cannot be read.",
	),
	examples=Text(
		"lianzheng-risk convert 清单.xlsx 登记簿.xlsx\n"
		"lianzheng-risk convert 清单.csv 登记簿.xlsx --unit 宁江县统计局   清单中没有写单位\n"
		"lianzheng-risk convert 清单.xlsx 登记簿.xlsx --set measures.layer=岗位 --set measures.status=落实中 --levels-by-grade\n"
		"lianzheng-risk convert 清单.xlsx 登记簿.xlsx --save-mapping 列.json   列的对应不对时，改好再用 --mapping\n"
		"lianzheng-risk convert 清单.xlsx 登记簿.xlsx --json > 说明.json   供其他程序读取",
		"lianzheng-risk --lang en convert list.xlsx register.xlsx\n"
		"lianzheng-risk --lang en convert list.csv register.xlsx --unit 'Ningjiang Statistics Bureau'   the list names no unit\n"
		"lianzheng-risk --lang en convert list.xlsx register.xlsx --set measures.layer=post --levels-by-grade\n"
		"lianzheng-risk --lang en convert list.xlsx register.xlsx --save-mapping columns.json   correct it, then --mapping\n"
		"lianzheng-risk --lang en convert list.xlsx register.xlsx --json > account.json   for other programs",
	),
)
@click.argument("source", type=FILE, metavar="LIST.xlsx")
@click.argument("target", type=NewWorkbook(), metavar="OUT.xlsx")
@option(
	"--unit",
	metavar="NAME",
	default="",
	text=Text("清单没有写明单位时，是哪个单位的", "Whose list it is where it does not say"),
)
@list_options
@option(
	"--save-mapping",
	type=FILE,
	metavar="FILE.json",
	text=Text("把识别出的列对应关系写入文件", "Write the recognised mapping to a file"),
)
@scheme_option
@profile_option
@option("--json", "as_json", is_flag=True, text=Text("以 JSON 输出每张清单的去向", "Print the account as JSON"))
def convert(
	source: Path,
	target: Path,
	unit: str,
	mapping: Path | None,
	settings: Sequence[tuple[str, str]],
	levels_by_grade: bool,
	save_mapping: Path | None,
	scheme: Scheme,
	as_json: bool,
) -> None:
	progress = Progress()
	refuse_overwriting(source, target, *([save_mapping] if save_mapping else []))
	choices = choices_of(settings, levels_by_grade)
	try:
		with progress.step(READING, file=source.name):
			if mapping is None and is_register(source):
				fail(IS_REGISTER, file=source)
			tables = tables_in(source, mapping)
			converted = convert_lists(source, tables, choices, unit.strip(), scheme)
	except UnreadableFile as unreadable:
		fail(UNREADABLE, file=source, why=unreadable.text.label(spoken()))
	except UnknownChoice as unknown:
		fail(unknown.text)
	with progress.step(WRITING):
		_write(converted, tables, target, save_mapping, scheme)
	if as_json:
		accounts = [account.to_dict(spoken()) for account in converted.accounts]
		click.echo(json.dumps(accounts, ensure_ascii=False, indent=1))
	else:
		click.echo("\n".join(line for account in converted.accounts for line in _told(account)))
	_say_the_rest(converted, target, save_mapping)
	click.get_current_context().exit(0 if converted.settled else 1)


def _write(
	converted: Converted, tables: Sequence[ListTable], target: Path, save_mapping: Path | None, scheme: Scheme
) -> None:
	with staged(target.parent) as folder:
		write_converted(converted, folder / target.name, spoken(), scheme)
	if save_mapping:
		with staged(save_mapping.parent) as folder:
			kept = json.dumps([table.to_dict() for table in tables], ensure_ascii=False, indent=1)
			(folder / save_mapping.name).write_text(kept + "\n", "utf-8")


def _told(account: Account) -> list[str]:
	"""The account of one list: its mapping, what was left out, what is to be settled and what lacks."""
	lang, table = spoken(), account.table
	layout = OF_LAYOUT.format(lang, layout=table.layout) if table.layout else OF_NO_LAYOUT.label(lang)
	counts = {"rows": account.rows, "risks": account.risks, "measures": account.measures}
	sheet = table.sheet or WHOLE_FILE.label(lang)
	lines = [LIST.format(lang, sheet=sheet, layout=layout, left_out=len(account.left_out), **counts)]
	for letter, heading, field in table.columns:
		named = LIST_FIELDS[field].label(lang) if field else NOT_READ.label(lang)
		lines.append(COLUMN.format(lang, letter=letter, heading=" ".join(heading.split()), field=named))
	lines += [LEFT_OUT.format(lang, row=one.row, reason=one.reason.label(lang)) for one in account.left_out]
	for one in account.to_settle:
		what = {"field": asked_about(one.field, lang), "value": " ".join(one.value.split())}
		lines.append(TO_SETTLE.format(lang, row=one.row, reason=one.reason.label(lang), **what))
	if account.lacks:
		fields = [f"{lacking(name, lang)} {name}" for name in account.lacks]
		lines.append(LACKS.format(lang, fields=("、" if lang == "zh" else ", ").join(fields)))
		if set(account.lacks) >= _LEVELS:
			lines.append(BY_GRADE.label(lang))
	return lines


def _say_the_rest(converted: Converted, target: Path, save_mapping: Path | None) -> None:
	lang = spoken()
	for sheet, reason in converted.unread:
		click.echo(UNREAD.format(lang, sheet=sheet, reason=reason.label(lang)), err=True)
	click.echo(WRITTEN.format(lang, path=target), err=True)
	if save_mapping:
		click.echo(MAPPING_WRITTEN.format(lang, path=save_mapping), err=True)
