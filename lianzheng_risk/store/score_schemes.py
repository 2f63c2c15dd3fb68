"""A score scheme of core ⇄ the values of an Integrity Score Scheme, child rows included."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import cint, flt

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.inspection.words import RATING
from lianzheng_risk.core.periods import PERIOD
from lianzheng_risk.core.scoring.scheme import Band, Item, RatingLine, ScoreScheme
from lianzheng_risk.core.scoring.words import DIRECTION, ITEM_KIND
from lianzheng_risk.store.terms import code, english

SCHEME = "Integrity Score Scheme"
# Indicators are shares of four digits; a site speaks of them in percent.
_DIGITS = 4


def to_values(scheme: ScoreScheme) -> dict[str, Any]:
	"""The document's values, without its date; vocabulary terms in English, as a site stores them."""
	return {
		"scheme_name": scheme.name,
		"title": scheme.text.zh,
		"warning_line": scheme.warning_line or 0,
		**{f"score_{kind}": int(kind in scheme.periods) for kind in PERIOD.codes},
		"items": [_item_row(item) for item in scheme.items],
		"bands": [
			{"item_code": item.code, "limit_percent": round(band.limit * 100, _DIGITS - 2), "points": band.points}
			for item in scheme.items
			for band in item.ordered_bands
		],
		"ratings": [{"rating": english(RATING, line.rating), "least": line.least} for line in scheme.ratings],
	}


def to_scheme(document: Document) -> ScoreScheme:
	"""The scheme as core understands it, faults and all."""
	bands: dict[str, list[Band]] = defaultdict(list)
	for row in document.bands:
		bands[_key(row.item_code)].append(Band(round(flt(row.limit_percent) / 100, _DIGITS), flt(row.points)))
	return ScoreScheme(
		name=document.scheme_name,
		version=cint(document.version) or 1,
		text=Text(document.title, document.title, quoted=True),
		items=tuple(_item(row, tuple(bands.get(_key(row.item_code), ()))) for row in document.items),
		ratings=tuple(RatingLine(code(RATING, row.rating) or row.rating, flt(row.least)) for row in document.ratings),
		warning_line=flt(document.warning_line) or None,
		periods=tuple(kind for kind in PERIOD.codes if document.get(f"score_{kind}")),
	)


def bands_of_no_item(document: Document) -> list[str]:
	"""Item codes that stand in the table of bands and nowhere else."""
	known = {_key(row.item_code) for row in document.items}
	return sorted({_key(row.item_code) for row in document.bands} - known)


def scheme_on(day) -> Document | None:
	"""The latest submitted scheme whose day has come by then."""
	found = frappe.get_all(
		SCHEME,
		filters={"docstatus": 1, "effective_from": ["<=", day]},
		order_by="effective_from desc, creation desc",
		limit=1,
		pluck="name",
	)
	return frappe.get_cached_doc(SCHEME, found[0]) if found else None


def _item_row(item: Item) -> dict[str, Any]:
	return {
		"item_code": item.code,
		"section": item.section,
		"item": item.name,
		"kind": english(ITEM_KIND, item.kind),
		"marks": item.marks,
		"standard": item.standard,
		"indicator": item.indicator,
		"direction": english(DIRECTION, item.direction) if item.kind == "automatic" else None,
	}


def _item(row: Document, bands: tuple[Band, ...]) -> Item:
	return Item(
		code=_key(row.item_code),
		kind=code(ITEM_KIND, row.kind) or row.kind or "",
		section=row.section or "",
		name=row.item,
		marks=flt(row.marks),
		standard=row.standard or "",
		indicator=row.indicator or None,
		direction=code(DIRECTION, row.direction) or "up",
		bands=bands,
	)


def _key(item_code: str | None) -> str:
	return (item_code or "").strip()
