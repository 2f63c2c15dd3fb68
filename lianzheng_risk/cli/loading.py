"""From a workbook's path to a checked register, with everything that can be wrong said to the user."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from lianzheng_risk.core.bilingual import WORDING, Text
from lianzheng_risk.core.checks import Checked, check, skip_bad
from lianzheng_risk.core.findings import Finding, Layout, Place, count_by_severity, has_errors
from lianzheng_risk.core.grading import Scheme
from lianzheng_risk.core.lists import recognise
from lianzheng_risk.core.lists.refusals import IS_LIST
from lianzheng_risk.core.register import Register
from lianzheng_risk.core.vocabulary import SEVERITY
from lianzheng_risk.core.workbook import UnreadableFile, read

from .progress import CHECKING, READING, Progress
from .speech import fail, speak_in_words_of, spoken

UNREADABLE = Text("无法读取“{file}”：{why}", "cannot read “{file}”: {why}")
SUMMARY = Text(
	"{file}：错误 {error} 条，警告 {warning} 条，提示 {hint} 条",
	"{file}: {error} errors, {warning} warnings, {hint} hints",
)
NOTHING_FOUND = Text("{file}：没有发现问题", "{file}: nothing found")
HAS_ERRORS = Text(
	"“{file}”有错误，未作评估。请改正后再试，或者加 --skip-bad 略去有错误的行",
	"“{file}” has errors and was not assessed. Correct them, or add --skip-bad to leave the bad rows out",
)
NO_UNITS = Text(
	"“{file}”里没有可评估的单位，请先填写“单位”表", "“{file}” has no units to assess; fill in the sheet of units first"
)
LEFT_OUT = Text("{file}：略去 {rows} 行，清空 {cells} 格", "{file}: {rows} rows left out, {cells} cells emptied")
EMPTIED_CELL = Text("{sheet}!{cell}  清空  {why}", "{sheet}!{cell}  emptied  {why}")
LEFT_OUT_ROW = Text("{sheet} 第 {row} 行  略去  {why}", "{sheet} row {row}  left out  {why}")
REFERS_TO_LEFT_OUT = Text("它引用的行已被略去", "it refers to a row that was left out")


def load(path: Path, scheme: Scheme, as_of: datetime.date, progress: Progress) -> Checked:
	"""Read and check a workbook; a file that cannot be read ends the command with exit code 2.

	From here on the command speaks in the words of the workbook, unless told otherwise before.
	"""
	try:
		with progress.step(READING, file=path.name):
			raw = read(path)
	except UnreadableFile as unreadable:
		if _is_list(path):
			fail(IS_LIST, file=path)
		fail(UNREADABLE, file=path, why=unreadable.text.label(spoken()))
	if raw.profile and WORDING.get() is None:
		speak_in_words_of(raw.profile)
	with progress.step(CHECKING):
		return check(raw, scheme, as_of)


def _is_list(path: Path) -> bool:
	try:
		return bool(recognise(path))
	except UnreadableFile:
		return False


def usable(path: Path, checked: Checked, skipping: bool) -> Register:
	"""The register to assess. With errors the command ends with exit code 1, or says which rows it leaves out."""
	register = _without_errors(path, checked, skipping)
	if register["units"].empty:
		fail(NO_UNITS, exit_code=1, file=path)
	return register


def _without_errors(path: Path, checked: Checked, skipping: bool) -> Register:
	if not has_errors(checked.findings):
		return checked.register
	if not skipping:
		click.echo(listing(path, checked))
		fail(HAS_ERRORS, exit_code=1, file=path)
	register, places = skip_bad(checked.register, checked.findings)
	cells = sum(place.field is not None for place in places)
	click.echo("\n".join(_left_out_lines(places, checked)))
	click.echo(LEFT_OUT.format(spoken(), file=path, rows=len(places) - cells, cells=cells))
	return register


def listing(path: Path, checked: Checked) -> str:
	"""Every finding on a line of its own, and the summary."""
	return "\n".join([*finding_lines(checked.findings, checked.layout), summary(path, checked.findings)])


def finding_lines(findings: list[Finding], layout: Layout) -> list[str]:
	"""One line per finding: sheet!cell  severity  message."""
	lang = spoken()
	return [
		f"{layout.sheet(found.place)}!{layout.cell(found.place)}  {SEVERITY.label(found.severity, lang)}  {found.message(lang)}"
		for found in findings
	]


def summary(path: Path, findings: list[Finding]) -> str:
	text = SUMMARY if findings else NOTHING_FOUND
	return text.format(spoken(), file=path, **count_by_severity(findings))


def _left_out_lines(places: list[Place], checked: Checked) -> list[str]:
	"""One line per row left out and per cell emptied, each with the reason."""
	lang = spoken()
	errors = [found for found in reversed(checked.findings) if found.severity == "error"]
	first_error = {(found.place.table, found.place.row): found.message(lang) for found in errors}
	of_cell = {found.place: found.message(lang) for found in errors}
	no_longer_there = REFERS_TO_LEFT_OUT.label(lang)
	lines = []
	for place in places:
		sheet = checked.layout.sheet(place)
		if place.field is not None:
			why = of_cell.get(place, no_longer_there)
			lines.append(EMPTIED_CELL.format(lang, sheet=sheet, cell=checked.layout.cell(place), why=why))
			continue
		# An error in a header, or about a whole sheet, costs rows that have none of their own.
		of_table = first_error.get((place.table, 0), no_longer_there)
		why = first_error.get((place.table, place.row), of_table)
		lines.append(LEFT_OUT_ROW.format(lang, sheet=sheet, row=place.row, why=why))
	return lines
