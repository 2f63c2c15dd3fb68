"""What commands that read a unit's own list have in common: its mapping, and what is put where the list has nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lianzheng_risk.core.bilingual import Text

from .options import FILE
from .speech import fail, option

if TYPE_CHECKING:
	from lianzheng_risk.core.lists import Choices, ListTable

NO_MAPPING = Text("“{path}”不是可读取的列对应关系文件", "“{path}” is no mapping that can be read")
OTHER_HEADINGS = Text(
	"“{path}”里的表头与这个文件的都不相同，请重新识别并保存列对应关系",
	"“{path}” has none of the headings of this file; have it recognised again and save the mapping",
)
NOT_A_SETTING = Text(
	"应写作“表.字段=内容”，如 measures.layer=岗位", "write it as table.field=value, as in measures.layer=post"
)


class Setting(click.ParamType):
	"""A field and what is put into it, such as measures.layer=岗位."""

	name = "FIELD=VALUE"

	def convert(self, value, param, ctx) -> tuple[str, str]:
		field, _equals, content = value.partition("=")
		if "." not in field or not content.strip():
			self.fail(NOT_A_SETTING.label(ctx.obj), param, ctx)
		return field.strip(), content.strip()


_OPTIONS = (
	option(
		"--mapping",
		type=FILE,
		metavar="FILE.json",
		text=Text(
			"清单的列对应关系，由 convert --save-mapping 保存", "The list's mapping, from convert --save-mapping"
		),
	),
	option(
		"--set",
		"settings",
		type=Setting(),
		multiple=True,
		metavar="FIELD=VALUE",
		text=Text("清单中没有的内容，如 measures.layer=岗位", "What a list lacks, as in measures.layer=post"),
	),
	option(
		"--levels-by-grade",
		is_flag=True,
		text=Text(
			"清单只有等级时，机率和危害程度按等级取值", "Take probability and harm from the grade that a list gives"
		),
	),
)


def list_options(command: Callable) -> Callable:
	"""--mapping, --set and --levels-by-grade for a command."""
	for add in reversed(_OPTIONS):
		command = add(command)
	return command


def choices_of(settings: Sequence[tuple[str, str]], levels_by_grade: bool) -> Choices:
	from lianzheng_risk.core.lists import Choices

	return Choices(values=dict(settings), levels_by_grade=levels_by_grade)


def tables_in(source: Path, mapping: Path | None) -> list[ListTable]:
	"""The lists in a file, their columns as a saved mapping has it for the same headings. Raises UnreadableFile.

	The mapping tells what columns mean, not where rows stand: the next file of a unit is longer.
	"""
	from lianzheng_risk.core.lists import SavedLayout, recognise

	if mapping is None:
		return recognise(source)
	layout = SavedLayout(tuple(_kept(mapping)))
	tables = recognise(source, [layout])
	if not any(layout.applied_to(table) for table in tables):
		fail(OTHER_HEADINGS, path=mapping)
	return tables


def _kept(mapping: Path) -> list[ListTable]:
	from lianzheng_risk.core.lists import ListTable

	try:
		kept = [ListTable.from_dict(table) for table in json.loads(mapping.read_text("utf-8-sig"))]
	except (OSError, ValueError, KeyError, TypeError):
		kept = []
	return kept or fail(NO_MAPPING, path=mapping)
