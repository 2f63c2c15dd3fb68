"""The assessment as JSON for machines."""

from __future__ import annotations

import json


def render(picture: dict) -> str:
	"""`picture` as JSON: keys in the order of the picture, Chinese unescaped, a newline at the end.

	Raises ValueError for NaN and infinities, which are no JSON.
	"""
	return json.dumps(picture, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
