"""`lianzheng-risk demo`: an invented bureau, from its register to its assessment."""

from __future__ import annotations

from pathlib import Path

import click

from lianzheng_risk.core.assessment import assess
from lianzheng_risk.core.bilingual import Lang, Text
from lianzheng_risk.core.demo import AS_OF, invent, invent_previous, write_with_mistakes
from lianzheng_risk.core.schemes import DEFAULT
from lianzheng_risk.core.workbook import write_register

from .assess import OUT_HELP, write_report
from .check import write_copy
from .files import staged
from .loading import load, summary, usable
from .options import FILE, Whole, profile_option
from .picture import picture
from .progress import ASSESSING, INVENTING, WRITING, Progress
from .speech import SpokenCommand, option, spoken
from .width import left, width

REGISTER, PREVIOUS, FAULTY, MARKED = (
	"register.xlsx",
	"register-previous.xlsx",
	"register-with-mistakes.xlsx",
	"register-with-mistakes-marked.xlsx",
)
CONTENTS: dict[str, Text] = {
	REGISTER: Text("登记簿", "the register"),
	PREVIOUS: Text("上一年的登记簿", "last year's register"),
	FAULTY: Text("有填写错误的登记簿", "a register with mistakes"),
	MARKED: Text("同上，已标色并加批注", "the same, coloured and commented"),
	"assessment.xlsx": Text("评估报告（工作簿）", "the assessment as a workbook"),
	"assessment.html": Text("评估报告（网页）", "the assessment as a page"),
	"assessment.json": Text("评估报告（数据）", "the assessment as data"),
}
FICTION = Text("以下单位、地点和人员均为虚构。", "Every organisation, place and person below is fictitious.")
UNITS_HELP = Text("单位和内设机构的数目，默认 24", "How many units, by default 24")
SEED_HELP = Text("随机种子，默认 2026；种子相同则结果相同", "Seed, by default 2026; the same seed, the same register")
FILES = Text("文件", "Files")


@click.command(
	"demo",
	cls=SpokenCommand,
	text=Text(
		"编造一个县局的登记簿，检查并评估，在终端给出概况。单位、地点和人员均为虚构。",
		"Invent the register of a county bureau, check and assess it, and show a short picture.\n"
		"Every organisation, place and person is fictitious.",
	),
	examples=Text(
		"lianzheng-risk demo --out 演示\nlianzheng-risk demo --out 演示 --units 60 --seed 7",
		"lianzheng-risk demo --out demo-out --lang en\nlianzheng-risk demo --out demo-out --units 60 --seed 7",
	),
)
@option("--out", required=True, type=FILE, metavar="DIR", text=OUT_HELP)
@option("--units", type=Whole(least=1), default=24, text=UNITS_HELP)
@profile_option
@option("--seed", type=Whole(least=0), default=2026, text=SEED_HELP)
def demo(out: Path, units: int, seed: int) -> None:
	progress = Progress()
	lang = spoken()
	with progress.step(INVENTING):
		register = invent(units, seed)
	with progress.step(WRITING), staged(out) as folder:
		write_register(register, folder / REGISTER, lang)
		write_register(invent_previous(register, seed), folder / PREVIOUS, lang)
		write_with_mistakes(register, folder / FAULTY, seed, lang)
	clean, previous, faulty = (load(out / name, DEFAULT, AS_OF, progress) for name in (REGISTER, PREVIOUS, FAULTY))
	with progress.step(WRITING):
		write_copy(out / FAULTY, faulty, out / MARKED)
	with progress.step(ASSESSING):
		assessment = assess(
			usable(out / REGISTER, clean, skipping=False),
			DEFAULT,
			AS_OF,
			usable(out / PREVIOUS, previous, skipping=False),
		)
	write_report(assessment, out, progress)

	click.echo(f"{FICTION.label(lang)}\n\n{picture(assessment.to_dict(lang), lang)}\n")
	click.echo("\n".join(summary(Path(name), one.findings) for name, one in ((REGISTER, clean), (FAULTY, faulty))))
	click.echo("\n".join(["", FILES.label(lang), *_contents(out, lang)]))


def _contents(out: Path, lang: Lang) -> list[str]:
	paths = {str(out / name): text.label(lang) for name, text in CONTENTS.items()}
	widest = max(map(width, paths))
	return [f"  {left(path, widest)}  {text}" for path, text in paths.items()]
