"""Several things in one cell: numbered items, posts, names. Split only where the text itself says so."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

_CHINESE = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_IN_BRACKETS = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_WITH_DOT = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


def _chinese(text: str) -> int:
	"""一 … 九十九 as a number."""
	tens, mark, ones = text.rpartition("十")
	if not mark:
		return _CHINESE.index(text) + 1
	return (_CHINESE.index(tens) + 1 if tens else 1) * 10 + (_CHINESE.index(ones) + 1 if ones else 0)


# How items are numbered: what the mark looks like, and which number its group stands for.
_HAN = f"([{_CHINESE}]{{1,3}})"
_KINDS: tuple[tuple[re.Pattern, Callable[[str], int]], ...] = (
	(re.compile(r"([0-9０-９]{1,2})\s*[.．、](?![0-9０-９])\s*"), lambda text: int(text.translate(_FULL_WIDTH))),
	(re.compile(r"([0-9０-９]{1,2})\s*[)）]\s*、?\s*"), lambda text: int(text.translate(_FULL_WIDTH))),
	(re.compile(r"[(（]\s*([0-9０-９]{1,2})\s*[)）]\s*[、.．]?\s*"), lambda text: int(text.translate(_FULL_WIDTH))),
	(re.compile(rf"([{_CIRCLED}])\s*[、.．]?\s*"), lambda text: _CIRCLED.index(text) + 1),
	(re.compile(rf"([{_IN_BRACKETS}])\s*[、.．]?\s*"), lambda text: _IN_BRACKETS.index(text) + 1),
	(re.compile(rf"([{_WITH_DOT}])\s*"), lambda text: _WITH_DOT.index(text) + 1),
	(re.compile(rf"{_HAN}、\s*"), _chinese),
	(re.compile(rf"[(（]\s*{_HAN}\s*[)）]\s*、?\s*"), _chinese),
	(re.compile(rf"第{_HAN}[，,、：:]\s*"), _chinese),
	(re.compile(rf"{_HAN}是\s*[，,、：:]?\s*"), _chinese),
	(re.compile(r"([a-zA-Z])[.．、)）]\s*"), lambda text: ord(text.lower()) - ord("a") + 1),
)
# Kinds whose mark may as well begin a sentence: one alone numbers nothing.
_NEVER_ALONE = frozenset((8, 9, 10))
_MOST_ITEMS = 99
_BULLET = re.compile(r"(?m)^[ \t　]*[•●◆■▪◇○·*\-–—][ \t　]*(?=\S)")
# Before a mark that is none of the first: the end of a sentence or a space, never the middle of a word.
_BEFORE = frozenset(' \t\r\n　；;。，,.、！!？?：:)）”"')
_OUTER = " \t\r\n　；;。，,、"
_HEADING = re.compile(r"^(?:防控|防范|控制|主要|具体)?措施\s*[:：]\s*")
_LONGEST = 20_000


@lru_cache(maxsize=4096)
def items(text: str) -> tuple[str, ...]:
	"""The numbered items of a cell, whichever number it begins with, or the whole of it as one.

	Only the outer numbering counts; marks at the ends are not part of an item.
	"""
	body = _HEADING.sub("", text.strip())
	if len(body) <= _LONGEST:
		for at, (mark, number_of) in enumerate(_KINDS):
			if found := _numbered(body, mark, number_of, at in _NEVER_ALONE):
				return found
		if len(starts := [match.span() for match in _BULLET.finditer(body)]) > 1 and starts[0][0] == 0:
			return _between(body, starts)
	whole = body.strip().rstrip(_OUTER)
	return (whole,) if whole else ()


def unnumbered(text: str) -> str:
	"""A name on one line, without a number in front of it."""
	found = items(text)
	return joined(found[0] if len(found) == 1 else text)


def _numbered(text: str, mark: re.Pattern, number_of: Callable[[str], int], never_alone: bool) -> tuple[str, ...]:
	beginning = mark.match(text)
	if not beginning:
		return ()
	number = _number(beginning, number_of)
	if number is None:
		return ()
	strictly = _starts(text, mark, number_of, beginning, number, lambda before: before in _BEFORE)
	starts = strictly if len(strictly) > 1 else _starts(text, mark, number_of, beginning, number, _may_end)
	return () if never_alone and len(starts) < 2 else _between(text, starts)


def _starts(
	text: str,
	mark: re.Pattern,
	number_of: Callable[[str], int],
	beginning: re.Match,
	number: int,
	ends: Callable[[str], bool],
) -> list[tuple[int, int]]:
	"""Where the items begin and their marks end: each the next number, behind a character that may end an item."""
	starts = [beginning.span()]
	for match in mark.finditer(text, beginning.end()):
		if len(starts) >= _MOST_ITEMS:
			break
		if ends(text[match.start() - 1]) and _number(match, number_of) == number + 1:
			starts.append(match.span())
			number += 1
	return starts


def _may_end(character: str) -> bool:
	"""Whether an item may end with a character where no mark divides it from the next: “1.审批2.公开”, not “第2、第3”."""
	return character not in "第.．" and not (character.isascii() and character.isalnum()) and not character.isdecimal()


def _number(match: re.Match, number_of: Callable[[str], int]) -> int | None:
	try:
		return number_of(match[1])
	except ValueError:
		return None


def _between(text: str, starts: list[tuple[int, int]]) -> tuple[str, ...]:
	ends = [start for start, _ in starts[1:]] + [len(text)]
	parts = (text[begin:end].strip(_OUTER) for (_, begin), end in zip(starts, ends, strict=True))
	return tuple(part for part in parts if part)


# A post is told by the end of its name.
_POST_END = re.compile(
	r"(?:岗位?|员|长|师|主任|书记|经理|主管|干事|会计|出纳|负责人|助理|秘书|专责|教师|护士|法官|检察官|总监|委员|领导|窗口|人员|专干|文员|组织者)"
	r"(?:[(（][^()（）]*[)）])?$"
)
# What joins two posts where a post ends before it: “科长及经办人员”, never “财务和资产管理岗”.
_AND = re.compile(r"[及和与]|以及|\s+")
_BRACKETS = {"(": 1, "（": 1, "【": 1, "[": 1, ")": -1, "）": -1, "】": -1, "]": -1}
_BETWEEN = frozenset("、；;\n/／，,")


@lru_cache(maxsize=4096)
def posts(text: str) -> tuple[str, ...] | None:
	"""The posts named in a cell; None where there may be several but it is not certain where one ends."""
	found = tuple(joined(one) for part in parts(_unwrapped(text)) for one in _joined_posts(part))
	found = tuple(part for part in dict.fromkeys(found) if part)
	return found if len(found) < 2 or all(map(_is_post, found)) else None


def _unwrapped(text: str) -> str:
	"""A text without the line breaks of a narrow column, which leave single characters behind."""
	lines = text.split("\n")
	return "".join(lines) if any(len(line.strip()) == 1 for line in lines) else text


def _joined_posts(text: str) -> list[str]:
	"""Posts with a space or an “and” between them, where each part is certainly a post."""
	several = [part for part in _AND.split(text.strip()) if part]
	return several if all(map(_is_post, several)) else [text]


def _is_post(text: str) -> bool:
	return len(text) > 1 and bool(_POST_END.search(text))


def parts(text: str) -> list[str]:
	"""A text cut at what stands between words, though not inside brackets."""
	found, depth, begin = [], 0, 0
	for place, character in enumerate(text):
		depth = max(0, depth + _BRACKETS.get(character, 0))
		if not depth and character in _BETWEEN:
			found.append(text[begin:place])
			begin = place + 1
	return [*found, text[begin:]]


# Offices where an internal department is expected: “党组书记、局长”.
_OFFICE = re.compile(r"(?:长|书记|主任|经理|副职|班子成员|领导|调研员)$")


def is_office(text: str) -> bool:
	"""Whether a text names offices rather than a department."""
	return all(_OFFICE.search(joined(part)) for part in parts(text))


_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}(?:[·•．][\u3400-\u9fff]{1,6}){0,3}$")
# What looks like a name by its length but is an office or a body.
_NO_NAME = re.compile(
	r"(?:长|主任|书记|经理|主管|干事|会计|出纳|责任人|负责人|领导|人员|职工|干部|专干|岗|员|部门|科室|处室|各科|机关|党组|党委|支部|班子|委员会|"
	r"[科处股部室组队所站院局委办]|同志们)$"
)
_NOBODY = frozenset(
	[
		"全体",
		"全局",
		"全院",
		"全校",
		"全员",
		"本人",
		"各自",
		"待定",
		"未定",
		"暂缺",
		"空缺",
		"相关",
		"有关",
		"详见",
		"见上",
	]
)
_BETWEEN_NAMES = re.compile(r"[、，,；;/／\n]+")
_HONORIFIC = re.compile(r"同志$|[(（][^()（）]*[)）]$")
_BETWEEN_WORDS = re.compile(r"[\s:：]+")


@lru_cache(maxsize=4096)
def names(text: str) -> tuple[str, ...] | None:
	"""The names of people in a cell; None where it holds anything else, such as an office."""
	found = [name for part in _BETWEEN_NAMES.split(text.strip()) for name in _names_in(part)]
	found = tuple(name for name in dict.fromkeys(found) if name)
	return found if all(map(_is_name, found)) else None


def _names_in(text: str) -> list[str]:
	"""The name in “周启明 副主任”, the names in “周启明 林若溪”; otherwise the text on one line."""
	text = _HONORIFIC.sub("", text.strip())
	words = [_HONORIFIC.sub("", word) for word in _BETWEEN_WORDS.split(text) if word]
	called = [word for word in words if _is_name(word)]
	if called and all(_is_name(word) or _NO_NAME.search(word) for word in words):
		return called
	return [joined(text)]


def _is_name(text: str) -> bool:
	return bool(_NAME.match(text)) and not _NO_NAME.search(text) and text not in _NOBODY


def joined(text: str) -> str:
	"""A name on one line: without white space between Chinese characters, single spaces elsewhere."""
	return _SPACE.sub("", " ".join(text.split()))


_WIDE = r"[\u2e80-\u9fff\uff00-\uffef\U00020000-\U0003ffff]"
_SPACE = re.compile(rf"(?<={_WIDE}) | (?={_WIDE})")
