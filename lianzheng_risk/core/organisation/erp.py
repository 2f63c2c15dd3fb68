"""The organisation as the ERP has it: companies, departments as a tree, employees with their place and designation."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Company(NamedTuple):
	name: str
	parent: str | None = None


class Department(NamedTuple):
	"""The topmost department, which stands above those of all companies, has no parent; it is nobody's place."""

	name: str
	title: str
	company: str | None
	parent: str | None = None
	disabled: bool = False


class Spell(NamedTuple):
	"""A row of an employee's history within the organisation; what it does not say is None."""

	department: str | None
	designation: str | None
	start: datetime.date | None
	end: datetime.date | None = None


class Employee(NamedTuple):
	"""`left` is the relieving date, which may lie ahead."""

	name: str
	title: str
	company: str
	department: str | None = None
	designation: str | None = None
	joined: datetime.date | None = None
	status: str = "Active"
	left: datetime.date | None = None
	history: tuple[Spell, ...] = ()

	@property
	def place(self) -> str:
		"""The key of the department, or of the company where there is none."""
		return department_key(self.department) if self.department else company_key(self.company)

	@property
	def leaves(self) -> bool:
		return self.status == "Left" or self.left is not None


@dataclass(frozen=True)
class Erp:
	companies: tuple[Company, ...] = ()
	departments: tuple[Department, ...] = ()
	employees: tuple[Employee, ...] = ()


class Node(NamedTuple):
	"""A company or a department as a place; `parent` is the key of the place above."""

	key: str
	name: str
	title: str
	parent: str | None
	disabled: bool = False

	@property
	def is_company(self) -> bool:
		return self.key == company_key(self.name)


def company_key(name: str) -> str:
	return f"company:{name}"


def department_key(name: str) -> str:
	return f"department:{name}"


def nodes(erp: Erp) -> list[Node]:
	"""Companies and departments, each after the one above it, siblings by name."""
	found = {node.key: node for node in _all(erp)}
	ordered: dict[str, Node] = {}

	def add(node: Node, below: tuple[str, ...] = ()) -> None:
		# A ring, which no sound ERP has, must not hang the plan.
		if node.key in ordered or node.key in below:
			return
		if node.parent in found:
			add(found[node.parent], (*below, node.key))
		ordered[node.key] = node

	for key in sorted(found):
		add(found[key])
	return list(ordered.values())


def _all(erp: Erp) -> Iterator[Node]:
	for company in erp.companies:
		parent = company_key(company.parent) if company.parent else None
		yield Node(company_key(company.name), company.name, company.name, parent)
	tops = {department.name for department in erp.departments if not department.parent}
	for it in erp.departments:
		if it.name in tops:
			continue
		above = company_key(it.company) if it.parent in tops and it.company else None
		parent = above if it.parent in tops else department_key(it.parent)
		yield Node(department_key(it.name), it.name, it.title, parent, it.disabled)
