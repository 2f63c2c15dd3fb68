"""Ready-made entries into the library of risks."""

from __future__ import annotations

from collections.abc import Iterable

import frappe

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.demo.catalogue.library import Entry, Suggested
from lianzheng_risk.core.vocabulary import Vocabulary

LIBRARY = "Integrity Risk Library Entry"


def stock(entries: Iterable[Entry]) -> int:
	"""Publish the entries, each through the platform; how many there were."""
	names = [frappe.new_doc(LIBRARY).update(_values(entry)).insert().name for entry in entries]
	return len(names)


def _values(entry: Entry) -> dict:
	return {
		"title": entry.title,
		"manifestation": entry.manifestation,
		"category": _term(v.RISK_CATEGORY, entry.category),
		"probability": _term(v.PROBABILITY, entry.probability),
		"harm": _term(v.HARM, entry.harm),
		"power_category": _term(v.POWER_CATEGORY, entry.power_category),
		"business_area": _term(v.BUSINESS_AREA, entry.business_area),
		"post_rank": _term(v.RANK, entry.rank),
		"measures": [_measure(measure) for measure in entry.measures],
		"status": "Published",
	}


def _measure(measure: Suggested) -> dict:
	return {
		"layer": _term(v.MEASURE_LAYER, measure.layer),
		"phase": _term(v.MEASURE_PHASE, measure.phase),
		"kind": _term(v.MEASURE_KIND, measure.kind),
		"description": measure.description,
	}


def _term(vocabulary: Vocabulary, code: str | None) -> str | None:
	return vocabulary.by_code[code].en if code else None
