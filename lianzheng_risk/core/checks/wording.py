"""Wording: what the template left behind, and one text that serves many posts.

Hundreds of thousands of texts are searched as one long string, which costs little more than reading it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from lianzheng_risk.core.checks import rules
from lianzheng_risk.core.checks.found import found, listed
from lianzheng_risk.core.checks.given import Given
from lianzheng_risk.core.checks.values import shown
from lianzheng_risk.core.findings import Finding
from lianzheng_risk.core.register import TABLES, Field, Table

# A mark finds the candidates; its pattern tells a leftover from a word that merely contains the mark.
LEFTOVERS = {
	**{mark: re.compile(rf"(?<![A-Za-z]){re.escape(mark)}+(?![A-Za-z])") for mark in ("XX", "xx", "ＸＸ", "ｘｘ")},
	**{mark: re.compile(rf"{re.escape(mark)}+") for mark in ("××", "某某", "＊＊", "**", "____", "＿＿")},
	"某单位": re.compile(r"某单位"),
	"某部门": re.compile(r"某部门"),
	"请填写": re.compile(r"(?<!申)请填写"),
	"请输入": re.compile(r"(?<!申)请输入"),
	"此处填写": re.compile(r"此处填写"),
	"示例": re.compile(r"示例"),
	"待定": re.compile(r"(?:^|[（(【\[：:，,。；;\s])待定(?:$|[）)】\]，,。；;\s])"),
	"待补充": re.compile(r"待补充"),
	"待完善": re.compile(r"待完善"),
}  # fmt: skip

# table, the column whose text should differ from post to post, from how many posts on it counts as copied; a good measure
# may well hold for several posts
OWN_WORDS = (("risk_points", "manifestation", 5), ("measures", "description", 10))
SHORTEST_COPIED = 8
# What people change without changing the wording.
INSIGNIFICANT = " \u3000\n，,。.；;、：:"
_SEPARATOR = "\x00"


def check(given: Given) -> Iterator[Finding]:
	for table in TABLES.values():
		for column in table.fields:
			if column.kind in ("text", "longtext") and column.name not in table.key:
				yield from _leftovers(given.register[table.name], table, column)
	for name, column, many in OWN_WORDS:
		yield from _copied(given, TABLES[name], TABLES[name][column], many)


def _leftovers(frame: pd.DataFrame, table: Table, column: Field) -> list[Finding]:
	texts = frame[column.name].dropna()
	leftovers = find_leftovers(texts.tolist())
	rows = texts.index[list(leftovers)]
	words = [shown(words) for words in leftovers.values()]
	return found(rules.TEMPLATE_LEFTOVER, table.name, rows, column.name, field=column.text, value=words)


def find_leftovers(texts: Sequence[str]) -> dict[int, str]:
	"""The positions of texts that still hold template words, each with the words found first."""
	joined = _joined(texts)
	starts = np.cumsum([0, *map(len, texts)]) + np.arange(len(texts) + 1)
	leftovers: dict[int, str] = {}
	for mark, pattern in LEFTOVERS.items():
		at = joined.find(mark)
		while at >= 0:
			position = int(np.searchsorted(starts, at, side="right")) - 1
			if match := pattern.search(texts[position]):
				leftovers.setdefault(position, match[0].strip())
			at = joined.find(mark, int(starts[position + 1]))
	return leftovers


def _copied(given: Given, table: Table, column: Field, many: int) -> list[Finding]:
	"""One finding per text, at the first row that has it."""
	used = given.register[table.name]
	post = used["post"] if "post" in used else used["risk"].map(given.lookup("risk_points", "post"))
	used = pd.DataFrame({"text": used[column.name], "post": post, "row": used.index}).dropna()
	used["wording"] = pd.factorize(np.array(wordings(used["text"].tolist()), dtype=object))[0]
	posts = used.drop_duplicates(["wording", "post"])["wording"].value_counts()
	posts = posts[posts >= many]
	copies = used[used["wording"].isin(posts.index)]
	firsts = copies.drop_duplicates("wording")
	firsts = firsts[firsts["text"].str.len() >= SHORTEST_COPIED]
	rows = copies.groupby("wording")["row"].agg(list)
	return found(
		rules.COPIED_WORDING,
		table.name,
		firsts["row"].tolist(),
		column.name,
		field=column.text,
		count=posts[firsts["wording"]].tolist(),
		# Rows that are not in the file, such as those an import is judged with, have no number to name.
		rows=[listed(row for row in its if row > 0) for its in rows[firsts["wording"]]],
	)


def wordings(texts: Sequence[str]) -> list[str]:
	"""The texts without white space, punctuation and case."""
	joined = _joined(texts)
	for character in INSIGNIFICANT:
		joined = joined.replace(character, "")
	return joined.lower().split(_SEPARATOR) if len(texts) else []


def _joined(texts: Sequence[str]) -> str:
	return _SEPARATOR.join(text.replace(_SEPARATOR, " ") for text in texts)
