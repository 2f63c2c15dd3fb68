"""The commands of a bench: a register into a site and out of it, and the same assessment from there."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import frappe
from frappe.commands import get_site

from lianzheng_risk.core.assessment import assess as assess_register
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.demo import AS_OF, invent
from lianzheng_risk.core.demo.catalogue.library import LIBRARY
from lianzheng_risk.core.findings import has_errors
from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.core.workbook import write_register as write_workbook
from lianzheng_risk.risk_screening.doctype.integrity_grading_scheme.integrity_grading_scheme import scheme_in_force
from lianzheng_risk.risk_screening.language import site_profile
from lianzheng_risk.store.documents import RowRefused, write_register
from lianzheng_risk.store.frames import read_register, read_to_assess
from lianzheng_risk.store.library import stock

from .assess import AS_OF_HELP, OUT_HELP, WRITTEN, write_report
from .demo import FICTION, SEED_HELP, UNITS_HELP
from .files import staged
from .loading import listing, load
from .options import FILE, Day, Whole
from .picture import picture
from .progress import ASSESSING, INVENTING, PATIENCE, WRITING, Progress
from .speech import SpokenCommand, SpokenGroup, fail, option, speak_in_words_of, spoken

READING_SITE = Text("正在读取站点", "reading the site")
NOT_IMPORTED = Text(
	"“{file}”有错误，没有写入任何内容。请改正后再试",
	"“{file}” has errors; nothing was written. Correct them and try again",
)
REFUSED = Text(
	"{sheet}第 {row} 行被系统拒绝：{why}。没有写入任何内容",
	"row {row} of {sheet} was refused: {why}. Nothing was written",
)
SAVING = Text("正在写入 {doctype}：{done}/{total}", "writing {doctype}: {done}/{total}")
SAVED = Text(
	"{doctype}：新增 {new}，变更 {changed}，未变 {unchanged}",
	"{doctype}: {new} new, {changed} changed, {unchanged} unchanged",
)
STOCKED = Text("风险点参考库：新增 {count} 条", "Risk library: {count} entries")
EXPORTED = Text("登记簿已写入“{path}”", "The register is in “{path}”")
NO_UNIT = Text("没有编码为“{unit}”的单位", "there is no unit “{unit}”")
NOT_EMPTY = Text(
	"该站点已有登记内容。演示数据只写入空站点，以免与真实数据混在一起",
	"this site has a register already; the demonstration goes only into an empty one, so as not to mix with real data",
)
SEE_DESK = Text("请打开桌面上的“廉政风险防控”工作区查看", "See the workspace Integrity Risk on the desk")


@click.group(
	"lianzheng-risk",
	cls=SpokenGroup,
	text=Text(
		"廉政风险防控：登记簿导入站点、从站点导出，在站点上作同样的评估。",
		"Integrity-risk prevention and control: a register into the site and out of it, and the same assessment there.",
	),
	examples=Text(
		"bench --site SITE lianzheng-risk import 登记簿.xlsx\n"
		"bench --site SITE lianzheng-risk export 登记簿.xlsx\n"
		"bench --site SITE lianzheng-risk assess NJ --out 评估\n"
		"bench --site SITE lianzheng-risk demo",
		"bench --site SITE lianzheng-risk import register.xlsx\n"
		"bench --site SITE lianzheng-risk export register.xlsx\n"
		"bench --site SITE lianzheng-risk assess NJ --out assessment\n"
		"bench --site SITE lianzheng-risk demo",
	),
)
def on_site() -> None:
	"""Nothing to do before the command itself."""


@contextmanager
def site() -> Iterator[None]:
	"""The site that bench was called for, as Administrator; what the command does is kept whole or not at all."""
	bench = click.get_current_context().parent.parent.obj
	# Frappe 15 keeps a dict there, 16 an object.
	frappe.init(get_site(frappe._dict(bench) if isinstance(bench, dict) else bench))
	frappe.connect()
	frappe.local.lang = spoken()
	speak_in_words_of(site_profile())
	# A register is written in one transaction however large it is; the platform would stop at 200,000 writes.
	frappe.db.MAX_WRITES_PER_TRANSACTION *= 1000
	try:
		yield
		frappe.db.commit()
	finally:
		frappe.destroy()


@on_site.command(
	"import",
	cls=SpokenCommand,
	text=Text(
		"把登记簿写入站点：新的新增，不同的更新，按编码对应。有一处错误就全部不写。\n"
		"退出码：0 已写入，1 登记簿有错误，2 文件无法读取。",
		"Write a register into the site: what is new is added, what differs is updated, matched by code; all or nothing.\n"
		"Exit code: 0 written, 1 the register has errors, 2 the file cannot be read.",
	),
)
@click.argument("register", type=FILE, metavar="REGISTER.xlsx")
def import_(register: Path) -> None:
	progress = Progress()
	with site():
		checked = load(register, scheme_in_force(), datetime.date.today(), progress)
		if has_errors(checked.findings):
			click.echo(listing(register, checked))
			fail(NOT_IMPORTED, exit_code=1, file=register)
		_save(checked.register)


@on_site.command(
	"export",
	cls=SpokenCommand,
	text=Text(
		"把站点上的登记簿写成工作簿，可以修改后再导入。",
		"Write the site's register as a workbook that can be edited and imported again.",
	),
)
@click.argument("target", type=FILE, metavar="OUT.xlsx")
def export(target: Path) -> None:
	progress = Progress()
	with site():
		with progress.step(READING_SITE):
			register = read_register()
		with progress.step(WRITING), staged(target.parent) as folder:
			write_workbook(register, folder / target.name, spoken(), scheme_in_force())
	click.echo(EXPORTED.format(spoken(), path=target))


@on_site.command(
	"assess",
	cls=SpokenCommand,
	text=Text(
		"评估站点上的登记簿，生成 assessment.xlsx、assessment.html、assessment.json；\n给出单位编码时只评估该单位及其下级。",
		"Assess the site's register; writes assessment.xlsx, assessment.html and assessment.json; of UNIT and below if given.",
	),
)
@click.argument("unit", required=False)
@option("--out", required=True, type=FILE, metavar="DIR", text=OUT_HELP)
@option("--as-of", type=Day(), text=AS_OF_HELP)
def assess(unit: str | None, out: Path, as_of: datetime.date | None) -> None:
	progress = Progress()
	with site(), progress.step(READING_SITE):
		register, scheme = _read(unit), scheme_in_force()
	with progress.step(ASSESSING):
		assessment = assess_register(register, scheme, as_of or datetime.date.today(), unit=unit)
	for path in write_report(assessment, out, progress):
		click.echo(WRITTEN.format(spoken(), path=path))


@on_site.command(
	"demo",
	cls=SpokenCommand,
	text=Text(
		"把一个编造的县局写入空站点，供试用。单位、地点和人员均为虚构。",
		"Write an invented county bureau into an empty site, to try things out. Everything in it is fictitious.",
	),
)
@option("--units", type=Whole(least=1), default=24, text=UNITS_HELP)
@option("--seed", type=Whole(least=0), default=2026, text=SEED_HELP)
def demo(units: int, seed: int) -> None:
	progress = Progress()
	with site():
		if frappe.db.count("Integrity Unit"):
			fail(NOT_EMPTY, exit_code=1)
		with progress.step(INVENTING):
			register = invent(units, seed)
		_save(register)
		click.echo(STOCKED.format(spoken(), count=stock(LIBRARY)))
		with progress.step(ASSESSING):
			assessment = assess_register(read_to_assess(), scheme_in_force(), AS_OF)
	click.echo(f"\n{FICTION.label(spoken())}\n\n{picture(assessment.to_dict(spoken()), spoken())}\n")
	click.echo(SEE_DESK.label(spoken()))


def _read(unit: str | None) -> Register:
	try:
		return read_to_assess(unit)
	except frappe.DoesNotExistError:
		fail(NO_UNIT, unit=unit)


def _save(register: Register) -> None:
	try:
		written = write_register(register, Ticker())
	except RowRefused as refusal:
		frappe.db.rollback()
		sheet = TABLES[refusal.place.table].text.label(spoken())
		fail(REFUSED, exit_code=1, sheet=sheet, row=refusal.place.row, why=refusal)
	for doctype, counts in written.items():
		click.echo(SAVED.format(spoken(), doctype=frappe._(doctype), **vars(counts)))


class Ticker:
	"""Says every two seconds how far the writing has come."""

	def __init__(self) -> None:
		self.said = time.monotonic()

	def __call__(self, doctype: str, done: int, total: int) -> None:
		if time.monotonic() - self.said >= PATIENCE:
			self.said = time.monotonic()
			click.echo(SAVING.format(spoken(), doctype=frappe._(doctype), done=done, total=total), err=True)
