"""Where each table of the register lives on a site: its DocType, and the fieldname of each of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lianzheng_risk.core.register import TABLES


class Parent(NamedTuple):
	"""The document that rows of a child table are kept in. `field` is the register's field that names that document."""

	doctype: str
	parentfield: str
	field: str


@dataclass(frozen=True)
class DocMapping:
	"""One table on the site. `fields` leads from a register's field to the fieldname of `doctype`.

	A document's name is its code, so the field that holds the code and `name` are always equal. The number 0 on a site
	means that there is none: the platform keeps no missing numbers.
	"""

	doctype: str
	fields: Mapping[str, str]
	parent: Parent | None = None

	@property
	def document(self) -> str:
		"""The DocType whose documents the rows belong to, and on which the platform asks for permission."""
		return self.parent.doctype if self.parent else self.doctype

	@property
	def child(self) -> str | None:
		"""The table field in which the rows stand, where they are rows of a child table."""
		return self.parent.parentfield if self.parent else None

	@property
	def unit_field(self) -> str:
		"""The field of the document that says to which unit it belongs."""
		return "name" if self.document == UNIT else "unit"

	def select(self, field: str) -> str:
		"""The field as the platform's queries on `document` call it."""
		if self.parent and field == self.parent.field:
			return "name"
		return f"{self.child}.{self.fields[field]}" if self.child else self.fields[field]


UNIT = "Integrity Unit"

_RENAMED: dict[str, dict[str, str]] = {
	"units": {"unit": "unit_code", "parent_unit": "parent_integrity_unit"},
	"people": {"person": "person_code"},
	"posts": {"post": "post_code"},
	"powers": {"power": "power_code"},
	"risk_points": {"risk": "risk_code"},
	"measures": {"measure": "measure_code"},
	"activities": {"activity": "name"},
	"rectifications": {"rectification": "name"},
	"inspections": {"inspection": "name", "concluded": "docstatus"},
	"inspection_findings": {"finding_no": "idx"},
	"warnings": {"warning": "name"},
	"waivers": {"waiver": "name"},
	"decisions": {"decision": "name", "resolution": "decision", "decided": "docstatus"},
	"decision_members": {"speaking_no": "idx"},
}

_DOCTYPES: dict[str, tuple[str, Parent | None]] = {
	"units": (UNIT, None),
	"people": ("Integrity Person", None),
	"posts": ("Integrity Post", None),
	"tenures": ("Integrity Post Tenure", Parent("Integrity Post", "tenures", "post")),
	"powers": ("Integrity Power", None),
	"power_steps": ("Integrity Power Step", Parent("Integrity Power", "steps", "power")),
	"risk_points": ("Integrity Risk Point", None),
	"measures": ("Integrity Control Measure", None),
	"activities": ("Integrity Activity", None),
	"activity_posts": (
		"Integrity Activity Participant", Parent("Integrity Activity", "participants", "activity"),
	),
	"rectifications": ("Integrity Rectification", None),
	"inspections": ("Integrity Inspection", None),
	"inspection_inspectors": (
		"Integrity Inspection Inspector", Parent("Integrity Inspection", "inspectors", "inspection"),
	),
	"inspection_findings": ("Integrity Inspection Finding", Parent("Integrity Inspection", "findings", "inspection")),
	"warnings": ("Integrity Warning", None),
	"waivers": ("Integrity Rotation Waiver", None),
	"decisions": ("Integrity Collective Decision", None),
	"decision_members": (
		"Integrity Decision Member", Parent("Integrity Collective Decision", "members", "decision"),
	),
}  # fmt: skip
# Proceedings: each is judged by its controller, so each is written through the platform. No list of them is so long that
# it matters.
ONE_BY_ONE = frozenset(("activities", "rectifications", "inspections", "warnings", "waivers", "decisions"))


def _mapping(table: str) -> DocMapping:
	doctype, parent = _DOCTYPES[table]
	fieldnames = {name: _RENAMED.get(table, {}).get(name, name) for name in TABLES[table].columns}
	if parent:
		fieldnames[parent.field] = "parent"
	return DocMapping(doctype, fieldnames, parent)


MAPPINGS: dict[str, DocMapping] = {table: _mapping(table) for table in TABLES}
