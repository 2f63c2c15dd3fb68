"""Whether what a rule found is known already: one open hit for each cause, and nothing twice about one document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Set
from dataclasses import dataclass

LONGEST_KEY = 140


@dataclass(frozen=True)
class Earlier:
	"""A hit of the same cause, and the documents that it was found on."""

	name: str
	state: str
	documents: Set[str | None]


def answer_to(document: str, earlier: Iterable[Earlier]) -> Earlier | None:
	"""The hit that answers for the document: an open one of the cause, otherwise one in which it was judged already."""
	hits = list(earlier)
	still_open = next((hit for hit in hits if hit.state == "open"), None)
	return still_open or next((hit for hit in hits if document in hit.documents), None)


def short_key(key: str) -> str:
	"""A key that fits a field; long ones keep their beginning and are told apart by a checksum."""
	if len(key) <= LONGEST_KEY:
		return key
	digest = hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()
	return f"{key[: LONGEST_KEY - len(digest) - 1]}:{digest}"
