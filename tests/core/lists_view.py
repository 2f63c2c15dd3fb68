"""What a list was converted to, in the shape in which the corpus writes down what is expected."""

from __future__ import annotations

import datetime
from collections import Counter

import pandas as pd

from lianzheng_risk.core.checks import check
from lianzheng_risk.core.findings import Place
from lianzheng_risk.core.lists import Converted
from lianzheng_risk.core.register import Register
from lianzheng_risk.core.schemes import DEFAULT
from lianzheng_risk.core.vocabulary import GRADE, HARM, PROBABILITY, RISK_CATEGORY

AS_OF = datetime.date(2026, 6, 30)
TERMS = {"category": RISK_CATEGORY, "grade": GRADE, "probability": PROBABILITY, "harm": HARM}
PEOPLE = ("responsible_person", "responsible_leader", "responsible_unit", "due_date")


class View:
	"""A converted list by names instead of codes, its risk points by the row of the source they come from."""

	def __init__(self, converted: Converted) -> None:
		self.converted = converted
		self.register: Register = check(converted.raw, DEFAULT, AS_OF).register
		self._units = self._unit_names()
		self._names = {
			table: dict(self.register[table].set_index(key)[name])
			for table, key, name in (
				("people", "person", "person_name"),
				("posts", "post", "post_name"),
				("powers", "power", "power_name"),
			)
		}

	def units(self) -> dict[str, str | None]:
		"""The unit above each unit, by name."""
		frame = self.register["units"]
		return {
			self._units[unit]: self._units.get(above) for unit, above in zip(frame.unit, frame.parent_unit, strict=True)
		}

	def unit_types(self) -> dict[str, str | None]:
		frame = self.register["units"]
		return {self._units[unit]: kind for unit, kind in zip(frame.unit, frame.unit_type, strict=True)}

	def heads(self) -> dict[str, str]:
		return self._people_of_units("head")

	def leaders(self) -> dict[str, str]:
		return self._people_of_units("responsible_leader")

	def _people_of_units(self, column: str) -> dict[str, str]:
		frame = self.register["units"]
		return {
			self._units[unit]: self._names["people"][person]
			for unit, person in zip(frame.unit, frame[column], strict=True)
			if person
		}

	def people(self) -> dict[str, str | None]:
		frame = self.register["people"]
		return {name: self._units.get(unit) for name, unit in zip(frame.person_name, frame.unit, strict=True)}

	def posts(self) -> dict[str, str | None]:
		frame = self.register["posts"]
		return {name: self._units.get(unit) for name, unit in zip(frame.post_name, frame.unit, strict=True)}

	def key_posts(self) -> list[str]:
		frame = self.register["posts"]
		return list(frame.post_name[frame.key_post])

	def powers(self) -> dict[str, str | None]:
		frame = self.register["powers"]
		return {name: self._units.get(unit) for name, unit in zip(frame.power_name, frame.unit, strict=True)}

	def steps(self) -> dict[str, list[str]]:
		frame = self.register["power_steps"].sort_values(["power", "step_no"])
		return {
			self._names["powers"][power]: list(rows.step_name) for power, rows in frame.groupby("power", sort=False)
		}

	def risk_points(self) -> list[dict]:
		"""One dictionary per risk point of the list: those that differ by the post only are one, with its posts."""
		told: dict[tuple, dict] = {}
		measures = self._measures()
		steps = {
			(power, number): name
			for power, number, name in self.register["power_steps"][["power", "step_no", "step_name"]].itertuples(
				index=False
			)
		}
		for row in self.register["risk_points"].itertuples():
			sheet, source_row, _ = self.converted.origin(Place("risk_points", row.Index, "title"))
			point = {
				"sheet": sheet,
				"row": source_row,
				"unit": self._units.get(row.unit),
				"power": self._names["powers"].get(row.power),
				"step": None if pd.isna(row.step_no) else steps.get((row.power, row.step_no)),
				"category": row.category,
				"title": row.title,
				"manifestation": row.manifestation,
				"grade": row.stated_grade,
				"probability": row.probability,
				"harm": row.harm,
				"measures": measures.get(row.risk, []),
			}
			key = (sheet, source_row, row.title)
			known = told.setdefault(key, {**point, "posts": []})
			assert {**known, "posts": None} == {**point, "posts": None}, (
				f"posts of row {source_row} differ in more than the post"
			)
			if row.post:
				known["posts"].append(self._names["posts"][row.post])
		return list(told.values())

	def _measures(self) -> dict[str, list[dict]]:
		told: dict[str, list[dict]] = {}
		for row in self.register["measures"].itertuples():
			measure = {
				"description": row.description,
				"responsible_person": self._names["people"].get(row.responsible_person),
				"responsible_leader": self._names["people"].get(row.responsible_leader),
				"responsible_unit": self._units.get(row.responsible_unit),
				"due_date": None if pd.isna(row.due_date) else row.due_date.date().isoformat(),
			}
			told.setdefault(row.risk, []).append({name: value for name, value in measure.items() if value is not None})
		return told

	def _unit_names(self) -> dict[str, str]:
		"""Units by name; where two bear the same, with the name of the unit above in front."""
		frame = self.register["units"]
		names = dict(zip(frame.unit, frame.unit_name, strict=True))
		above = dict(zip(frame.unit, frame.parent_unit, strict=True))
		count = Counter(names.values())
		return {unit: name if count[name] == 1 else f"{names.get(above[unit])}/{name}" for unit, name in names.items()}


def lacks_of(converted: Converted) -> set[str]:
	"""What the lists of a file lack as a whole."""
	return {name for account in converted.accounts for name in account.to_dict()["lacks"]}


def rows_of(told: str) -> range:
	"""The rows that a text such as "4" or "4-6" names."""
	first, _, last = told.partition("-")
	return range(int(first), int(last or first) + 1)


def expected_risk_points(expected: dict) -> list[dict]:
	"""The risk points as written in the corpus, in the shape that `View.risk_points` gives."""
	return [_expected(point, expected) for point in expected["risk_points"]]


def _expected(point: dict, expected: dict) -> dict:
	people = point.get("people", {})
	terms = {name: TERMS[name].find(point[name]).code if name in point else None for name in TERMS}
	return {
		"sheet": point.get("sheet", expected["tables"][0]["sheet"]),
		"row": rows_of(point["rows"]).start,
		"unit": point.get("unit"),
		"power": point.get("power"),
		"step": point.get("step"),
		"title": point["title"],
		"manifestation": point.get("manifestation"),
		"posts": point.get("posts", []),
		"measures": [{"description": text, **people} for text in point["measures"]],
		**terms,
	}


def differences(expected: object, found: object, where: str = "") -> list[str]:
	"""Where two values differ, one line each, down to the field."""
	if isinstance(expected, dict) and isinstance(found, dict):
		names = [*expected, *(name for name in found if name not in expected)]
		return [line for name in names for line in differences(expected.get(name), found.get(name), f"{where}.{name}")]
	if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
		pairs = enumerate(zip(expected, found, strict=True))
		return [line for at, pair in pairs for line in differences(*pair, f"{where}[{at}]")]
	return [] if expected == found else [f"{where or '.'}: expected {expected!r}, found {found!r}"]


def same(expected: object, found: object) -> None:
	"""Fail where two values differ, with every difference."""
	assert not (lines := differences(expected, found)), "\n".join(lines)
