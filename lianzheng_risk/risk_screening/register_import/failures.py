"""Why a job came to nothing, in words for whoever reads it on the form."""

from __future__ import annotations

from collections.abc import Callable

import frappe
from frappe import _
from frappe.utils import strip_html
from rq.timeouts import JobTimeoutException

from lianzheng_risk.core.workbook import UnreadableFile
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.store.importing.undoing import NAMED_AT_MOST, ChangedSince


class Stopped(Exception):
	"""The job has found that it must not go on; the message says why."""


def in_words(error: Exception) -> str:
	"""What to tell of an error; one that nobody foresaw is kept in the site's error log."""
	for is_such, words in _WORDS:
		if is_such(error):
			return words(error)
	frappe.log_error(title="Integrity Register Import")
	return _("An unforeseen error occurred; nothing was written. The system administrator finds it in the error log.")


def lost_database(error: Exception) -> bool:
	"""Whether there is no connection to the database any more."""
	return isinstance(error, frappe.db.OperationalError) or frappe.db.is_interface_error(error)


def _is(*kinds: type[Exception]) -> Callable[[Exception], bool]:
	return lambda error: isinstance(error, kinds)


def _is_taken(error: Exception) -> bool:
	return bool(error.args) and (frappe.db.is_primary_key_violation(error) or frappe.db.is_unique_key_violation(error))


def _code_taken(_error: Exception) -> str:
	return _(
		"Somebody has used one of the codes of this file meanwhile; nothing was written. Please check the file again."
	)


def _lost_database(_error: Exception) -> str:
	return _("The connection to the database was lost; nothing was written. Please try again.")


def _busy(_error: Exception) -> str:
	return _("Somebody else was changing the same records; nothing was written. Please try again.")


def _changed_since(error: ChangedSince) -> str:
	lines = [
		_("The import cannot be taken back, because its records are not as it left them:"),
		*(why for _doctype, _name, why in error.documents),
	]
	if len(error.documents) == NAMED_AT_MOST:
		lines.append(_("These are the first {0}; there may be more.").format(NAMED_AT_MOST))
	return "\n".join(lines)


def _too_long(_error: Exception) -> str:
	return _(
		"The task took longer than it may and was stopped; nothing was written. Please divide the file, or ask the system administrator to let it run longer."
	)


def _message(error: Exception) -> str:
	return strip_html(str(error)) or _("You do not have the permission for this any more; nothing was written.")


_WORDS: tuple[tuple[Callable[[Exception], bool], Callable[[Exception], str]], ...] = (
	(_is(UnreadableFile), lambda error: shown(error.text)),
	(_is(ChangedSince), _changed_since),
	(_is(Stopped), str),
	(_is(JobTimeoutException), _too_long),
	(_is(frappe.QueryTimeoutError, frappe.QueryDeadlockError), _busy),
	(_is(frappe.PermissionError, frappe.ValidationError), _message),
	(lost_database, _lost_database),
	(_is_taken, _code_taken),
)
