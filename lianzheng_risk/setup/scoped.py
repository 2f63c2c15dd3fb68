"""What is held to a place, declared once: a new DocType is one line here."""

from __future__ import annotations

from typing import NamedTuple

UNIT = "Integrity Unit"
RISK = "Integrity Risk Point"
MEMBER = "Integrity Unit Member"


class Scope(NamedTuple):
	"""How a document says where it belongs. `risk` is the field naming the risk point that it hangs on, if it does.

	`covers_below`: whoever has a place below its unit may read it too. `post` is the field naming the post whose holders
	alone, of all post holders, may see it; `participants` the DocType of its table in which each row names such a post.
	`concerned` is the field naming the person that it is about, who may read it in the states `told` and not before;
	`seen_by` are the roles that see what is about others, all where it is empty.
	"""

	unit: str = "unit"
	risk: str | None = None
	covers_below: bool = False
	post: str | None = None
	concerned: str | None = None
	told: tuple[str, ...] = ()
	seen_by: tuple[str, ...] = ()
	participants: str | None = None


# Who has to do with what is held against a person.
_AUTHORITIES = ("Integrity Manager", "Integrity Supervisor", "Integrity Unit Leader", "Integrity Auditor")

SCOPED: dict[str, Scope] = {
	UNIT: Scope(unit="name"),
	"Integrity Person": Scope(),
	"Integrity Post": Scope(),
	"Integrity Power": Scope(),
	RISK: Scope(),
	"Integrity Control Measure": Scope(risk="risk"),
	"Integrity Grade Record": Scope(),
	"Integrity Screening Campaign": Scope(covers_below=True),
	"Integrity Post Screening": Scope(post="post"),
	"Integrity Register Import": Scope(),
	"Integrity List Layout": Scope(),
	"Integrity Rectification": Scope(),
	"Integrity Warning": Scope(post="post"),
	"Integrity Rotation Waiver": Scope(),
	"Integrity Inspection": Scope(),
	"Integrity Inspection Plan": Scope(),
	"Integrity Social Appraisal": Scope(),
	"Integrity Accountability Action": Scope(concerned="person", told=("Issued",), seen_by=_AUTHORITIES),
	"Integrity Notice Channel": Scope(),
	"Integrity Notice Delivery": Scope(),
	"Integrity Monitoring Rule": Scope(),
	"Integrity Monitoring Hit": Scope(),
	"Integrity Activity": Scope(participants="Integrity Activity Participant"),
	"Integrity Collective Decision": Scope(),
	"Integrity Decision Threshold": Scope(),
	"Integrity Decision Draw": Scope(),
	"Integrity Assessment": Scope(),
	"Integrity Reported Package": Scope(),
}

# What units' figures are counted from, directly or by what it names.
TALLIED = (
	UNIT,
	"Integrity Person",
	"Integrity Post",
	"Integrity Power",
	RISK,
	"Integrity Control Measure",
	"Integrity Activity",
	"Integrity Rectification",
	"Integrity Inspection",
	"Integrity Warning",
	"Integrity Rotation Waiver",
	"Integrity Collective Decision",
)

# Rows of these tables can be asked for by themselves; the platform then looks at no document, only at its DocType.
CHILDREN: dict[str, tuple[str, ...]] = {
	MEMBER: (UNIT,),
	"Integrity Post Tenure": ("Integrity Post",),
	"Integrity Power Step": ("Integrity Power",),
	"Integrity Approval Step": (RISK,),
	"Integrity Course Step": (
		"Integrity Control Measure",
		"Integrity Rectification",
		"Integrity Warning",
		"Integrity Accountability Action",
		"Integrity Assessment",
		"Integrity Monitoring Hit",
		"Integrity Reported Package",
	),
	"Integrity Monitoring Figure": ("Integrity Monitoring Rule",),
	"Integrity Measure Round": ("Integrity Control Measure",),
	"Integrity Inspection Item": ("Integrity Inspection",),
	"Integrity Inspection Scope": ("Integrity Inspection",),
	"Integrity Inspection Finding": ("Integrity Inspection",),
	"Integrity Inspection Inspector": ("Integrity Inspection", "Integrity Inspection Plan"),
	"Integrity Activity Participant": ("Integrity Activity",),
	"Integrity Decision Member": ("Integrity Collective Decision",),
	"Integrity Decision Material": ("Integrity Collective Decision",),
	"Integrity Threshold Condition": ("Integrity Decision Threshold",),
	"Integrity Assessment Score": ("Integrity Assessment",),
	"Integrity Assessment Indicator": ("Integrity Assessment",),
	"Integrity Assessment Correction": ("Integrity Assessment",),
	"Integrity Library Measure": ("Integrity Risk Library Entry",),
}


class Note(NamedTuple):
	"""Where a DocType, mostly of the platform, names the document that its rows are about, and for whom they are."""

	doctype: str = "reference_doctype"
	name: str = "reference_name"
	reader: str | None = None


NOTES: dict[str, Note] = {
	"Activity Log": Note(),
	"Comment": Note(),
	"Communication": Note(),
	"DocShare": Note("share_doctype", "share_name"),
	"Document Follow": Note("ref_doctype", "ref_docname", reader="user"),
	"Energy Point Log": Note(),
	"File": Note("attached_to_doctype", "attached_to_name"),
	"Integrity Notice Delivery": Note(),
	"Notification Log": Note("document_type", "document_name"),
	"Tag Link": Note("document_type", "document_name"),
	"ToDo": Note("reference_type", "reference_name"),
	"Version": Note("ref_doctype", "docname"),
	"View Log": Note(),
	"Workflow Action": Note(),
}
