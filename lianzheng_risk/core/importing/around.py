"""What stands around the rows of a file: the site's rows, and those that may only be referred to.

Their frames are like those of the file, but their rows are numbered below zero, so that whatever is found tells by its
row on which side it stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lianzheng_risk.core.checks.references import references_of
from lianzheng_risk.core.register import TABLES, Register

# The tables that others refer to, each by its only key.
REFERRED = tuple(name for name, table in TABLES.items() if len(table.key) == 1)


@dataclass(frozen=True)
class Around:
	"""`site` is what the user sees of the site; `others` is what may merely be named.

	`near` says of each row of the site, by table, whether the import is about it: names are looked for there first.
	"""

	site: Register
	others: Register
	near: Mapping[str, np.ndarray]

	def tops(self, within: Collection[str]) -> list[str]:
		"""The units of `within` above which there is none of them."""
		parents = self.lookup("units", "parent_unit")
		return sorted(unit for unit in within if parents.get(unit) not in within)

	def lookup(self, table: str, column: str) -> pd.Series:
		"""A column of a table by its key, of all rows that can be named."""
		(key,) = TABLES[table].key
		whole = pd.concat([self.site[table], self.others[table]])
		return whole.set_index(key)[column]


def around(site: Register, directory: Register | None, within: Collection[str] | None) -> Around:
	"""The surroundings of an import into the units `within` (None: all).

	May be named, besides what the user sees: the units and people of `directory`, and what rows of the site name already
	though the user does not see it, such as a power of the unit above.
	"""
	plain = Register({name: _numbered(_plain(frame)) for name, frame in site.items()})
	others = _others(plain, directory or Register())
	return Around(plain, others, {name: _near(plain[name], within) for name in REFERRED})


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
	return frame.astype({name: object for name, dtype in frame.dtypes.items() if dtype == "category"})


def _numbered(frame: pd.DataFrame, after: int = 0) -> pd.DataFrame:
	# pandas before 3 puts ranges together wrongly where one of them is a single row counted downwards.
	return frame.set_axis(np.arange(-after - 1, -after - len(frame) - 1, -1))


def _near(frame: pd.DataFrame, within: Collection[str] | None) -> np.ndarray:
	if within is None or "unit" not in frame:
		return np.ones(len(frame), dtype=bool)
	return frame["unit"].isin(list(within)).to_numpy()


def _others(site: Register, directory: Register) -> Register:
	mentioned: dict[str, set[str]] = defaultdict(set)
	for table in TABLES.values():
		for column in references_of(table):
			mentioned[column.reference].update(site[table.name][column.name].dropna())
	frames = {}
	for name in REFERRED:
		(key,) = TABLES[name].key
		listed = _plain(directory[name])
		listed = listed[~listed[key].isin(site[name][key])]
		unlisted = mentioned[name].difference(site[name][key], listed[key])
		frame = pd.concat([listed, TABLES[name].frame({key: sorted(unlisted)})]) if unlisted else listed
		frames[name] = _numbered(frame, len(site[name]))
	frames["power_steps"] = _numbered(_steps_out_of_sight(site), len(site["power_steps"]))
	return Register(frames)


def _steps_out_of_sight(site: Register) -> pd.DataFrame:
	"""The steps that risk points of the site name, of powers that the user does not see."""
	named = site["risk_points"][["power", "step_no"]].dropna().drop_duplicates()
	return TABLES["power_steps"].frame(named[~named["power"].isin(site["powers"]["power"])])
