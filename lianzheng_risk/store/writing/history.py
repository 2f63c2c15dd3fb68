"""Version history of new documents, one row each, as the platform's own Data Import leaves it."""

from __future__ import annotations

import json
from collections.abc import Sequence

import frappe
from frappe.core.doctype.version.version import Version

from lianzheng_risk.store.writing.insertion import insert, new_names
from lianzheng_risk.store.writing.outcome import Story
from lianzheng_risk.store.writing.values import Rows, defaults_of

_VERSION = "Version"


def keep(rows: Rows, places: Sequence, story: Story) -> None:
	"""Say of each new document where it came from. `places` are those of the rows, in their order."""
	if not rows.count or not frappe.get_meta(rows.doctype).track_changes:
		return
	user, stamp = rows.same["owner"], rows.same["creation"]
	versions = Rows(_VERSION, rows.count, defaults_of(_VERSION), {})
	versions.same |= {
		"owner": user,
		"modified_by": user,
		"creation": stamp,
		"modified": stamp,
		"docstatus": 0,
		"idx": 0,
	}
	versions.same |= {"ref_doctype": rows.doctype}
	versions.put("name", new_names(rows.count))
	versions.put("docname", rows["name"])
	versions.put("data", _data(user, stamp, places, story))
	insert(versions)


def _data(user: str, stamp: str, places: Sequence, story: Story) -> list[str]:
	"""As the platform spells it; only the label differs from row to row."""
	marker = "\0"
	data = {"creation": stamp, "created_by": user, "updater_reference": story.reference_with(marker)}
	Version.set_impersonator(data)
	before, after = frappe.as_json(data, indent=None, separators=(",", ":")).split(json.dumps(marker))
	return [f"{before}{json.dumps(story.label(place))}{after}" for place in places]
