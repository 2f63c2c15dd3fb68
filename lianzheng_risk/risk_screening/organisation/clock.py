"""The daily synchronisation, where the settings want one: carried out at once, and kept where it did anything."""

from __future__ import annotations

import frappe
from frappe.utils import cint

from lianzheng_risk.clock.runs import logged
from lianzheng_risk.risk_screening.organisation.following import SETTINGS
from lianzheng_risk.risk_screening.organisation.syncing import SYNC, alone, carry_out
from lianzheng_risk.setup.erp import has_erp


def sync_daily() -> None:
	if not has_erp() or not cint(frappe.get_cached_doc(SETTINGS).sync_erp_daily):
		return
	alone()
	with logged("organisation") as counts:
		counts.changed = sync_now()


def sync_now() -> int:
	"""How many changes there were; people settle the conflicts by looking at a preview."""
	document = frappe.new_doc(SYNC).insert(ignore_permissions=True)
	if document.changes:
		carry_out(document)
	else:
		document.delete(ignore_permissions=True, delete_permanently=True)
	return document.changes
