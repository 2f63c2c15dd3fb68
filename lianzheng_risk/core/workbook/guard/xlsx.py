"""An .xlsx before calamine sees it: no macros, the parts it opens at once, and each sheet when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

from lianzheng_risk.core.workbook.guard.extent import Extent
from lianzheng_risk.core.workbook.guard.limits import MEGABYTE, MOST_IN_A_SMALL_PART, MOST_PARTS
from lianzheng_risk.core.workbook.guard.package import Package
from lianzheng_risk.core.workbook.guard.refusals import DAMAGED, MACROS, UnreadableFile
from lianzheng_risk.core.workbook.guard.sheet import ORDINARY, is_ordinary, plain_extent
from lianzheng_risk.core.workbook.guard.sheet_xml import exact_extent
from lianzheng_risk.core.workbook.guard.strings import SharedStrings

_CONTENT_TYPES = "[Content_Types].xml"
_MACRO_PARTS = ("vbaproject.bin", "xl/macrosheets/")
_MACRO_TYPE = b"macroenabled"
_MAIN_RELATION = "/relationships/officeDocument"
_SHORTEST_CELL = len("<c><v>1</v></c>")


class Xlsx:
	"""The sheets of one .xlsx. Raises UnreadableFile where a part that calamine opens at once is not as it should be."""

	def __init__(self, package: Package) -> None:
		self._package = package
		_refuse_macros(package)
		self._folder = _folder(package)
		self._parts = self._sheet_parts()
		for _ in self._pieces_if_there("styles.xml", MOST_IN_A_SMALL_PART):
			pass
		self._strings = SharedStrings(self._pieces_if_there("sharedStrings.xml"))

	def extent(self, title: str, cells_left: int) -> Extent:
		"""What a sheet holds; merely a bound of it where nothing is odd and `cells_left` allows for that."""
		part = self._parts.get(title, "")
		if ORDINARY.area <= cells_left and is_ordinary(self._package.xml_pieces(part)):
			return ORDINARY.with_text(self._text(part))
		found = plain_extent(self._package.xml_pieces(part))
		return (
			found.with_text(self._text(part))
			if found
			else exact_extent(self._package.xml_pieces(part), self._strings.length)
		)

	def pieces(self, title: str) -> Iterator[bytes]:
		"""The XML of a sheet, piece by piece."""
		return self._package.xml_pieces(self._parts.get(title, ""))

	def _text(self, part: str) -> int:
		size = self._package.size(part)
		most = size // _SHORTEST_CELL * self._strings.longest
		return size + (most if most <= MEGABYTE else self._strings.shown(self._package.pieces(part)))

	def _pieces_if_there(self, name: str, *limit: int):
		part = self._folder + name
		return self._package.xml_pieces(part, *limit) if part in self._package else ()

	def _sheet_parts(self) -> dict[str, str]:
		"""The parts by sheet title, put together as calamine does it, to the letter."""
		relations = f"{self._folder}_rels/workbook.xml.rels"
		targets = {it.get("Id"): it.get("Target", "") for it in _elements(self._package, relations, "Relationship")}
		parts: dict[str, str] = {}
		for sheet in _elements(self._package, f"{self._folder}workbook.xml", "sheet"):
			relation = [value for name, value in sheet.items() if name.rpartition(" ")[2] == "id"][-1:]
			target = targets.get(relation[0], "") if relation else ""
			# The first of two sheets of one name is the one that is found by it.
			parts.setdefault(sheet.get("name", ""), target[1:] if target.startswith("/") else self._folder + target)
		return parts


def _refuse_macros(package: Package) -> None:
	types = package.xml(_CONTENT_TYPES, MOST_IN_A_SMALL_PART).lower()
	if _MACRO_TYPE in types or any(part in name for name in package.names for part in _MACRO_PARTS):
		raise UnreadableFile(MACROS)


def _folder(package: Package) -> str:
	"""Where the workbook's parts are, mostly xl/; the last relation counts, as in calamine."""
	mains = [
		it.get("Target", "")
		for it in _elements(package, "_rels/.rels", "Relationship")
		if it.get("Type", "").endswith(_MAIN_RELATION)
	]
	if not mains:
		raise UnreadableFile(DAMAGED)
	return "".join(mains[-1].rpartition("/")[:2]).removeprefix("/")


def _elements(package: Package, part: str, tag: str) -> list[dict[str, str]]:
	"""The attributes of all elements of one name in a small part."""
	text = package.xml(part, MOST_IN_A_SMALL_PART)
	found: list[dict[str, str]] = []

	def start(name: str, attributes: dict[str, str]) -> None:
		if name.rpartition(" ")[2] == tag:
			found.append(attributes)

	parser = expat.ParserCreate(namespace_separator=" ")
	parser.StartElementHandler = start
	try:
		parser.Parse(text, True)
	except (expat.ExpatError, ValueError) as error:
		raise UnreadableFile(DAMAGED) from error
	# calamine takes a target as it is written; one in disguise would lead it elsewhere than us.
	if len(found) > MOST_PARTS or (tag == "Relationship" and b"&#" in text):
		raise UnreadableFile(DAMAGED)
	return found
