"""The export of a large register, by a worker and as the user who asked for it."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.core.doctype.access_log.access_log import make_access_log

from lianzheng_risk.risk_screening.language import session_lang
from lianzheng_risk.risk_screening.register_export import background
from lianzheng_risk.setup.scoped import UNIT
from lianzheng_risk.store.exporting.authority import check_right
from lianzheng_risk.store.exporting.register import export_register

RUN = "lianzheng_risk.risk_screening.register_export.job.run"


def run(unit: str | None, lang: str) -> None:
	"""Write the register of a unit, or of everything that the session's user sees, in the language asked for."""
	frappe.local.lang = lang

	def write(path) -> None:
		check_right(unit)
		export_register(path, unit, session_lang(), lambda stage: background.tell(key(unit), state=stage))
		make_access_log(doctype=UNIT, document=unit, file_type="Excel", method="Register Export")

	background.produce(key(unit), title(unit), "xlsx", write)


def key(unit: str | None) -> str:
	return f"register:{unit or ''}"


def title(unit: str | None) -> str:
	"""What the workbook is called for people."""
	whose = frappe.db.get_value(UNIT, unit, "unit_name") if unit else None
	return _("Integrity Risk Register of {0}").format(whose) if whose else _("Integrity Risk Register")
