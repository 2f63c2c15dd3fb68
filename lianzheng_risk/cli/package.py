"""`lianzheng-risk package`: what a unit reports to a superior with whom it shares no server, in one signed file."""

from __future__ import annotations

import datetime
from io import BytesIO
from pathlib import Path

import click

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.frozen.freezing import freeze
from lianzheng_risk.core.grading import Scheme
from lianzheng_risk.core.periods import Period
from lianzheng_risk.core.tree import Tree
from lianzheng_risk.core.upward.annex import part_of
from lianzheng_risk.core.upward.keys import BadKey, KeyPair, fingerprint
from lianzheng_risk.core.upward.packing import pack
from lianzheng_risk.core.workbook import DoesNotFit, write_register

from .assess import AS_OF_HELP, day_of, unit_errors
from .files import refuse_overwriting, staged
from .loading import UNREADABLE, load, usable
from .options import FILE, Day, PeriodCode, Whole, profile_option, scheme_option
from .packages import private_key_from
from .progress import ASSESSING, WRITING, Progress
from .speech import SpokenCommand, fail, option, spoken

WRITTEN = Text(
	"上报包：{path}（{unit}，{period}，截至 {as_of}，单位 {units} 个，风险点 {risks} 个；公钥指纹 {fingerprint}）",
	"Package: {path} ({unit}, {period}, as of {as_of}, {units} units, {risks} risk points; key {fingerprint})",
)


@click.command(
	"package",
	cls=SpokenCommand,
	text=Text(
		"生成上报包：本单位及下级的评估数字，签名后交给不在同一系统的上级单位汇总。\n"
		"退出码：0 已生成，1 登记簿有错误、未生成，2 文件、密钥无法读取或写入。",
		"Make a package: the figures of a unit and everything below it, signed, for a superior with whom it shares no server.\n"
		"Exit code: 0 made, 1 the register has errors and was refused, 2 a file or key cannot be read or written.",
	),
	examples=Text(
		"lianzheng-risk package 登记簿.xlsx --unit NJ-ZF --period 2026H1 --key 执法大队.key --out 上报.zip",
		"lianzheng-risk package register.xlsx --unit NJ-ZF --period 2026H1 --key brigade.key --out report.zip --lang en",
	),
)
@click.argument("register", type=FILE, metavar="REGISTER.xlsx")
@option(
	"--unit", required=True, metavar="CODE", text=Text("上报单位编码（必填）", "Code of the reporting unit (required)")
)
@option(
	"--period",
	required=True,
	type=PeriodCode(),
	text=Text("周期（必填），如 2026H1", "Period (required), such as 2026H1"),
)
@option(
	"--key",
	required=True,
	type=FILE,
	metavar="FILE",
	text=Text("私钥文件（必填）", "File with the private key (required)"),
)
@option(
	"--out", required=True, type=FILE, metavar="X.zip", text=Text("上报包文件名（必填）", "File to write (required)")
)
@option("--as-of", type=Day(), text=AS_OF_HELP)
@option(
	"--version",
	type=Whole(1),
	default=1,
	text=Text("第几版，重新上报时加一（默认 1）", "Version, one more when it is reported anew (1)"),
)
@option(
	"--with-register",
	is_flag=True,
	text=Text("附上登记簿（默认不附，只报数字）", "Include the register; by default only the figures go"),
)
@scheme_option
@profile_option
def package(
	register: Path,
	unit: str,
	period: Period,
	key: Path,
	out: Path,
	as_of: datetime.date | None,
	version: int,
	with_register: bool,
	scheme: Scheme,
) -> None:
	progress = Progress()
	day = day_of(period, as_of)
	for source in (register, key):
		refuse_overwriting(source, out)
	private = private_key_from(key)
	try:
		public = KeyPair.of(private).public
	except BadKey as bad:
		fail(UNREADABLE, file=key, why=bad.text.label(spoken()))
	whole = usable(register, load(register, scheme, day, progress), skipping=False)
	with progress.step(ASSESSING), unit_errors():
		below = Tree.of(whole["units"]).subtree(unit)
		frozen = freeze(whole, scheme, day)
	figures = {one: frozen[one] for one in below}
	with progress.step(WRITING), staged(out.parent) as folder:
		annex = _workbook(part_of(whole, unit), scheme) if with_register else None
		made_at = datetime.datetime.now().replace(microsecond=0)
		content = pack(
			figures, unit, period, private, made_at, figures[unit]["name"], version, annex, spoken()
		)  # fmt: skip
		(folder / out.name).write_bytes(content)
	click.echo(
		WRITTEN.format(
			spoken(),
			path=out,
			unit=figures[unit]["name"],
			period=period.label(spoken()),
			as_of=day,
			units=len(figures),
			risks=figures[unit]["total"]["risk_points"],
			fingerprint=fingerprint(public),
		)
	)


def _workbook(register, scheme: Scheme) -> bytes:
	target = BytesIO()
	try:
		write_register(register, target, spoken(), scheme)
	except DoesNotFit as error:
		fail(error.text)
	return target.getvalue()
