"""The organisation as an ERP has it, against ours: what would be new, change or end here, and what is left to people."""

from lianzheng_risk.core.organisation.changes import FIELD, KIND, OUTCOME, Change, Field, Plan, Ref
from lianzheng_risk.core.organisation.erp import Company, Department, Employee, Erp, Spell
from lianzheng_risk.core.organisation.ours import Ours, Person, Post, Tenure, Unit
from lianzheng_risk.core.organisation.planning import plan

__all__ = [
	"FIELD",
	"KIND",
	"OUTCOME",
	"Change",
	"Company",
	"Department",
	"Employee",
	"Erp",
	"Field",
	"Ours",
	"Person",
	"Plan",
	"Post",
	"Ref",
	"Spell",
	"Tenure",
	"Unit",
	"plan",
]
