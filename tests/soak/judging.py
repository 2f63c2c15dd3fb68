"""What every file must bear out, whatever it holds: a result that can be shown, or a refusal in words."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from lianzheng_risk.cli import main
from lianzheng_risk.core.checks import check
from lianzheng_risk.core.findings import Finding, Layout
from lianzheng_risk.core.lists import Converted, ListTable, convert, recognise, write_converted
from lianzheng_risk.core.schemes import DEFAULT
from lianzheng_risk.core.workbook import DoesNotFit, UnreadableFile, read, write_marked
from tests.core.mutations import Mutant

AS_OF = datetime.date(2026, 6, 30)
READ, REFUSED = "read", "refused"
COMMANDS = {
	"check": ("check", "{source}", "--marked", "{target}"),
	"convert": ("convert", "{source}", "{target}"),
}
# What a refusal quotes from the file.
_QUOTED = re.compile("“[^”]*”|（[^）]*）|[0-9,]+")


def judge(mutant: Mutant, thoroughly: bool) -> dict[str, str]:
	"""What each reader makes of a file. Raises AssertionError, or whatever a reader lets slip, where one fails.

	`thoroughly` has the marked copy and the converted list written, by the library and from the command line, and read again.
	"""
	with TemporaryDirectory() as temporary:
		folder = Path(temporary) if thoroughly else None
		verdicts = {
			"register": verdict(lambda: as_register(mutant.data, folder)),
			"list": verdict(lambda: as_list(mutant.data, folder)),
		}
		if folder:
			verdicts |= {name: as_command(name, mutant, folder) for name in COMMANDS}
		return verdicts


def verdict(use: Callable[[], None]) -> str:
	"""Whether a file could be used so or was refused, and why."""
	try:
		use()
	except UnreadableFile as refusal:
		assert refusal.text.zh and refusal.text.en
		return f"{REFUSED}: {_QUOTED.sub('…', refusal.text.zh)[:40]}"
	return READ


def as_register(data: bytes, folder: Path | None = None) -> None:
	checked = check(read(data), DEFAULT, AS_OF)
	showable(checked.findings, checked.layout)
	if folder:
		marked = BytesIO()
		write_marked(data, checked.findings, checked.layout, marked)
		read(marked.getvalue())


def as_list(data: bytes, folder: Path | None = None) -> None:
	tables = recognise(data)
	assert tables
	known = [ListTable.from_dict(json.loads(json.dumps(table.to_dict()))) for table in tables]
	assert known == tables
	converted = convert(data, tables)
	accounts_add_up(converted)
	checked = check(converted.raw, DEFAULT, AS_OF)
	showable(checked.findings, checked.layout)
	if folder:
		written_whole(converted, folder / "whole.xlsx")


def showable(findings: list[Finding], layout: Layout) -> None:
	"""Every finding has a place and a message in both languages."""
	for finding in findings:
		assert finding.message("zh") and finding.message("en")
		assert layout.sheet(finding.place) and layout.cell(finding.place)


def accounts_add_up(converted: Converted) -> None:
	"""Each row read became something or was left out, by number and with the reason; all of it is plain JSON."""
	for account in converted.accounts:
		told = json.loads(json.dumps(account.to_dict(), ensure_ascii=False).encode("utf-8", "surrogatepass"))
		left_out = [entry["row"] for entry in told["left_out"]]
		assert len(set(left_out)) == len(left_out) <= told["rows"]
		assert all(entry["reason"] for entry in (*told["left_out"], *told["to_settle"]))
	assert sum(account.risks for account in converted.accounts) == len(converted.raw.tables["risk_points"].frame)
	assert sum(account.measures for account in converted.accounts) == len(converted.raw.tables["measures"].frame)


def written_whole(converted: Converted, target: Path) -> None:
	"""What is written can be read again with as many rows; what does not fit is not written at all."""
	try:
		write_converted(converted, target, "zh", DEFAULT)
	except DoesNotFit as refusal:
		assert refusal.text.zh and refusal.text.en
		assert not target.exists()
		return
	again = read(target)
	for name, table in converted.raw.tables.items():
		assert len(again.tables[name].frame) == len(table.frame), name


def as_command(name: str, mutant: Mutant, folder: Path) -> str:
	"""The command line: an exit code of the three, and OUT.xlsx whole or not there; nothing beside it."""
	source, target = folder / f"file.{mutant.suffix}", folder / name / "out.xlsx"
	places = {"source": str(source), "target": str(target)}
	source.write_bytes(mutant.data)
	with redirect_stdout(StringIO()), redirect_stderr(StringIO()) as said:
		try:
			main([argument.format(**places) for argument in COMMANDS[name]], prog_name="lianzheng-risk")
		except SystemExit as end:
			code = int(end.code or 0)
	if code == 2:
		assert said.getvalue().strip()
		assert not target.exists()
	else:
		assert code in (0, 1)
		read(target)
	if target.parent.exists():
		assert [path.name for path in target.parent.iterdir()] in ([], [target.name])
	return f"exit {code}"
