"""Duties that must lie apart (不相容职责分离), checked against what people's roles really let them do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.vocabulary import vocabulary_of

RIGHT = vocabulary_of(
	"duty_right", "权限", "Right",
	("create", "新建", "Create Documents"),
	("write", "修改", "Change Documents"),
	("submit", "提交", "Submit Documents"),
	("cancel", "取消", "Cancel Documents"),
	("approve", "工作流审批", "Approve by Workflow"),
)  # fmt: skip


@dataclass(frozen=True)
class Duty:
	"""A role as such, or a right on the documents of a DocType."""

	role: str | None = None
	doctype: str | None = None
	right: str | None = None


@dataclass(frozen=True)
class Conflict:
	name: str
	title: str
	first: Duty
	second: Duty


@dataclass(frozen=True)
class Clash:
	"""A user who holds both duties, and by which roles each."""

	conflict: Conflict
	user: str
	first: tuple[str, ...]
	second: tuple[str, ...]


# Role, DocType, right.
Grant = tuple[str, str, str]


def clashes(conflicts: Iterable[Conflict], grants: Iterable[Grant], roles_of: Mapping[str, Set[str]]) -> list[Clash]:
	"""Every user and conflict of whose duties the user holds both, in the order of conflicts and users."""
	granting: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
	for role, doctype, right in grants:
		granting[doctype, right].add(role)

	def by(duty: Duty, roles: Set[str]) -> tuple[str, ...]:
		wanted = {duty.role} if duty.role else granting.get((duty.doctype or "", duty.right or ""), set())
		return tuple(sorted(roles & wanted))

	found = []
	for conflict in conflicts:
		for user, roles in sorted(roles_of.items()):
			first, second = by(conflict.first, roles), by(conflict.second, roles)
			if first and second:
				found.append(Clash(conflict, user, first, second))
	return found


# What is usually kept apart in purchasing and payment; each unit adds its own.
USUAL: tuple[tuple[Text, Duty, Duty], ...] = (
	(Text("供应商建档 × 采购审批", "Enter suppliers × approve purchases"), Duty(doctype="Supplier", right="create"), Duty(doctype="Purchase Order", right="submit")),
	(Text("采购申请 × 采购审批", "Ask for purchases × approve purchases"), Duty(doctype="Material Request", right="create"), Duty(doctype="Purchase Order", right="submit")),
	(Text("采购审批 × 验收", "Approve purchases × receive goods"), Duty(doctype="Purchase Order", right="submit"), Duty(doctype="Purchase Receipt", right="submit")),
	(Text("验收 × 付款", "Receive goods × pay"), Duty(doctype="Purchase Receipt", right="submit"), Duty(doctype="Payment Entry", right="submit")),
	(Text("供应商建档 × 付款", "Enter suppliers × pay"), Duty(doctype="Supplier", right="create"), Duty(doctype="Payment Entry", right="submit")),
	(Text("维护收款账户 × 付款", "Keep bank accounts × pay"), Duty(doctype="Bank Account", right="write"), Duty(doctype="Payment Entry", right="submit")),
	(Text("制单 × 付款审批", "Make payments × approve payments"), Duty(doctype="Payment Entry", right="create"), Duty(doctype="Payment Entry", right="submit")),
)  # fmt: skip
