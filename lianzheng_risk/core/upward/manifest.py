"""The manifest: what is in a package, whose it is, and the checksum of each of its members. The signature is over it."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

from lianzheng_risk.core.periods import Period
from lianzheng_risk.core.upward.refusals import MISSHAPEN, UNKNOWN_FORMAT, PackageRefused

FORMAT = 1
MANIFEST, SIGNATURE, FIGURES, ASSESSMENT, REGISTER = (
	"manifest.json", "signature.json", "figures.json", "assessment.json", "register.xlsx",
)  # fmt: skip
# Nobody can take a signature of ours under something else for one under a package.
_SIGNED_AS = b"lianzheng-risk package\n"
_LONGEST = 500
_MOST_VERSIONS = 1_000_000


@dataclass(frozen=True)
class Manifest:
	"""`made_at` is a time as ISO text, `members` the SHA-256 of each member by its name."""

	unit: str
	unit_name: str
	parent: str | None
	period: str
	as_of: str
	version: int
	made_at: str
	made_by: str
	members: Mapping[str, str]
	format: int = FORMAT

	def to_bytes(self) -> bytes:
		return (json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def signed_content(manifest: bytes) -> bytes:
	return _SIGNED_AS + manifest


def checksum(content: bytes) -> str:
	return hashlib.sha256(content).hexdigest()


def parse(content: bytes) -> Manifest:
	"""Raises PackageRefused where it is no manifest, or one of a format that is not known."""
	data = loads(content, MANIFEST)
	if not isinstance(data, dict):
		raise PackageRefused("misshapen", MISSHAPEN, member=MANIFEST, field="manifest")
	if data.get("format") != FORMAT:
		raise PackageRefused("unknown_format", UNKNOWN_FORMAT, version=str(data.get("format"))[:20], known=FORMAT)
	for field, is_right in _FIELDS.items():
		if not is_right(data.get(field)):
			raise PackageRefused("misshapen", MISSHAPEN, member=MANIFEST, field=field)
	return Manifest(**{field: data[field] for field in _FIELDS})


def loads(content: bytes, member: str) -> object:
	"""JSON as data. Raises PackageRefused for anything else, NaN and nesting without end among it."""
	try:
		return json.loads(content.decode(), parse_constant=_refuse_constant)
	except (ValueError, RecursionError) as error:
		raise PackageRefused("misshapen", MISSHAPEN, member=member, field="JSON") from error


def is_text(value: object) -> bool:
	return isinstance(value, str) and 0 < len(value) <= _LONGEST


def is_day(value: object) -> bool:
	return is_text(value) and _parses(datetime.date.fromisoformat, value)


def _refuse_constant(name: str) -> None:
	raise ValueError(f"{name} is no JSON")


def _parses(parse: Callable[[str], object], value: str) -> bool:
	try:
		parse(value)
	except ValueError:
		return False
	return True


def _are_members(value: object) -> bool:
	return isinstance(value, dict) and all(isinstance(one, str) and len(one) == 64 for one in value.values())


_FIELDS: dict[str, Callable[[object], bool]] = {
	"unit": is_text,
	"unit_name": is_text,
	"parent": lambda value: value is None or is_text(value),
	"period": lambda value: is_text(value) and _parses(Period.parse, value),
	"as_of": is_day,
	"version": lambda value: type(value) is int and 0 < value <= _MOST_VERSIONS,
	"made_at": lambda value: is_text(value) and _parses(datetime.datetime.fromisoformat, value),
	"made_by": is_text,
	"members": _are_members,
}
