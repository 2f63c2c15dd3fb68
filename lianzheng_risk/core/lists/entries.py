"""From rows to entries: one entry per risk point or group of them, with what holds from above and what goes on below.

DOMAIN §6, “What those files do”: a blank below a post or a power means the one above; a measure goes on in the next row.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.lists import titles
from lianzheng_risk.core.lists.fields import OF_MEASURES
from lianzheng_risk.core.lists.model import LeftOut, ToSettle
from lianzheng_risk.core.lists.rows import BLANK, FOOTER, SECTION, TOTAL, Row, Rows, Value
from lianzheng_risk.core.lists.sheets import text_of

NO_RISK = Text("没有写风险点", "no risk point is given")
NOT_ATTACHED = Text(
	"这一行没有写风险点，其余内容不知属于哪一个，请补写", "no risk point is given that the rest of this row belongs to"
)
NO_TITLE = Text(
	"没有写风险点名称，暂以表现形式代替，请确定",
	"the risk point has no name; its manifestation stands in, have it settled",
)
UNKNOWN_SECTION = Text("不能确定这一行小标题是单位、岗位还是类别", "is this heading a unit, a post or a category?")

# What a risk point belongs to. Blank, it is that of the row above, unless something to the left of it is another one.
_GROUPS = ("unit", "department", "post", "key_post", "power", "step")
# What goes with a group and holds until one of these changes.
_WITH = {
	"power_category": ("unit", "department", "power"),
	"legal_basis": ("unit", "department", "power"),
	"responsible_unit": ("unit", "department", "power"),
	"head": ("unit", "department"),
	"responsible_leader": ("unit", "department", "power"),
	"unit_leader": ("unit",),
}
# What a heading across the list ends.
_ENDED_BY = {
	"unit": ("department", "post", "key_post", "power", "step", "category", *_WITH),
	"department": ("post", "key_post", "power", "step", *_WITH),
	"post": ("power", "step", "power_category", "legal_basis"),
	"category": (),
	"grade": (),
}
# What a measure has of its own, where it stands in a row of its own.
OF_A_MEASURE = [
	"layer",
	"phase",
	"basis",
	"responsible_person",
	"responsible_leader",
	"responsible_unit",
	"due_date",
	"status",
	"evidence",
]
# A row with one of these and no risk point is more than a step or a post that has none.
_OF_A_RISK = frozenset((*OF_MEASURES, "grade", "probability", "harm", *OF_A_MEASURE))
# What tells one risk point from another under the same name.
_TELLING = ("manifestation", "grade")


@dataclass
class Block:
	"""The measures in one cell, what that row says of them, and what their column does."""

	measures: Value
	values: dict[str, Value]
	more: dict[str, str] = field(default_factory=dict)


@dataclass
class Entry:
	"""One row of risk points with what was written further down for them; `title` names them."""

	row: int
	title: Value
	values: dict[str, Value]
	blocks: list[Block] = field(default_factory=list)

	@property
	def manifestation(self) -> Value | None:
		"""What is written beside the title, if anything is."""
		told = self.values.get("manifestation")
		return None if told is self.title else told

	def get(self, name: str) -> Value | None:
		return self.values.get(name)


@dataclass
class Bare:
	"""A row without a risk point: what it belongs to by field, such as a step of a power."""

	row: int
	values: dict[str, Value]


@dataclass
class Total:
	"""A row of totals, and the entries above it that it may count: since the last total, and all."""

	row: int
	cells: dict[int, Value]
	since: int
	before: int


@dataclass
class Section:
	"""A heading across the list with the number of risk points that it states, and the entries that stand below it."""

	heading: Value
	about: str
	stated: str
	first: int
	last: int


@dataclass
class Read:
	"""A list read."""

	entries: list[Entry] = field(default_factory=list)
	bare: list[Bare] = field(default_factory=list)
	totals: list[Total] = field(default_factory=list)
	sections: list[Section] = field(default_factory=list)
	left_out: list[LeftOut] = field(default_factory=list)
	to_settle: list[ToSettle] = field(default_factory=list)


def read_entries(rows: Rows) -> Read:
	"""Everything in a list, in the order of its rows."""
	return _Reader(rows).read()


class _Reader:
	def __init__(self, rows: Rows) -> None:
		self.rows = rows
		self.found = Read()
		fields = list(rows.columns.values())
		self.name_field = "title" if "title" in fields else "manifestation"
		held = [*_GROUPS, *(() if rows.grid.merges_known else ("category",))]
		self.held_fields = [(name, self._left_of(name, fields)) for name in fields if name in held]
		self.held_fields += [(name, _WITH[name]) for name in fields if name in _WITH]
		self.held: dict[str, Value] = {}
		self.above: dict[str, Value] = {}
		self.last: Entry | None = None
		self.counted = 0
		self.below_footer = False

	@staticmethod
	def _left_of(name: str, fields: list[str]) -> tuple[str, ...]:
		return tuple(other for other in fields[: fields.index(name)] if other in _GROUPS)

	def read(self) -> Read:
		for number in self.rows:
			if why := self._apart(number):
				self._leave_out(number, why)
			elif heading := self.rows.heading_across(number):
				self._begin_section(number, *heading)
			else:
				self._take(self.rows.row(number))
		self._end_sections(_ENDED_BY)
		return self.found

	def _apart(self, number: int) -> Text | None:
		"""Why a row is no part of the list; single lines below a footer belong to it."""
		why = self.rows.apart(number)
		if why is None and self.below_footer and len(self.rows.cells(number)) == 1:
			return FOOTER
		if why is not BLANK:
			self.below_footer = why is FOOTER and not self.rows.is_page(number)
		return why

	def _leave_out(self, number: int, why: Text) -> None:
		self.found.left_out.append(LeftOut(number, why))
		if why is TOTAL:
			now = len(self.found.entries)
			self.found.totals.append(Total(number, self.rows.cells(number), self.counted, now))
			self.counted, self.last = now, None

	def _begin_section(self, number: int, about: str, name: Value) -> None:
		self.found.left_out.append(LeftOut(number, SECTION))
		if not about:
			self.found.to_settle.append(ToSettle(number, "section", name.text, UNKNOWN_SECTION))
			return
		self._end_sections((about, *_ENDED_BY[about]))
		now = len(self.found.entries)
		self.found.sections.append(Section(name, about, titles.counted(text_of(name.cell)), now, -1))
		for ended in _ENDED_BY[about]:
			self.held.pop(ended, None)
		self.held[about] = name
		self.last = None

	def _end_sections(self, about: Container[str]) -> None:
		for section in self.found.sections:
			if section.last < 0 and section.about in about:
				section.last = len(self.found.entries)

	def _take(self, row: Row) -> None:
		self._repeat_above(row)
		if self.name_field in row.own:
			self._begin(row, row.own[self.name_field])
		elif self.name_field in row.merged:
			self._go_on_under(row, row.merged[self.name_field])
		elif "manifestation" in row.own:
			self._take_nameless(row)
		elif self._goes_on(row):
			self._continue(row)
		else:
			self._take_without_risk(row)

	def _repeat_above(self, row: Row) -> None:
		for name in row.as_above:
			above = self.above.get(name)
			if above:
				own = row.own[name]
				row.own[name] = replace(above, row=own.row, column=own.column)

	def _go_on_under(self, row: Row, title: Value) -> None:
		"""Below the first row of a merged name: another risk point of that name, or more about the same."""
		another = any(name in row.own for name in _GROUPS) or all(name in row.own for name in _TELLING)
		if another or self.last is None:
			self._begin(row, title)
		else:
			self._continue(row)

	def _take_nameless(self, row: Row) -> None:
		"""A row with a manifestation and no name."""
		same_groups = not any(name in row.own for name in _GROUPS)
		if same_groups and self.last is not None and "grade" in row.own:
			self._begin(row, self.last.title)
		elif same_groups and self.last is not None:
			self._continue(row)
		else:
			told = row.own["manifestation"]
			self.found.to_settle.append(ToSettle(row.number, "title", "", NO_TITLE))
			self._begin(row, told)

	def _goes_on(self, row: Row) -> bool:
		return bool(
			self.last is not None and row.own and not any(name in row.own for name in (*_GROUPS, "number"))
		) or (self.last is not None and not row.own and bool(row.merged))

	def _begin(self, row: Row, title: Value) -> None:
		values = self._with_held(row)
		entry = Entry(row.number, title, values)
		self._add_blocks(entry, row, row.merged | row.own, values)
		self.found.entries.append(entry)
		self.last, self.above = entry, values

	def _continue(self, row: Row) -> None:
		entry = self.last
		more = dict(row.own)
		if more.keys() & OF_MEASURES:
			of_measures = {name: value for name in OF_A_MEASURE if (value := row.get(name))}
			self._add_blocks(entry, row, row.own, entry.values | of_measures)
			more = {name: value for name, value in more.items() if name not in (*OF_A_MEASURE, *OF_MEASURES)}
		for name, value in more.items():
			before = entry.values.get(name)
			entry.values[name] = before.joined(value) if before else value

	def _add_blocks(self, entry: Entry, row: Row, cells: dict[str, Value], values: dict[str, Value]) -> None:
		for name, phase in OF_MEASURES.items():
			more = {"phase": phase} if phase else {}
			if name in row.as_above and self.found.entries:
				above = [block for block in self.found.entries[-1].blocks if block.more == more]
				entry.blocks += [Block(block.measures, values, more) for block in above]
			elif measures := cells.get(name):
				entry.blocks.append(Block(measures, values, more))

	def _take_without_risk(self, row: Row) -> None:
		values = self._with_held(row)
		self.found.left_out.append(LeftOut(row.number, NO_RISK))
		if lost := next((row.own[name] for name in row.own if name in _OF_A_RISK), None):
			self.found.to_settle.append(ToSettle(row.number, "title", lost.text, NOT_ATTACHED))
		self.found.bare.append(Bare(row.number, values))
		self.last, self.above = None, values

	def _with_held(self, row: Row) -> dict[str, Value]:
		"""The values of a row with those that hold from above; what is held from here on is brought up to date."""
		values = row.merged | row.own
		changed = set(self._changed(values))
		for name, by in self.held_fields:
			if name in values or name in row.void:
				continue
			if changed.intersection(by):
				if self.held.pop(name, None):
					changed.add(name)
			elif name in self.held:
				values[name] = self.held[name]
		for name in self.held.keys() - values.keys() - row.void:
			values[name] = self.held[name]
		self._hold(values, row.void)
		return values

	def _changed(self, values: dict[str, Value]) -> Iterator[str]:
		for name in _GROUPS:
			if name in values and name in self.held and values[name].text != self.held[name].text:
				yield name

	def _hold(self, values: dict[str, Value], void: Iterable[str]) -> None:
		for name, _by in self.held_fields:
			if name in values:
				self.held[name] = values[name]
			elif name in void:
				self.held.pop(name, None)
