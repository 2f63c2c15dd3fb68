"""From the entries of one list to records of the register: what a person would write into it by hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.checks import values as cells
from lianzheng_risk.core.checks.found import Problem
from lianzheng_risk.core.lists import grades
from lianzheng_risk.core.lists.drafts import Drafts, Record
from lianzheng_risk.core.lists.entries import Entry, Read
from lianzheng_risk.core.lists.organisation import Organisation
from lianzheng_risk.core.lists.rows import Rows, Value
from lianzheng_risk.core.lists.settling import Settling
from lianzheng_risk.core.lists.splitting import items, joined, posts, unnumbered
from lianzheng_risk.core.lists.texts import one_line, together
from lianzheng_risk.core.register import MEASURES, POSTS, POWERS, RISK_POINTS, Field

NOT_ONE_OF_THE_TERMS = Text(
	"“{value}”不是登记簿的{field}，请选定", "“{value}” is no {field} of the register; choose one"
)
NOT_GIVEN = Text("没有填写{field}，请补填", "no {field} is given")
SEVERAL_POSTS = Text(
	"这一格可能有几个岗位，不能确定怎样分开，请写明", "there may be several posts in this cell; say which"
)
NO_DATE = Text(
	"不是日期，登记簿的完成时限须是日期，请确定", "this is no date, and the register holds a date; have it settled"
)
TOO_LONG = Text(
	"文字过长，登记簿这一项最多{most}字，请缩短", "too long: the register holds {most} characters here; shorten it"
)
NOT_AS_COUNTED = Text(
	"风险点数量写的是“{value}”，这一行有{found}个，请核对", "“{value}” risk points are stated and there are {found}"
)

# Columns of the list that go into a risk point, and into a measure, just as they are.
# “制度机制类风险”, “业务流程方面”.
_KIND = re.compile("(?:类|类别|方面)(?:廉政|廉洁)?(?:风险)?$")
Cell = tuple[int, int]
_LEVELS = {name: RISK_POINTS[name] for name in ("probability", "harm")}
_MEASURE_TERMS = {name: MEASURES[name] for name in ("layer", "phase", "status")}
_MEASURE_TEXTS = {name: MEASURES[name] for name in ("basis", "evidence")}


@dataclass
class Named:
	"""The risk points that one entry names, each with its manifestation, and what the list says of their grade."""

	risks: list[tuple[str, str | None]]
	grade: grades.Grade = field(default_factory=grades.Grade)

	@property
	def found(self) -> int:
		return len(self.risks)


class Registering:
	"""One list's entries, registered one after the other."""

	def __init__(self, drafts: Drafts, rows: Rows, organisation: Organisation, read: Read) -> None:
		self.drafts = drafts
		self.sheet = rows.table.sheet
		self.columns = rows.columns
		self.fields = fields = frozenset(rows.columns.values())
		self.organisation = organisation
		self.settling: Settling = organisation.settling
		self.read = read
		self.departments = (
			"department" if "department" in fields or "responsible_unit" not in fields else "responsible_unit"
		)
		words = [told.text for entry in read.entries if (told := entry.get("grade"))]
		self.beyond_three = grades.beyond_three(dict.fromkeys(words))
		self.named = [Named(list(_named(entry))) for entry in read.entries]
		self._by_cell = {name: _found_by_cell(read.entries, self.named, name) for name in ("count", "grade")}
		self._tallied: set[Cell] = set()

	def register(self) -> None:
		entries = list(zip(self.read.entries, self.named, strict=True))
		for one, named in sorted([*entries, *((bare, None) for bare in self.read.bare)], key=lambda pair: pair[0].row):
			if named:
				self._register(one, named)
			else:
				self._register_bare(one.row, one.values)

	def _register_bare(self, row: int, values: dict[str, Value]) -> None:
		unit = self.organisation.unit_of(row, values, self.departments)
		self._step(row, values, self._power(row, values, unit))
		self._posts(row, values, unit)

	def _register(self, entry: Entry, named: Named) -> None:
		row, values = entry.row, entry.values
		unit = self.organisation.unit_of(row, values, self.departments)
		for office in ("head", "unit_leader"):
			if told := values.get(office):
				self.organisation.appoint(row, office, told, unit)
		power = self._power(row, values, unit)
		shared = {
			"unit": unit.values["unit"] if unit else None,
			"power": power.values["power"] if power else None,
			"step_no": self._step(row, values, power),
		}
		told = self._stated(entry, named)
		measures = list(self._measures(entry, unit))
		for post in self._posts(row, values, unit) or [None]:
			for title, manifestation in named.risks:
				risk = self._risk(entry, title, manifestation, shared | {"post": post})
				self._put_terms(entry, risk, told)
				for source, description, measure in measures:
					record = self.drafts.add("measures", self.sheet, source, {"risk": risk.values["risk"], **measure})
					record.put("description", description, source)

	def _risk(self, entry: Entry, title: str, manifestation: str | None, shared: dict) -> Record:
		name, whole = one_line(title)
		risk = self.drafts.add("risk_points", self.sheet, entry.title, shared)
		risk.put("title", name, entry.title)
		if told := together(whole, manifestation):
			risk.put("manifestation", told, entry.manifestation if manifestation else entry.title)
		if basis := entry.get("grade_basis"):
			risk.put("grade_basis", basis.text, basis)
		return risk

	def _put_terms(self, entry: Entry, risk: Record, told: grades.Grade | None) -> None:
		if told and told.word:
			risk.put("stated_grade", told.word, entry.values["grade"])
		for name, column in ({"category": RISK_POINTS["category"]} | _LEVELS).items():
			if name in self.fields or name in entry.values:
				self._put(risk, entry, name, column)

	def _put(self, record: Record, entry: Entry, name: str, column: Field) -> None:
		"""A term of a risk point where it is one, a question where it is none."""
		told = entry.get(name)
		if told and name == "category":
			told = replace(told, text=_KIND.sub("", told.text) or told.text)
		if told is None:
			record.asked.add(name)
			self.settling.ask(entry.row, name, "", NOT_GIVEN, field=column.zh)
		elif self._is_term(entry.row, name, told, column):
			record.put(name, told.text, told)
		else:
			record.asked.add(name)

	def _is_term(self, row: int, name: str, told: Value, column: Field) -> bool:
		known = not isinstance(cells.parse(told.text, column), Problem)
		if not known:
			self.settling.ask(row, name, told, NOT_ONE_OF_THE_TERMS, value=told.text, field=column.zh)
		return known

	def _stated(self, entry: Entry, named: Named) -> grades.Grade | None:
		"""What the list says of the grade and the number of an entry's risk points; questions where that does not fit."""
		if count := entry.get("count"):
			found = self._by_cell["count"][count.row, count.column]
			if not _is_number(count.text, found):
				self.settling.ask(entry.row, "count", count, NOT_AS_COUNTED, value=count.text, found=found)
		cell = entry.get("grade")
		if cell is None and "grade" not in self.fields:
			return None
		told = grades.grade(cell.text) if cell else grades.Grade(reason=grades.NO_GRADE)
		self._tally(named, told, cell)
		if self.beyond_three:
			told = grades.Grade(reason=grades.beyond(self.beyond_three))
		elif told.word and told.stated:
			found = self._by_cell["grade"][cell.row, cell.column]
			if told.stated != found:
				told = grades.Grade(reason=grades.not_as_many(told.stated, found))
		if told.reason:
			self.settling.ask(entry.row, "grade", cell or "", told.reason)
		return told

	def _tally(self, named: Named, told: grades.Grade, cell: Value | None) -> None:
		"""Keep what a cell says of the grades, its numbers once however many entries it is merged over."""
		if told.counts and cell:
			if (cell.row, cell.column) in self._tallied:
				return
			self._tallied.add((cell.row, cell.column))
		named.grade = told

	def _posts(self, row: int, values: dict[str, Value], unit: Record | None) -> list[str]:
		"""The codes of the posts that a row names."""
		found = [code for field in ("post", "key_post") for code in self._posts_in(row, field, values, unit)]
		return list(dict.fromkeys(found))

	def _posts_in(self, row: int, field: str, values: dict[str, Value], unit: Record | None) -> Iterator[str]:
		told = values.get(field)
		if told is None or (field == "key_post" and self._is_mark(values, unit)):
			return
		names = posts(told.text)
		if names is None:
			self.settling.ask(row, field, told, SEVERAL_POSTS)
			return
		of = unit.values["unit"] if unit else None
		for name in names:
			if len(name) > cells.LONGEST_TEXT:
				self.settling.ask(row, field, told, TOO_LONG, most=cells.LONGEST_TEXT)
				continue
			post = self.drafts.once("posts", (of, name), self.sheet, told, {"post_name": name, "unit": of})
			if field == "key_post":
				post.put("key_post", "是", told)
			if duties := values.get("duties"):
				post.values.setdefault("duties", duties.text)
			yield post.values["post"]

	def _is_mark(self, values: dict[str, Value], unit: Record | None) -> bool:
		"""Whether 重点岗位 beside a column of posts says yes or no; a yes is entered."""
		if "post" not in values:
			return False
		mark = cells.parse(values["key_post"].text, POSTS["key_post"])
		if isinstance(mark, Problem):
			return False
		of = unit.values["unit"] if unit else None
		for name in posts(values["post"].text) or ():
			if mark and (post := self.drafts.found("posts", (of, name))):
				post.put("key_post", "是", values["key_post"])
		return True

	def _power(self, row: int, values: dict[str, Value], unit: Record | None) -> Record | None:
		"""The power that a row names; a step that belongs to none is registered as one."""
		told = values.get("power") or (values.get("step") if "power" not in self.fields else None)
		if told is None:
			return None
		of = unit.values["unit"] if unit else None
		name, whole = one_line(unnumbered(told.text))
		power = self.drafts.once("powers", (of, name), self.sheet, told, {"power_name": name, "unit": of})
		if whole:
			power.values.setdefault("remarks", whole)
		if basis := values.get("legal_basis"):
			power.values.setdefault("legal_basis", basis.text)
		if "power_category" in self.fields and "category" not in power.values:
			self._put_power_category(row, power, values.get("power_category"))
		return power

	def _put_power_category(self, row: int, power: Record, told: Value | None) -> None:
		column = POWERS["category"]
		power.values["category"] = None
		if told is None:
			self.settling.ask(row, "power_category", "", NOT_GIVEN, field=column.zh)
		elif self._is_term(row, "power_category", told, column):
			power.put("category", told.text, told)

	def _step(self, row: int, values: dict[str, Value], power: Record | None) -> int | None:
		"""The number of the step of a power, in the order in which the list has them."""
		told = values.get("step")
		if told is None or power is None or "power" not in self.fields or "power" not in values:
			return None
		code, name = power.values["power"], unnumbered(told.text)
		if len(name) > cells.LONGEST_TEXT:
			self.settling.ask(row, "step", told, TOO_LONG, most=cells.LONGEST_TEXT)
			return None
		step = self.drafts.once("power_steps", (code, name), self.sheet, told, {"power": code, "step_name": name})
		if "step_no" not in step.values:
			step.values["step_no"] = self.drafts.next_number("power_steps", code)
		return step.values["step_no"]

	def _measures(self, entry: Entry, unit: Record | None) -> Iterator[tuple[Value, str, dict]]:
		"""The cell, the description and the other values of each measure of an entry."""
		for block in entry.blocks:
			more = dict(self._of_measures(entry.row, block.values, unit)) | block.more
			for description in items(block.measures.text):
				yield block.measures, description, more

	def _of_measures(self, row: int, values: dict[str, Value], unit: Record | None) -> Iterator[tuple[str, object]]:
		for name, leads in (("responsible_person", False), ("responsible_leader", True)):
			if told := values.get(name):
				yield name, self.organisation.person(row, name, told, unit, leads)
		if told := values.get("responsible_unit"):
			yield "responsible_unit", self.organisation.responsible_unit(row, told, unit)
		if told := values.get("due_date"):
			yield "due_date", self._day(row, told)
		for name, column in _MEASURE_TERMS.items():
			if name not in self.fields:
				continue
			if told := values.get(name):
				yield name, told.text if self._is_term(row, name, told, column) else None
			else:
				self.settling.ask(row, name, "", NOT_GIVEN, field=column.zh)
		for name, column in _MEASURE_TEXTS.items():
			if told := values.get(name):
				yield name, self._short(row, name, told, column)

	def _day(self, row: int, told: Value) -> object:
		day = cells.parse(told.cell if told.cell is not None else told.text, MEASURES["due_date"])
		if isinstance(day, Problem):
			self.settling.ask(row, "due_date", told, NO_DATE)
			return None
		return day

	def _short(self, row: int, name: str, told: Value, column: Field) -> str | None:
		text = told.text if column.kind == "longtext" else joined(told.text)
		if column.kind != "longtext" and len(text) > cells.LONGEST_TEXT:
			self.settling.ask(row, name, told, TOO_LONG, most=cells.LONGEST_TEXT)
			return None
		return text

	def tally(self, first: int, last: int) -> tuple[int, Counter[str]]:
		"""How many risk points the entries from one place to another have, in all and by grade."""
		some = self.named[first:last]
		return sum(one.found for one in some), grades.tally((one.grade, one.found) for one in some)


def _named(entry: Entry) -> Iterator[tuple[str, str | None]]:
	"""The risk points that a cell names, each with its manifestation; the whole of it where it is not said whose it is."""
	names = items(entry.title.text) or (joined(entry.title.text),)
	told = entry.manifestation
	each = items(told.text) if told and len(names) > 1 else ()
	for place, name in enumerate(names):
		yield name, each[place] if len(each) == len(names) else told.text if told else None


def _found_by_cell(entries: list[Entry], named: list[Named], field: str) -> Counter[Cell]:
	"""How many risk points each cell of a column speaks for; where it stands once, for those of the same power below."""
	found: Counter[Cell] = Counter()
	cell = power = None
	for entry, one in zip(entries, named, strict=True):
		of = entry.get("power")
		if told := entry.get(field):
			cell, power = (told.row, told.column), of and of.text
		elif field != "count" or not of or of.text != power:
			cell = None
		if cell:
			found[cell] += one.found
	return found


def _is_number(text: str, number: int) -> bool:
	told = cells.parse(text.rstrip("个条项处"), RISK_POINTS["step_no"])
	return told == number
