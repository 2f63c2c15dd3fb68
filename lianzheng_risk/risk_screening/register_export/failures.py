"""Why an export came to nothing, in words for who asked for it."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import strip_html
from rq.timeouts import JobTimeoutException

from lianzheng_risk.core.workbook import DoesNotFit
from lianzheng_risk.risk_screening.language import shown


def in_words(error: Exception) -> str:
	"""What to tell of an error; one that nobody foresaw is kept in the site's error log."""
	if isinstance(error, DoesNotFit):
		return shown(error.text)
	if isinstance(error, JobTimeoutException):
		return _("It took longer than it may and was stopped. Please export unit by unit.")
	if isinstance(error, frappe.PermissionError | frappe.ValidationError):
		return strip_html(str(error)) or _("You do not have the permission for this.")
	frappe.log_error(title="Integrity Register Export")
	return _("An unforeseen error occurred. The system administrator finds it in the error log.")
