"""A workbook as openpyxl can change it, where it can."""

from __future__ import annotations

import warnings
from io import BytesIO

from openpyxl import Workbook, load_workbook

from lianzheng_risk.core.workbook.guard.editing import is_editable


def editable_copy(data: bytes) -> Workbook | None:
	"""The workbook in `data` with its formatting; None where openpyxl cannot read it, or not within bounds."""
	if not is_editable(data):
		return None
	try:
		with warnings.catch_warnings():
			# openpyxl warns of each extension it leaves out of the copy; the user's own file keeps them.
			warnings.simplefilter("ignore")
			return load_workbook(BytesIO(data), rich_text=True)
	except Exception:
		# Written by a program whose liberties openpyxl does not forgive; what is raised then is of any kind.
		return None
