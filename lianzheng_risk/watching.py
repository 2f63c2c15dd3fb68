"""The one place that the saves of all the site's documents pass: those that nobody watches cost a look into a dict.

A watcher is a module with `watched_doctypes() -> set[str]`, asked once and then again after `forget()`, and
`on(doc, event)`, called with the platform's names of events. A gate refuses by raising; a rule never does.
"""

from __future__ import annotations

import frappe

HANDLER = f"{__name__}.on_event"
WATCHERS: tuple[str, ...] = (
	"lianzheng_risk.risk_control.decisions.gate",
	"lianzheng_risk.risk_supervision.monitoring.watcher",
)
_KEY = "lianzheng_watched_doctypes"


def on_event(doc, method: str) -> None:
	for watcher in watched().get(doc.doctype, ()):
		frappe.get_module(watcher).on(doc, method)


def watched() -> dict[str, list[str]]:
	"""The watchers of each DocType that has any. Once read, a request or job keeps it; no query."""
	return frappe.cache.get_value(_KEY, _gather)


def forget() -> None:
	"""To be called after the commit too where what is watched has changed: another worker may have read the old state."""
	frappe.cache.delete_value(_KEY)


def _gather() -> dict[str, list[str]]:
	watchers: dict[str, list[str]] = {}
	for name in WATCHERS:
		for doctype in frappe.get_module(name).watched_doctypes():
			watchers.setdefault(doctype, []).append(name)
	return watchers
