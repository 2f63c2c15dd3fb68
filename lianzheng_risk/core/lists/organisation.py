"""The units and people of a list: whose it is, its departments, who heads them and who answers for what."""

from __future__ import annotations

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.lists import titles
from lianzheng_risk.core.lists.drafts import Drafts, Record
from lianzheng_risk.core.lists.rows import Value
from lianzheng_risk.core.lists.settling import Settling
from lianzheng_risk.core.lists.splitting import is_office, joined, names, parts, unnumbered

SEVERAL_UNITS = Text(
	"一格写了几个机构，登记簿只登记一个，请选定", "several departments in one cell; the register holds one, choose it"
)
AN_OFFICE = Text("写的是职务，不是机构，请确定是哪个机构", "this is an office and no department; have it settled")
SEVERAL_PEOPLE = Text(
	"一格写了几个人，登记簿只登记一名，请选定", "several people in one cell; the register holds one, choose them"
)
NO_NAME = Text("写的不是姓名，请写明是谁", "this is no name; say who it is")
ANOTHER_ONE = Text(
	"“{unit}”前面写的是“{known}”，请确定是哪一位",
	"“{unit}” had “{known}” further up; have it settled which of them it is",
)


class Organisation:
	"""The units and people of one list, kept among all the records of the file. `root` is whose list it is, if known."""

	def __init__(self, drafts: Drafts, sheet: str, settling: Settling, root: Value | None) -> None:
		self.drafts = drafts
		self.sheet = sheet
		self.settling = settling
		self.root = self._unit(root.text, root, None, "单位") if root else None

	def unit_of(self, row: int, values: dict[str, Value], departments: str) -> Record | None:
		"""The unit that the values of a row put it into. `departments` is the field that holds its department."""
		home = self._whole_unit(values.get("unit"))
		if told := values.get(departments):
			return self._department(row, departments, told, home) or home
		return home

	def responsible_unit(self, row: int, told: Value, unit: Record | None) -> str | None:
		"""The code of the unit that answers for a measure."""
		home = self._home(unit)
		found = self._department(row, "responsible_unit", told, home)
		return found.values["unit"] if found else None

	def person(self, row: int, field: str, told: Value, unit: Record | None, leads: bool = False) -> str | None:
		"""The code of the person named; None, and a question, where that is not one name. Leaders are of the whole unit."""
		found = names(told.text)
		if not found or len(found) > 1:
			self.settling.ask(row, field, told, SEVERAL_PEOPLE if found else NO_NAME)
			return None
		home = self._home(unit)
		of = home if leads else unit
		values = {"person_name": found[0], "unit": of.values["unit"] if of else None}
		key = (home.values["unit"] if home else None, found[0])
		return self.drafts.once("people", key, self.sheet, told, values).values["person"]

	def appoint(self, row: int, field: str, told: Value, unit: Record | None) -> None:
		"""Enter the head of a department (`head`) or the leader of the whole unit (`unit_leader`)."""
		leads = field == "unit_leader"
		record = self._home(unit) if leads else unit
		person = self.person(row, field, told, unit, leads)
		if record is None or person is None:
			return
		office = "responsible_leader" if leads else "head"
		known = record.values.get(office)
		if known is None:
			record.put(office, person, told)
		elif known != person:
			name = self.drafts.coded("people", known).values["person_name"]
			self.settling.ask(row, field, told, ANOTHER_ONE, unit=record.values["unit_name"], known=name)

	def _whole_unit(self, told: Value | None) -> Record | None:
		if told is None:
			return self.root
		name = joined(told.text)
		if self.root and name == self.root.values["unit_name"]:
			return self.root
		kind = "单位" if titles.is_whole_unit(name) or self.root is None else "内设机构"
		return self._unit(name, told, self.root, kind)

	def _department(self, row: int, field: str, told: Value, home: Record | None) -> Record | None:
		several = [part for part in parts(told.text) if titles.section_field(part) in ("unit", "department")]
		if len(several) > 1:
			self.settling.ask(row, field, told, SEVERAL_UNITS)
			return None
		if is_office(told.text):
			self.settling.ask(row, field, told, AN_OFFICE)
			return None
		name = unnumbered(told.text)
		for known in (home, self.root):
			if known and name == known.values["unit_name"]:
				return known
		return self._unit(name, told, home, "单位" if titles.is_always_unit(name) else "内设机构")

	def _unit(self, name: str, told: Value, above: Record | None, kind: str) -> Record:
		parent = above.values["unit"] if above else None
		values = {"unit_name": name, "unit_type": kind, "parent_unit": parent}
		return self.drafts.once("units", (parent, name), self.sheet, told, values)

	def _home(self, unit: Record | None) -> Record | None:
		"""The whole unit that a department belongs to."""
		while unit is not None and unit.values["unit_type"] != "单位":
			above = unit.values["parent_unit"]
			unit = self.drafts.coded("units", above) if above else None
		return unit or self.root
