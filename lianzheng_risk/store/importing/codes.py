"""New codes from the platform's own series, many at a time."""

from __future__ import annotations

import frappe
from frappe.model.base_document import get_controller
from frappe.model.naming import parse_naming_series

from lianzheng_risk.store.mapping import MAPPINGS


def next_codes(table: str, count: int) -> list[str]:
	"""The next `count` codes of the series of a table's DocType, none of which any document bears.

	The series stays locked until the caller commits or rolls back; numbers that are not used in the end leave a gap.
	"""
	doctype = MAPPINGS[table].doctype
	codes: list[str] = []
	while len(codes) < count:
		offered = _next_of_series(doctype, count - len(codes))
		taken = set(_taken(doctype, offered))
		codes += [code for code in offered if code.casefold() not in taken]
	return codes


def _next_of_series(doctype: str, count: int) -> list[str]:
	series: list[tuple[str, int]] = []

	def note(prefix: str, digits: int) -> str:
		series.append((prefix, digits))
		return ""

	given = getattr(get_controller(doctype), "series", None) or frappe.get_meta(doctype).autoname
	parse_naming_series(given, doctype=doctype, number_generator=note)
	((prefix, digits),) = series
	first = _reserve(prefix, count)
	return [f"{prefix}{number:0{digits}d}" for number in range(first, first + count)]


def _reserve(prefix: str, count: int) -> int:
	"""Take `count` numbers of a series, the first of which is returned."""
	series = frappe.qb.DocType("Series")
	current = frappe.qb.from_(series).where(series.name == prefix).select(series.current).for_update().run()
	if not current:
		frappe.qb.into(series).columns(series.name, series.current).insert(prefix, count).run()
		return 1
	last = current[0][0] or 0
	frappe.qb.update(series).set(series.current, last + count).where(series.name == prefix).run()
	return last + 1


def _taken(doctype: str, codes: list[str]) -> list[str]:
	"""The codes, folded as the database compares them, that begin like these, of all documents, seen or not."""
	prefix = codes[0].rstrip("0123456789")
	# Whether a code is free is told to nobody who could not find out by saving a document under it.
	names = frappe.get_all(doctype, filters={"name": ["like", f"{prefix}%"]}, pluck="name", order_by="")
	return [name.casefold() for name in names]
