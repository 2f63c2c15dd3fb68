"""`lianzheng-risk keys`: a pair of keys to sign packages with."""

from __future__ import annotations

import os
from pathlib import Path

import click

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.upward.keys import KeyPair, fingerprint

from .files import staged
from .options import FILE
from .speech import SpokenCommand, fail, option, spoken

NOT_A_UNIT = Text("单位编码不能有空格", "a unit code has no spaces")
THERE_ALREADY = Text(
	"“{path}”已经存在，不能覆盖：用它签名的上报包将无法核验",
	"“{path}” is there already and is not overwritten: packages were signed by it",
)
MADE = Text(
	"私钥：{private}（自己保管，不要外传）\n公钥：{public}（交给上级单位）\n指纹：{fingerprint}（与上级单位当面或电话核对）",
	"Private key: {private} (keep it to yourself)\nPublic key: {public} (for the superior)\n"
	"Fingerprint: {fingerprint} (compare it with the superior by voice)",
)


@click.command(
	"keys",
	cls=SpokenCommand,
	text=Text(
		"生成上报签名用的一对密钥：私钥 NAME.key 自己保管，公钥 NAME.pub 交给上级单位。\n退出码：0 已生成，2 文件无法写入。",
		"Make a pair of keys to sign packages with: NAME.key is kept, NAME.pub goes to the superior.\n"
		"Exit code: 0 made, 2 a file cannot be written.",
	),
	examples=Text(
		"lianzheng-risk keys --unit NJ-ZF --out 执法大队", "lianzheng-risk keys --unit NJ-ZF --out brigade --lang en"
	),
)
@option(
	"--unit", required=True, metavar="CODE", text=Text("上报单位编码（必填）", "Code of the reporting unit (required)")
)
@option(
	"--out", required=True, type=FILE, metavar="NAME", text=Text("密钥文件名（必填）", "Name of the files (required)")
)
def keys(unit: str, out: Path) -> None:
	if len(unit.split()) != 1:
		fail(NOT_A_UNIT)
	private, public = (out.with_name(f"{out.name}.{suffix}") for suffix in ("key", "pub"))
	for path in (private, public):
		if path.exists():
			fail(THERE_ALREADY, path=path)
	pair = KeyPair.make()
	with staged(out.parent) as folder:
		# Nobody else on the machine may read it, not even for the moment until it is moved.
		with open(os.open(folder / private.name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
			file.write(pair.private + "\n")
		(folder / public.name).write_text(f"{unit} {pair.public}\n", encoding="utf-8", newline="\n")
	click.echo(MADE.format(spoken(), private=private, public=public, fingerprint=fingerprint(pair.public)))
