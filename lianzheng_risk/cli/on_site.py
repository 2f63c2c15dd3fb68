"""The commands of a bench: a register into a site and out of it, and the same assessment from there."""

from __future__ import annotations

import datetime
from pathlib import Path

import click
import frappe

from lianzheng_risk.core.assessment import assess as assess_register
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.demo import AS_OF, invent
from lianzheng_risk.core.demo.catalogue.library import LIBRARY
from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.risk_screening.doctype.integrity_grading_scheme.integrity_grading_scheme import scheme_in_force
from lianzheng_risk.store.documents import RowRefused, write_register
from lianzheng_risk.store.expectations import expectations_of_site
from lianzheng_risk.store.exporting.authority import check_right
from lianzheng_risk.store.exporting.register import export_register
from lianzheng_risk.store.frames import read_to_assess
from lianzheng_risk.store.library import stock

from .assess import AS_OF_HELP, OUT_HELP, WRITTEN, write_report
from .demo import FICTION, SEED_HELP, UNITS_HELP
from .files import staged
from .options import FILE, Day, NewWorkbook, Whole
from .picture import picture
from .progress import ASSESSING, INVENTING, Progress
from .site_import import REFUSED, SAVED, import_
from .site_session import NO_UNIT, Ticker, site
from .speech import SpokenCommand, SpokenGroup, fail, option, spoken

READING_SITE = Text("正在读取站点", "reading the site")
EXPORTING = Text("正在导出登记簿", "exporting the register")
NOT_YOURS = Text("用户没有导出该单位登记簿的权限", "the user may not export the register of that unit")
STOCKED = Text("风险点参考库：新增 {count} 条", "Risk library: {count} entries")
EXPORTED = Text("登记簿已写入“{path}”", "The register is in “{path}”")
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


@on_site.command(
	"export",
	cls=SpokenCommand,
	text=Text(
		"把站点上的登记簿写成工作簿，可以修改后再导入。",
		"Write the site's register as a workbook that can be edited and imported again.",
	),
)
@click.argument("target", type=NewWorkbook(), metavar="OUT.xlsx")
@option("--unit", metavar="CODE", text=Text("只导出该单位及其下级", "Export this unit and everything below it only"))
@option("--user", metavar="USER", text=Text("以该用户的权限导出（默认系统管理员）", "With this user's permissions"))
def export(target: Path, unit: str | None, user: str | None) -> None:
	with site(user), Progress().step(EXPORTING), staged(target.parent) as folder:
		try:
			check_right(unit)
			export_register(folder / target.name, unit, spoken())
		except frappe.DoesNotExistError:
			fail(NO_UNIT, unit=unit)
		except frappe.PermissionError:
			fail(NOT_YOURS, exit_code=1)
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
		register, scheme, expected = _read(unit), scheme_in_force(), expectations_of_site()
	with progress.step(ASSESSING):
		assessment = assess_register(register, scheme, as_of or datetime.date.today(), unit=unit, expected=expected)
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


on_site.add_command(import_)
