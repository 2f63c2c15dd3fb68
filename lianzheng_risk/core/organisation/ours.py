"""The organisation as the register has it, with what ties it to the ERP."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from lianzheng_risk.core.organisation.erp import company_key, department_key


class Unit(NamedTuple):
	"""`closed_on` is when its department was found disabled."""

	name: str
	title: str
	parent: str | None = None
	company: str | None = None
	department: str | None = None
	closed_on: datetime.date | None = None

	@property
	def key(self) -> str | None:
		"""The place of the ERP that it stands for."""
		if self.department:
			return department_key(self.department)
		return company_key(self.company) if self.company else None


class Person(NamedTuple):
	name: str
	title: str
	unit: str
	employee: str | None = None
	job_title: str | None = None


class Tenure(NamedTuple):
	"""`row` tells it from the others of its post."""

	row: str
	person: str
	start: datetime.date
	end: datetime.date | None = None

	def lasts(self, day: datetime.date) -> bool:
		"""Whether it is not over on that day."""
		return self.end is None or self.end >= day


class Post(NamedTuple):
	name: str
	title: str
	unit: str
	designation: str | None = None
	tenures: tuple[Tenure, ...] = ()


@dataclass(frozen=True)
class Ours:
	units: tuple[Unit, ...] = ()
	people: tuple[Person, ...] = ()
	posts: tuple[Post, ...] = ()
