"""`bench … lianzheng-risk import`: a register workbook, or a unit's own list, into the site."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
import frappe

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.comparison import FieldChange
from lianzheng_risk.core.importing import Plan, Terms
from lianzheng_risk.core.lists import Choices, UnknownChoice
from lianzheng_risk.core.workbook import UnreadableFile
from lianzheng_risk.core.workbook.source import content
from lianzheng_risk.store.documents import RowRefused
from lianzheng_risk.store.importing.journal import JOURNAL
from lianzheng_risk.store.importing.preparing import Prepared, marked, prepare
from lianzheng_risk.store.importing.writing import Provenance, write
from lianzheng_risk.store.mapping import MAPPINGS

from .files import refuse_overwriting, staged
from .list_options import choices_of, list_options, tables_in
from .loading import UNREADABLE, finding_lines, summary
from .options import FILE, NewWorkbook
from .progress import READING, WRITING, Progress
from .site_session import NO_UNIT, Ticker, site
from .speech import OneOf, SpokenCommand, fail, option, spoken

NOT_IMPORTED = Text(
	"“{file}”有错误，没有写入任何内容。请改正后再试，或者加 --skip-bad 只写入正确的行",
	"“{file}” has errors; nothing was written. Correct them, or add --skip-bad to write the good rows",
)
NOTHING_LEFT = Text(
	"“{file}”中没有可以写入的行，没有写入任何内容", "“{file}” has no row that can be written; nothing was written"
)
REFUSED = Text(
	"{sheet}第 {row} 行被系统拒绝：{why}。没有写入任何内容",
	"row {row} of {sheet} was refused: {why}. Nothing was written",
)
NOT_ALLOWED = Text("用户没有该单位的权限，没有写入任何内容", "the user may not see that unit; nothing was written")
SAVED = Text(
	"{doctype}：新增 {new}，变更 {changed}，未变 {unchanged}",
	"{doctype}: {new} new, {changed} changed, {unchanged} unchanged",
)
LEFT_ALONE = Text("，略过 {count}", ", {count} left alone")
NOT_WRITTEN = Text("，有错误未写入 {count}", ", {count} with errors")
CHANGE = Text("{sheet} 第 {row} 行  {code} {title}  {fields}", "{sheet} row {row}  {code} {title}  {fields}")
FIELD = Text("{label}：{old} → {new}", "{label}: {old} → {new}")
NONE = Text("（空）", "(empty)")
MORE = Text("以上列出前 {count} 处变更", "these are the first {count} changes")
DRY_RUN = Text("这是预演，没有写入任何内容", "This was a dry run; nothing was written")
MARKED = Text("标注副本已写入“{path}”", "The marked copy is in “{path}”")

CHANGES_SHOWN = 20


@click.command(
	"import",
	cls=SpokenCommand,
	text=Text(
		"把登记簿或单位自己的风险清单写入站点：按编码对应，没有编码的按单位、岗位和风险点对应；有一处错误就全部不写。\n"
		"退出码：0 已写入，1 有错误，2 文件无法读取。",
		"Write a register, or a unit's own list, into the site: matched by code, else by unit, post and risk; all or nothing.\n"
		"Exit code: 0 written, 1 there are errors, 2 the file cannot be read.",
	),
	examples=Text(
		"bench --site SITE lianzheng-risk import 登记簿.xlsx --dry-run   只看会有什么变化\n"
		"bench --site SITE lianzheng-risk import 登记簿.xlsx --unit NJ-21   只写入一个单位及其下级\n"
		"bench --site SITE lianzheng-risk import 清单.xlsx --unit NJ-21 --set measures.layer=岗位",
		"bench --site SITE lianzheng-risk import register.xlsx --dry-run   what would change?\n"
		"bench --site SITE lianzheng-risk import register.xlsx --unit NJ-21   one unit and below only\n"
		"bench --site SITE lianzheng-risk import list.xlsx --unit NJ-21 --set measures.layer=岗位",
	),
)
@click.argument("file", type=FILE, metavar="FILE.xlsx")
@option(
	"--unit",
	metavar="CODE",
	text=Text("只写入该单位及其下级，超出的行按错误处理", "Write to this unit and below only; other rows are errors"),
)
@option(
	"--mode",
	type=OneOf(["both", "new", "update"]),
	default="both",
	text=Text(
		"both 新增和更新（默认），new 只新增，update 只更新", "both: add and update (default), new: add, update: update"
	),
)
@option(
	"--blanks",
	type=OneOf(["keep", "clear"]),
	default="keep",
	text=Text("空白单元格：keep 保留原值（默认），clear 清除原值", "Blank cells keep (default) or clear what is there"),
)
@option("--skip-bad", is_flag=True, text=Text("略过有错误的行，写入其余的行", "Leave bad rows out and write the rest"))
@option("--dry-run", is_flag=True, text=Text("只说明会有什么变化，不写入", "Say what would change; write nothing"))
@option(
	"--marked",
	"marked_copy",
	type=NewWorkbook(),
	metavar="OUT.xlsx",
	text=Text("写一份标出问题的副本", "Write a copy with what was found marked"),
)
@option(
	"--list",
	"as_list",
	is_flag=True,
	text=Text("按单位自己的清单读取（不加时自行判断）", "Read it as a unit's own list (without: found out)"),
)
@list_options
@option("--user", metavar="USER", text=Text("以该用户的权限写入（默认系统管理员）", "With this user's permissions"))
def import_(
	file: Path,
	unit: str | None,
	mode: str,
	blanks: str,
	skip_bad: bool,
	dry_run: bool,
	marked_copy: Path | None,
	as_list: bool,
	mapping: Path | None,
	settings: Sequence[tuple[str, str]],
	levels_by_grade: bool,
	user: str | None,
) -> None:
	if marked_copy:
		refuse_overwriting(file, marked_copy)
	terms = Terms(mode, blanks, "skip" if skip_bad else "refuse")
	as_list = as_list or bool(mapping or settings or levels_by_grade)
	choices = choices_of(settings, levels_by_grade)
	with site(user):
		source, prepared = _prepare(file, terms, unit, (mapping, choices) if as_list else None)
		if marked_copy:
			_write_marked(prepared, source, marked_copy)
		if dry_run:
			_say_what_would_change(file, prepared)
			frappe.db.rollback()
			click.get_current_context().exit(0 if prepared.plan.ready else 1)
		_refuse_unless_ready(file, prepared)
		_write(file, prepared)


def _prepare(
	file: Path, terms: Terms, unit: str | None, as_list: tuple[Path | None, Choices] | None
) -> tuple[bytes, Prepared]:
	try:
		with Progress().step(READING, file=file.name):
			source = content(file)
			return source, _prepare_either(file, source, terms, unit, as_list)
	except UnreadableFile as unreadable:
		fail(UNREADABLE, file=file, why=unreadable.text.label(spoken()))
	except UnknownChoice as unknown:
		fail(unknown.text)
	except frappe.DoesNotExistError:
		fail(NO_UNIT, unit=unit)
	except frappe.PermissionError:
		fail(NOT_ALLOWED, exit_code=1)


def _prepare_either(
	file: Path, source: bytes, terms: Terms, unit: str | None, as_list: tuple[Path | None, Choices] | None
) -> Prepared:
	"""The file as a register; where it is none, as a list, if it can be recognised as one."""
	if as_list:
		mapping, choices = as_list
		return prepare(source, terms, unit, (tables_in(file, mapping), choices))
	try:
		return prepare(source, terms, unit)
	except UnreadableFile as no_register:
		try:
			tables = tables_in(file, None)
		except UnreadableFile:
			raise no_register from None
		return prepare(source, terms, unit, (tables, choices_of((), False)))


def _write_marked(prepared: Prepared, source: bytes, target: Path) -> None:
	with Progress().step(WRITING), staged(target.parent) as folder:
		marked(prepared, source, folder / target.name, spoken())
	click.echo(MARKED.format(spoken(), path=target), err=True)


def _say_what_would_change(file: Path, prepared: Prepared) -> None:
	changes = prepared.plan.changes(CHANGES_SHOWN + 1)
	for place, code, title, fields in changes[:CHANGES_SHOWN]:
		sheet, row = prepared.origin(place)
		words = "；".join(map(_in_words, fields)) if spoken() == "zh" else "; ".join(map(_in_words, fields))
		click.echo(CHANGE.format(spoken(), sheet=sheet, row=row, code=code, title=title or "", fields=words))
	if len(changes) > CHANGES_SHOWN:
		click.echo(MORE.format(spoken(), count=CHANGES_SHOWN))
	_say_findings(file, prepared)
	_say_counts(prepared.plan)
	click.echo(DRY_RUN.label(spoken()))


def _in_words(change: FieldChange) -> str:
	words = change.to_dict(spoken())
	old, new = (NONE.label(spoken()) if words[side] is None else words[side] for side in ("old", "new"))
	return FIELD.format(spoken(), label=words["label"], old=old, new=new)


def _say_findings(file: Path, prepared: Prepared) -> None:
	findings, layout = prepared.located()
	click.echo("\n".join([*finding_lines(findings, layout), summary(file, findings)]))


def _refuse_unless_ready(file: Path, prepared: Prepared) -> None:
	plan = prepared.plan
	settled = prepared.converted is None or prepared.converted.settled
	if plan.ready and settled and not any(table.refused for table in plan.tables.values()):
		return
	_say_findings(file, prepared)
	if not plan.ready:
		fail(NOTHING_LEFT if plan.terms.bad_rows == "skip" else NOT_IMPORTED, exit_code=1, file=file)


def _write(file: Path, prepared: Prepared) -> None:
	provenance = Provenance(JOURNAL, frappe.generate_hash(length=10), file.name, prepared.origin)
	try:
		journal = write(prepared.plan, provenance, Ticker())
	except RowRefused as refusal:
		frappe.db.rollback()
		sheet, row = prepared.origin(refusal.place)
		fail(REFUSED, exit_code=1, sheet=sheet, row=row, why=refusal)
	for line in finding_lines(journal.findings, prepared.plan.layout):
		click.echo(line)
	_say_counts(journal.plan or prepared.plan)


def _say_counts(plan: Plan) -> None:
	for name, mapping in MAPPINGS.items():
		if mapping.parent:
			continue
		counts = plan.tables[name].counts()
		counts["changed"] += len(plan.owners.get(name, ()))
		line = SAVED.format(spoken(), doctype=frappe._(mapping.doctype), **counts)
		for text, outcome in ((LEFT_ALONE, "left_alone"), (NOT_WRITTEN, "refused")):
			if counts[outcome]:
				line += text.format(spoken(), count=counts[outcome])
		click.echo(line)
