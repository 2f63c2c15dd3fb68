"""What became of a batch, and what is told along with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import frappe

from lianzheng_risk.core.findings import Finding, Place

Progress = Callable[[str, int, int], None]


class RowRefused(frappe.ValidationError):
	"""A row cannot be written; `place` says which one, the message why."""

	def __init__(self, place: Place, reason: str) -> None:
		super().__init__(reason)
		self.place = place


@dataclass(frozen=True)
class Story:
	"""Where documents come from, for their version history: the document that brought them, and a label for each row."""

	doctype: str
	name: str
	label: Callable[[Place], str]

	def reference(self, place: Place) -> dict[str, str]:
		"""What the platform's Version keeps as the reference of whoever updated a document."""
		return self.reference_with(self.label(place))

	def reference_with(self, label: str) -> dict[str, str]:
		return {"doctype": self.doctype, "docname": self.name, "label": label}


@dataclass
class Outcome:
	"""`created`: names and time stamps of new documents by DocType; `changed`: what each changed document was before and
	is now; `slow`: why the documents of a DocType were written one by one; `findings`: rows left out on the way.
	"""

	created: dict[str, dict[str, str]] = field(default_factory=dict)
	changed: list[Change] = field(default_factory=list)
	slow: dict[str, list[str]] = field(default_factory=dict)
	findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True)
class Change:
	"""Values by fieldname, rows of child tables included; `modified` is the stamp that the change left."""

	doctype: str
	name: str
	modified: str
	before: dict[str, object]
	after: dict[str, object]
