"""From the site to a register workbook, with what the session's user may see."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import frappe

from lianzheng_risk.core.bilingual import Lang
from lianzheng_risk.core.workbook import write_register
from lianzheng_risk.risk_screening.doctype.integrity_grading_scheme.integrity_grading_scheme import scheme_in_force
from lianzheng_risk.store.frames import read_register
from lianzheng_risk.store.mapping import MAPPINGS

Progress = Callable[[str], None]


def export_register(
	target: str | Path | BinaryIO, unit: str | None, lang: Lang, progress: Progress | None = None
) -> None:
	"""Write the register of `unit` and everything below it (None: of all that the user sees) to a path or a binary file.

	What rows name outside of that, such as the unit above or a leader there, stands in the workbook by its code and is
	found again by it when the workbook is imported. `progress` is told the stages "reading" and "writing".

	Raises frappe.PermissionError and frappe.DoesNotExistError about the unit, and DoesNotFit where an Excel workbook cannot
	hold the register, before anything is written.
	"""
	told = progress or (lambda stage: None)
	told("reading")
	register = read_register(unit)
	told("writing")
	write_register(register, target, lang, scheme_in_force())


def is_larger_than(most: int, unit: str | None) -> bool:
	"""Whether the documents to be exported are more than `most`. Looks at no more than it needs to know."""
	found = 0
	for mapping in MAPPINGS.values():
		if mapping.parent:
			continue
		within = [[mapping.doctype, mapping.unit_field, "descendants of (inclusive)", unit]] if unit else []
		limit = most + 1 - found
		found += len(
			frappe.get_list(mapping.doctype, filters=within, order_by="", limit_page_length=limit, as_list=True)
		)
		if found > most:
			return True
	return False
