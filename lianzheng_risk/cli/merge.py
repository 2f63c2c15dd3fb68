"""`lianzheng-risk merge`: packages of units that share no server become part of the superior's own picture."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import click

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.frozen.freezing import Figures, freeze
from lianzheng_risk.core.frozen.picture import assessment_of
from lianzheng_risk.core.grading import Scheme
from lianzheng_risk.core.periods import Period
from lianzheng_risk.core.upward.conflicts import has_errors
from lianzheng_risk.core.upward.merging import Merged, merge
from lianzheng_risk.core.vocabulary import SEVERITY

from .assess import AS_OF_HELP, FILES, OUT_HELP, PERIOD_HELP, WRITTEN, day_of, unit_errors, write_report
from .files import refuse_overwriting, staged
from .loading import load, usable
from .options import FILE, Day, PeriodCode, profile_option, scheme_option
from .packages import package_from, trust_from
from .progress import ASSESSING, WRITING, Progress
from .speech import SpokenCommand, fail, option, spoken

REPORT = "merge-report.json"
NO_PERIOD = Text(
	"汇总登记簿时请用 --period 说明周期，如 2026H1", "say which period it is about with --period, such as 2026H1"
)
PERIOD_OF_OWN = Text("“{file}”是{own}的上报包，不是{period}的", "“{file}” is the package of {own}, not of {period}")
TAKEN = Text(
	"已并入：{unit}（{code}），{units} 个单位，风险点 {risks} 个",
	"merged: {unit} ({code}), {units} units, {risks} risk points",
)
LINE = Text("{severity}：{message}", "{severity}: {message}")
SUMMARY = Text(
	"收到上报包 {received} 个，并入 {taken} 个；错误 {errors} 条，提醒 {warnings} 条",
	"{received} packages received, {taken} merged; {errors} errors, {warnings} warnings",
)
REPORT_WRITTEN = Text("汇总报告：{path}", "Report of the merge: {path}")


@click.command(
	"merge",
	cls=SpokenCommand,
	text=Text(
		"汇总下级的上报包：接到本单位的单位树上，生成全部单位的 assessment.json、.html、.xlsx 和 merge-report.json。\n"
		"退出码：0 全部并入，1 有上报包未并入（其余照常汇总），2 文件无法读取、核验或写入。",
		"Merge packages into the tree of one's own units; writes assessment.json, .html and .xlsx of the whole, and "
		"merge-report.json.\n"
		"Exit code: 0 all merged, 1 a package was left out (the rest is merged), 2 a file cannot be read, verified or written.",
	),
	examples=Text(
		"lianzheng-risk merge 登记簿.xlsx 甲.zip 乙.zip --period 2026H1 --trust 甲.pub --trust 乙.pub --out 汇总",
		"lianzheng-risk merge register.xlsx a.zip b.zip --period 2026H1 --trust a.pub --trust b.pub --out whole --lang en",
	),
)
@click.argument("own", type=FILE, metavar="OWN.xlsx|OWN.zip")
@click.argument("received", type=FILE, metavar="PACK.zip", nargs=-1, required=True)
@option("--out", required=True, type=FILE, metavar="DIR", text=OUT_HELP)
@option(
	"--trust",
	"trusted",
	required=True,
	multiple=True,
	type=FILE,
	metavar="FILE",
	text=Text(
		"受信公钥文件（必填，可多次）：每行“单位编码 公钥”",
		"File of trusted keys, a unit code and a public key in each line (required, may be repeated)",
	),
)
@option("--period", type=PeriodCode(), text=PERIOD_HELP)
@option("--as-of", type=Day(), text=AS_OF_HELP)
@scheme_option
@profile_option
def merge_packages(
	own: Path,
	received: tuple[Path, ...],
	out: Path,
	trusted: tuple[Path, ...],
	period: Period | None,
	as_of: datetime.date | None,
	scheme: Scheme,
) -> None:
	progress = Progress()
	for source in (own, *received, *trusted):
		refuse_overwriting(source, *(out / name for name in (*FILES, REPORT)))
	trust = trust_from(trusted)
	packages = [package_from(path, trust) for path in received]
	if own.suffix.lower() == ".zip":
		figures, period = _of_package(own, trust, period)
	else:
		figures = _of_register(own, period, as_of, scheme, progress)
	with progress.step(ASSESSING):
		merged = merge(figures, period.code, packages)
		assessment = assessment_of(merged.figures)
	paths = write_report(assessment, out, progress)
	with progress.step(WRITING), staged(out) as folder:
		report = json.dumps(report_of(merged, len(packages), period), ensure_ascii=False, indent=1)
		(folder / REPORT).write_text(report + "\n", encoding="utf-8", newline="\n")
	_say(merged, len(packages))
	for path in paths:
		click.echo(WRITTEN.format(spoken(), path=path))
	click.echo(REPORT_WRITTEN.format(spoken(), path=out / REPORT))
	if has_errors(merged.conflicts):
		click.get_current_context().exit(1)


def _of_package(own: Path, trust, period: Period | None) -> tuple[dict[str, Figures], Period]:
	package = package_from(own, trust)
	its_own = Period.parse(package.manifest.period)
	if period and period != its_own:
		fail(PERIOD_OF_OWN, file=own, own=its_own.label(spoken()), period=period.label(spoken()))
	return package.figures, its_own


def _of_register(
	own: Path, period: Period | None, as_of: datetime.date | None, scheme: Scheme, progress: Progress
) -> dict[str, Figures]:
	if not period:
		fail(NO_PERIOD)
	day = day_of(period, as_of)
	register = usable(own, load(own, scheme, day, progress), skipping=False)
	with progress.step(ASSESSING), unit_errors():
		return freeze(register, scheme, day)


def report_of(merged: Merged, received: int, period: Period) -> dict:
	"""The content of merge-report.json."""
	return {
		"period": period.code,
		"received": received,
		"merged": [
			{
				"unit": package.unit,
				"unit_name": package.manifest.unit_name,
				"version": package.manifest.version,
				"as_of": package.manifest.as_of,
				"made_at": package.manifest.made_at,
				"units": len(package.figures),
				"risk_points": package.figures[package.unit]["total"].get("risk_points", 0),
			}
			for package in merged.taken
		],
		"conflicts": [conflict.to_dict(spoken()) for conflict in merged.conflicts],
		"replaced": sorted(merged.replaced),
	}


def _say(merged: Merged, received: int) -> None:
	lang = spoken()
	for package in merged.taken:
		count = {"units": len(package.figures), "risks": package.figures[package.unit]["total"].get("risk_points", 0)}
		click.echo(TAKEN.format(lang, unit=package.manifest.unit_name, code=package.unit, **count))
	for conflict in merged.conflicts:
		severity = SEVERITY.label("error" if conflict.is_error else "warning", lang)
		click.echo(LINE.format(lang, severity=severity, message=conflict.message(lang)))
	errors = sum(conflict.is_error for conflict in merged.conflicts)
	counts = {"taken": len(merged.taken), "errors": errors, "warnings": len(merged.conflicts) - errors}
	click.echo(SUMMARY.format(lang, received=received, **counts))
