"""Packages that arrived: checked by a job, and what they say as part of the superior's figures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import frappe
from frappe.model.document import Document
from frappe.utils import add_to_date, get_datetime, now_datetime

from lianzheng_risk.clock.queueing import queue_once
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.frozen.freezing import Figures, as_text, checksum
from lianzheng_risk.core.periods import Period
from lianzheng_risk.core.upward.keys import fingerprint
from lianzheng_risk.core.upward.manifest import Manifest, parse
from lianzheng_risk.core.upward.merging import Merged, merge
from lianzheng_risk.core.upward.path import CHECKED, FOUND_WANTING, REPLACED, STATE
from lianzheng_risk.core.upward.reading import MOST_BYTES, Package, read
from lianzheng_risk.core.upward.refusals import NO_FILE, TOO_LARGE, PackageRefused
from lianzheng_risk.core.workbook.guard.limits import MEGABYTE
from lianzheng_risk.courses.document import Given
from lianzheng_risk.risk_assessment.assessments.frozen import take_own
from lianzheng_risk.risk_assessment.upward.trust import trusted
from lianzheng_risk.risk_screening.language import lang_of_site
from lianzheng_risk.store.terms import english

PACKAGE = "Integrity Reported Package"
_MERGED = english(STATE, "merged")
OTHER_UNIT = Text(
	"这是单位“{unit}”的上报包，不是所选单位“{chosen}”的",
	"this is the package of unit “{unit}” and not of the chosen “{chosen}”",
)
_UNIT = "Integrity Unit"
_LARGE = ("figures_json", "manifest_json", "conflicts_json")
# In a day, of those that were left lying.
_AT_ONCE = 100


def queue(name: str) -> None:
	queue_once(f"{__name__}.check", f"package_{name}", name=name)


def queue_waiting() -> list[str]:
	"""Daily: once more those that no job has come to. Answers which."""
	filters = {"status": english(STATE, "received"), "creation": ["<", add_to_date(now_datetime(), hours=-1)]}
	names = frappe.get_all(PACKAGE, filters=filters, pluck="name", order_by="creation", limit=_AT_ONCE)
	for name in names:
		queue(name)
	return names


def check(name: str) -> None:
	"""In the job, as the one who received it: read it, and say what disagrees. A second run finds nothing to do."""
	document = frappe.get_doc(PACKAGE, name, for_update=True)
	if document.status != english(STATE, "received"):
		return
	try:
		package = read(_content(document), trusted())
		if package.unit != document.unit:
			raise PackageRefused("other_unit", OTHER_UNIT, unit=package.unit, chosen=document.unit)
	except PackageRefused as refused:
		_settle(document, FOUND_WANTING, {"failure": refused.text.label(lang_of_site())})
		return
	_settle(document, CHECKED, _values(package, _conflicts(package)))


def figures_with_reported(own: dict[str, Figures], period: Period) -> Merged:
	"""The site's figures with those of the units that report from outside, as they were merged last."""
	packages = merged_packages(period, list(own))
	return merge(own, period.code, packages) if packages and own else Merged(own, (), ())


def merged_packages(period: Period, units: list[str] | None = None) -> list[Package]:
	filters = {"period": period.code, "status": _MERGED}
	if units is not None:
		filters["unit"] = ["in", units or [""]]
	rows = frappe.get_all(
		PACKAGE, filters=filters, fields=["manifest_json", "figures_json", "public_key"], order_by="name"
	)
	return [_package(row) for row in rows]


def replaced_units(period: Period) -> set[str]:
	"""Units of the site below one that reports from outside which its package does not have: they are not assessed."""
	found: set[str] = set()
	for package in merged_packages(period):
		below = frappe.get_all(_UNIT, filters={"name": ["descendants of", package.unit]}, pluck="name")
		found |= set(below) - set(package.figures)
	return found


def replace_earlier(document: Document) -> None:
	"""The package that was merged for the same unit and period before."""
	earlier = {"unit": document.unit, "period": document.period, "status": _MERGED, "name": ["!=", document.name]}
	for name in frappe.get_all(PACKAGE, filters=earlier, pluck="name", order_by="name"):
		other = frappe.get_doc(PACKAGE, name, for_update=True)
		_settle(other, REPLACED, {}, document.name)


def _settle(document: Document, move, values: Mapping[str, object], reason: str | None = None) -> None:
	document.update({field: value for field, value in values.items() if field not in _LARGE})
	document.flags.by_clock = True
	document.log(move, Given(reason=reason))
	document.status = english(STATE, move.target)
	document.save(ignore_permissions=True)
	if large := {field: value for field, value in values.items() if field in _LARGE}:
		# Saved, they would stand in the history of versions once more.
		document.db_set(large, update_modified=False)


def _values(package: Package, conflicts) -> dict[str, object]:
	manifest, total = package.manifest, package.figures[package.unit]["total"]
	lang, text = lang_of_site(), as_text(package.figures)
	return {
		"title": f"{manifest.unit_name} {Period.parse(manifest.period).label(lang)}"[:140],
		"period": manifest.period,
		"as_of": manifest.as_of,
		"version": manifest.version,
		"made_at": get_datetime(manifest.made_at).replace(tzinfo=None),
		"made_by": manifest.made_by[:140],
		"public_key": package.key,
		"fingerprint": fingerprint(package.key),
		"units": len(package.figures),
		"risk_points": total.get("risk_points", 0),
		"conflicts": "\n".join(one.message(lang) for one in conflicts),
		"has_errors": int(any(one.is_error for one in conflicts)),
		"conflicts_json": json.dumps([one.to_dict(lang) for one in conflicts], ensure_ascii=False),
		"manifest_json": manifest.to_bytes().decode(),
		"figures_json": text,
		"figures_hash": checksum(package.figures),
	}


def _conflicts(package: Package):
	"""Against the record of the site as it stands, and what was merged of the period already."""
	period = Period.parse(package.manifest.period)
	own = take_own(period, frappe.utils.getdate(package.manifest.as_of))
	others = [one for one in merged_packages(period, list(own)) if one.unit != package.unit]
	return [one for one in merge(own, period.code, [package, *others]).conflicts if one.unit == package.unit]


def _package(row) -> Package:
	manifest: Manifest = parse(row.manifest_json.encode())
	return Package(manifest, json.loads(row.figures_json), row.public_key)


def _content(document: Document) -> bytes:
	own = {"file_url": document.file, "attached_to_doctype": PACKAGE, "attached_to_name": document.name}
	name = frappe.db.get_value("File", own, "name")
	path = Path(frappe.get_doc("File", name).get_full_path()) if name else None
	if not path or not path.is_file():
		raise PackageRefused("no_file", NO_FILE)
	size = path.stat().st_size
	if size > MOST_BYTES:
		megabytes, most = -(-size // MEGABYTE), MOST_BYTES // MEGABYTE
		raise PackageRefused("too_large", TOO_LARGE, member="zip", size=megabytes, most=most)
	return path.read_bytes()
