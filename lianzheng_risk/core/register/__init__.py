"""The register: its tables and fields, declared once.

Template, reader, writer, checks, importer and the site's mapping all derive from `TABLES`.

A `Register` holds one frame per table with exactly the declared columns, in the declared order:

=========  =============================================  ==========
kind       dtype of the column                            missing is
=========  =============================================  ==========
text       object (str)                                   None
longtext   object (str)                                   None
term       object (str, a code of the vocabulary)         None
reference  object (str, a key of the other table)         None
integer    Int64                                          pd.NA
amount     Float64, to the hundredth                      pd.NA
boolean    bool                                           False
date       datetime64[s], midnight                        pd.NaT
=========  =============================================  ==========

Where a register is large (a province read from a database) term and reference columns may be categorical instead.

The index of a frame is the place of the row: the Excel row number when it came from a workbook.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from lianzheng_risk.core.register.decisions import DECISION_MEMBERS, DECISIONS
from lianzheng_risk.core.register.fields import DTYPES, Field, Kind, Table, typed
from lianzheng_risk.core.register.loop import (
	ACTIVITIES,
	ACTIVITY_POSTS,
	INSPECTION_FINDINGS,
	INSPECTION_INSPECTORS,
	INSPECTIONS,
	RECTIFICATIONS,
	WAIVERS,
	WARNINGS,
)
from lianzheng_risk.core.register.standing import (
	MEASURES,
	PEOPLE,
	POSTS,
	POWER_STEPS,
	POWERS,
	RISK_POINTS,
	TENURES,
	UNITS,
)

__all__ = ["DTYPES", "RISK_POINTS", "TABLES", "UNITS", "Field", "Kind", "Register", "Table", "typed"]

# In this order they are read, written and told of: what others refer to comes before them.
TABLES: dict[str, Table] = {
	table.name: table
	for table in (
		*(UNITS, PEOPLE, POSTS, TENURES, POWERS, POWER_STEPS, RISK_POINTS, MEASURES),
		*(ACTIVITIES, ACTIVITY_POSTS, RECTIFICATIONS, INSPECTIONS, INSPECTION_INSPECTORS, INSPECTION_FINDINGS),
		*(WARNINGS, WAIVERS, DECISIONS, DECISION_MEMBERS),
	)
}


@dataclass
class Register(Mapping):
	"""The frames of one register, by table name; tables not given are empty."""

	frames: dict[str, pd.DataFrame] = field(default_factory=dict)

	def __post_init__(self) -> None:
		unknown = self.frames.keys() - TABLES.keys()
		if unknown:
			raise KeyError(f"no such table: {', '.join(sorted(unknown))}")
		self.frames = {
			name: self.frames[name] if name in self.frames else table.empty() for name, table in TABLES.items()
		}

	@classmethod
	def of(cls, **tables) -> Register:
		"""A register from records, columns or frames, put into the declared dtypes."""
		return cls({name: TABLES[name].frame(data) for name, data in tables.items()})

	def __getitem__(self, name: str) -> pd.DataFrame:
		return self.frames[name]

	def __iter__(self):
		return iter(self.frames)

	def __len__(self) -> int:
		return len(self.frames)

	def sorted(self) -> Register:
		"""The same register with every table in the order of its key, and rows numbered anew."""
		return Register({name: TABLES[name].sorted(frame) for name, frame in self.frames.items()})
