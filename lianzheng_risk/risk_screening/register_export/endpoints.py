"""What the desk asks for: begin an export, fetch a small one, how far a large one is."""

from __future__ import annotations

from io import BytesIO

import frappe
from frappe import _
from frappe.core.doctype.access_log.access_log import make_access_log
from frappe.desk.utils import provide_binary_file

from lianzheng_risk.core.workbook import DoesNotFit
from lianzheng_risk.risk_screening.language import session_lang, shown
from lianzheng_risk.risk_screening.register_export import background, job
from lianzheng_risk.setup.scoped import UNIT
from lianzheng_risk.store.exporting import files
from lianzheng_risk.store.exporting.authority import check_right
from lianzheng_risk.store.exporting.register import export_register, is_larger_than

# Documents, children not counted, that are exported while the user waits: two or three seconds.
AT_ONCE = 3000


@frappe.whitelist(methods=["POST"])
def begin(unit: str | None = None) -> dict:
	"""Start the export of a unit's register, or of everything that the user sees: `at_once`, whether it is to be fetched
	by `download` now; otherwise it is in the queue, and `standing` tells how far. Raises ExportUnderWay, QueueDown."""
	check_right(unit)
	at_once = not is_larger_than(AT_ONCE, unit)
	if not at_once:
		background.start(job.RUN, job.key(unit), unit=unit)
	return {"at_once": at_once, "kept_days": files.KEPT_DAYS}


@frappe.whitelist(methods=["POST"])
def download(unit: str | None = None) -> None:
	"""Answer with the workbook of a register that is small enough. Raises ExportTooLarge."""
	check_right(unit)
	if is_larger_than(AT_ONCE, unit):
		frappe.throw(_("The register is too large to wait for. Please export it in the background."), ExportTooLarge)
	target = BytesIO()
	try:
		export_register(target, unit, session_lang())
	except DoesNotFit as refusal:
		frappe.throw(shown(refusal.text))
	make_access_log(doctype=UNIT, document=unit, file_type="Excel", method="Register Export")
	stem, _dot, extension = files.file_name(job.title(unit), "xlsx").rpartition(".")
	provide_binary_file(stem, extension, target.getvalue())


@frappe.whitelist(methods=["POST"])
def standing(unit: str | None = None) -> dict:
	"""How far the user's own export is: `state` is queued, reading, writing, done, failed, lost or unknown; `file_url` and
	`until`, or `why`."""
	check_right(unit)
	return background.standing(job.key(unit))


class ExportTooLarge(frappe.ValidationError):
	pass
