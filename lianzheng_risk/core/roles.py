"""The roles of the regulation's work, each held at a place in the tree of units."""

from lianzheng_risk.core.vocabulary import vocabulary_of

ROLE = vocabulary_of(
	"role", "角色", "Role",
	("manager", "廉政风险防控管理员", "Integrity Manager"),
	("supervisor", "廉政纪检监察人员", "Integrity Supervisor"),
	("leader", "廉政单位领导", "Integrity Unit Leader"),
	("head", "廉政内设机构负责人", "Integrity Department Head"),
	("liaison", "廉政联络员", "Integrity Liaison"),
	("holder", "廉政岗位人员", "Integrity Post Holder"),
	("inspector", "廉政检查人员", "Integrity Inspector"),
	("auditor", "廉政审计人员（只读）", "Integrity Auditor"),
)  # fmt: skip
