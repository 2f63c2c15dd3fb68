"""Who inspects whom: nobody inspects the own unit, and who is inspected leaves the inspectors' part alone."""

from __future__ import annotations

from collections.abc import Collection

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.inspection.words import SELF_CHECK

# What an inspection consists of, by who fills it in.
PLANNING, SELF_SCORING, CHECKING = "planning", "self_scoring", "checking"
_ROLES = {
	PLANNING: frozenset({"manager", "supervisor", "inspector"}),
	SELF_SCORING: frozenset({"leader", "head", "liaison"}),
	CHECKING: frozenset({"supervisor", "inspector"}),
}
# In a self-check the unit plans and checks by itself.
_OF_THE_UNIT = frozenset({"leader", "head", "liaison"})
_NOT_FOR_THE_OWN_UNIT = (PLANNING, CHECKING)

_NOT_THE_ROLE = {
	PLANNING: Text(
		"检查安排由纪检监察人员、检查人员填写；本单位人员只能安排定期自查",
		"An inspection is arranged by supervisors and inspectors. The unit itself arranges self-checks only.",
	),
	SELF_SCORING: Text(
		"自评分由被检查单位的领导、负责人、联络员填写",
		"Self scores are given by the leader, a head or the liaison of the inspected unit.",
	),
	CHECKING: Text(
		"核准分、扣分原因、检查发现和结论由纪检监察人员、检查人员填写",
		"Checked scores, deductions, findings and the conclusion are for supervisors and inspectors.",
	),
}
OWN_UNIT = Text("不能检查本人所在的单位：{person}", "Nobody inspects the own unit: {person}")
_OWN_UNIT_OF_ACTOR = Text("不能检查本人所在的单位", "Nobody inspects the own unit.")


def is_own_unit(lineage: Collection[str], inspected: Collection[str]) -> bool:
	"""Whether who belongs to a unit would inspect it. `lineage` is that unit and all above it.

	The unit around somebody's department is the own one too; a department of the own unit that is not one's own is not.
	"""
	return not set(lineage).isdisjoint(inspected)


def may_not_inspect(kind: str, lineage: Collection[str], inspected: Collection[str]) -> bool:
	return kind != SELF_CHECK and is_own_unit(lineage, inspected)


def refusal(part: str, kind: str, roles: Collection[str], own: bool) -> Text | None:
	"""Why somebody may not fill in a part of an inspection of this kind, or None.

	`roles` are those held at the inspected unit, `own` says that the person belongs to it.
	"""
	allowed = _ROLES[part] | (_OF_THE_UNIT if kind == SELF_CHECK else frozenset())
	if allowed.isdisjoint(roles):
		return _NOT_THE_ROLE[part]
	if own and kind != SELF_CHECK and part in _NOT_FOR_THE_OWN_UNIT:
		return _OWN_UNIT_OF_ACTOR
	return None
