"""What the checks of a typed register work on."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from lianzheng_risk.core import grading
from lianzheng_risk.core.facts import EFFECTIVE
from lianzheng_risk.core.grading import Scheme
from lianzheng_risk.core.register import TABLES, Register


@dataclass(frozen=True)
class Given:
	"""A typed register, possibly with mistakes, the scheme in force and the date of the assessment."""

	register: Register
	scheme: Scheme
	as_of: datetime.date

	def lookup(self, table: str, column: str) -> pd.Series:
		"""A column of a table by the table's key, the first row counting where a key stands twice."""
		(key,) = TABLES[table].key
		frame = self.register[table]
		first = frame[frame[key].notna() & ~frame[key].duplicated()]
		return first.set_index(key)[column]

	@cached_property
	def business_area(self) -> pd.Series:
		"""The business area of each risk point's power."""
		return self.register["risk_points"]["power"].map(self.lookup("powers", "business_area"))

	@cached_property
	def grades(self) -> pd.Series:
		"""The computed grade of each risk point, None where a level is missing or not in the scheme."""
		return grading.grades(self.scheme, self.register["risk_points"], self.business_area)

	@cached_property
	def measures_in_force(self) -> pd.DataFrame:
		"""The measures neither lapsed nor cancelled, those of unknown status among them."""
		measures = self.register["measures"]
		return measures[measures["status"].isin(EFFECTIVE) | measures["status"].isna()]
