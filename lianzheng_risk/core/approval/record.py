"""What is kept of an approval: the values that were approved, sealed with a checksum."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from lianzheng_risk.core import vocabulary as v

# Whoever changes one of these changes what was approved; the rest (statements, notes) may be kept up to date freely.
MATERIAL: tuple[str, ...] = (
	"unit", "post", "power", "step_no", "category", "title", "manifestation", "probability", "harm", *v.VETO.codes,
)  # fmt: skip


def material(values: Mapping[str, Any]) -> dict[str, Any]:
	"""The approved values of a risk point, in one spelling: nothing, an empty text and 0 are all None."""
	return {name: values.get(name) or None for name in MATERIAL}


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
	"""The material fields in which two states of a risk point differ."""
	old, new = material(before), material(after)
	return tuple(name for name in MATERIAL if old[name] != new[name])


def to_json(values: Mapping[str, Any]) -> str:
	"""The material values as JSON that depends on nothing but them."""
	return json.dumps(material(values), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seal(record: str, revision: int, grade: str, scheme: str, values_json: str) -> str:
	"""SHA-256 over what was approved, in hexadecimal: any later change of it shows.

	`record` names the grade record and not the risk point, whose code may be changed by renaming it.
	"""
	sealed = json.dumps([record, revision, grade, scheme, values_json], ensure_ascii=False, separators=(",", ":"))
	return hashlib.sha256(sealed.encode()).hexdigest()
