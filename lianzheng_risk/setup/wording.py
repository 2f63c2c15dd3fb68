"""The desk in the words of the site's profile: the platform's own Translation records, for what they change.

Only Chinese changes, and only where a profile words something differently. A translation that somebody made by hand, or
changed afterwards, is theirs: it is neither touched nor contradicted.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import frappe
from frappe.core.doctype.translation.translation import clear_user_translation_cache
from frappe.translate import clear_cache
from frappe.utils import now

from lianzheng_risk.risk_screening.language import site_profile

LANGUAGE = "zh"
# Names of these records begin so; the platform gives those that people make random ones.
_OURS = "lianzheng-wording-"
_FIELDS = (
	"name", "owner", "creation", "modified", "modified_by", "docstatus", "idx",
	"language", "source_text", "context", "translated_text",
)  # fmt: skip


class Translated(NamedTuple):
	"""What an English text is in Chinese, in general or in one context (mostly a DocType)."""

	source: str
	context: str
	chinese: str

	@property
	def key(self) -> tuple[str, str]:
		return self.source, self.context

	@property
	def name(self) -> str:
		return _OURS + hashlib.sha256("\n".join(self).encode()).hexdigest()[:20]


def ensure_wording() -> None:
	"""Have exactly the records that the site's profile asks for."""
	records = frappe.get_all(
		"Translation", filters={"language": LANGUAGE}, fields=["name", "source_text", "context", "creation", "modified"]
	)
	# A record that was edited since it was made is somebody's own.
	present = {one.name for one in records if one.name.startswith(_OURS) and one.creation == one.modified}
	by_hand = {(one.source_text, one.context or "") for one in records if one.name not in present}
	wanted = {one.name: one for one in _reworded() if one.key not in by_hand}
	if present == wanted.keys():
		return
	_delete(sorted(present - wanted.keys()))
	_insert(one for name, one in wanted.items() if name not in present)
	_forget_what_was_shown()


def remove_wording() -> None:
	"""Remove all of these records, edited ones too: without the app they translate nothing."""
	frappe.db.delete("Translation", {"name": ["like", f"{_OURS}%"]})
	_forget_what_was_shown()


def give_way(translation, method: str | None = None) -> None:
	"""Somebody translates a text by hand: our record for the same text goes."""
	ours = frappe.get_all(
		"Translation",
		filters={"language": translation.language, "name": ["like", f"{_OURS}%"]},
		fields=["name", "source_text", "context"],
	)
	key = translation.source_text, translation.context or ""
	_delete([one.name for one in ours if (one.source_text, one.context or "") == key and one.name != translation.name])


def _reworded() -> Iterator[Translated]:
	"""The app's texts whose Chinese the site's profile changes, as it has them."""
	profile = site_profile()
	for one in app_texts():
		if (chinese := profile.reword(one.chinese)) != one.chinese:
			yield one._replace(chinese=chinese)


def app_texts() -> Iterator[Translated]:
	"""The rows of the app's own Chinese."""
	path = Path(frappe.get_app_path("lianzheng_risk", "translations", f"{LANGUAGE}.csv"))
	with path.open(encoding="utf-8", newline="") as file:
		for source, chinese, *context in csv.reader(file):
			yield Translated(source.replace("\\n", "\n"), *(context or [""]), chinese.replace("\\n", "\n"))


def _delete(names: list[str]) -> None:
	if names:
		frappe.db.delete("Translation", {"name": ["in", names]})


def _insert(texts: Iterator[Translated]) -> None:
	made = now()
	rows = [
		(one.name, "Administrator", made, made, "Administrator", 0, 0, LANGUAGE, one.source, one.context, one.chinese)
		for one in texts
	]
	if rows:
		frappe.db.bulk_insert("Translation", _FIELDS, rows)


def _forget_what_was_shown() -> None:
	"""Everybody's desk speaks the new words when it is next loaded."""
	clear_user_translation_cache(LANGUAGE)
	clear_cache()
