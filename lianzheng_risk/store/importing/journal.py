"""What an import wrote, remembered for taking it back: one compressed record per import, in the import's own transaction."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import asdict, dataclass, field

import frappe
from frappe.utils import now

from lianzheng_risk.core.findings import Finding
from lianzheng_risk.core.importing import Plan
from lianzheng_risk.store.writing.outcome import Change, Outcome

JOURNAL = "Integrity Import Journal"


@dataclass(frozen=True)
class Journal:
	"""`created`: by DocType, names and the time stamps they were written with; `changed`: what each was before and after.

	`slow`: by table, what on this site wanted to hear of each document, so that they were written one by one. `findings`:
	rows that the site refused while the others were written; `plan`: the plan without them.
	"""

	created: dict[str, dict[str, str]]
	changed: list[Change]
	slow: dict[str, list[str]] = field(default_factory=dict)
	findings: list[Finding] = field(default_factory=list)
	plan: Plan | None = None

	@classmethod
	def of(cls, outcome: Outcome, plan: Plan) -> Journal:
		return cls(outcome.created, outcome.changed, outcome.slow, outcome.findings, plan)

	def counts(self) -> dict[str, dict[str, int]]:
		"""By DocType, how many documents are new and how many changed."""
		counted = {doctype: {"new": len(names), "changed": 0} for doctype, names in self.created.items()}
		for change in self.changed:
			counted.setdefault(change.doctype, {"new": 0, "changed": 0})["changed"] += 1
		return counted


def remember(name: str, journal: Journal) -> None:
	"""Keep the journal of the import called `name`."""
	document = frappe.new_doc(JOURNAL).update(
		{
			"import_name": name,
			"created_documents": sum(map(len, journal.created.values())),
			"changed_documents": len(journal.changed),
			"contents": _packed(journal),
		}
	)
	document.insert(ignore_permissions=True, set_name=name)


def recall(name: str) -> Journal | None:
	"""The journal of an import that may still be taken back, locked until the transaction ends; None where there is none."""
	table = frappe.qb.DocType(JOURNAL)
	found = (
		frappe.qb.from_(table)
		.select(table.contents)
		.where((table.name == name) & table.taken_back_on.isnull())
		.for_update()
		.run()
	)
	return _unpacked(found[0][0]) if found else None


def close(name: str) -> None:
	"""Note that the import was taken back. What it had written is of no use any more."""
	values = {"taken_back_on": now(), "taken_back_by": frappe.session.user, "contents": None}
	frappe.db.set_value(JOURNAL, name, values)


def _packed(journal: Journal) -> str:
	created: dict[str, dict[str, list[str]]] = {}
	for doctype, stamps in journal.created.items():
		for name, stamp in stamps.items():
			created.setdefault(doctype, {}).setdefault(stamp, []).append(name)
	contents = {"created": created, "changed": [asdict(change) for change in journal.changed], "slow": journal.slow}
	text = json.dumps(contents, ensure_ascii=False, separators=(",", ":"))
	return base64.b64encode(zlib.compress(text.encode())).decode()


def _unpacked(packed: str) -> Journal:
	contents = json.loads(zlib.decompress(base64.b64decode(packed)))
	created = {
		doctype: {name: stamp for stamp, names in by_stamp.items() for name in names}
		for doctype, by_stamp in contents["created"].items()
	}
	return Journal(created, [Change(**change) for change in contents["changed"]], contents["slow"])
