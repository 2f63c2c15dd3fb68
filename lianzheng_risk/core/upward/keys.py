"""Keys by which a superior knows that a package comes from the unit that it names: Ed25519, one line of text each.

The unit alone holds its private key; the superior holds public ones, each for a unit, and cannot sign in its name.
The library is loaded only where something is signed or verified: most commands never do.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lianzheng_risk.core.bilingual import Text

if TYPE_CHECKING:
	from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ALGORITHM = "Ed25519"
_PRIVATE, _PUBLIC = "lz-private-1:", "lz-public-1:"
_KEY_LENGTH = 32
_LONGEST_LINE, _MOST_LINES = 500, 10_000

NOT_PRIVATE = Text(
	"这不是上报签名用的私钥（应以“lz-private-1:”开头），请核对密钥文件",
	"this is no private key for packages (they begin with “lz-private-1:”); check the key file",
)
NOT_PUBLIC = Text(
	"这不是上报签名用的公钥（应以“lz-public-1:”开头），请核对",
	"this is no public key for packages (they begin with “lz-public-1:”); check it",
)
NOT_A_LINE = Text(
	"第{line}行应为“单位编码 公钥”，中间用空格隔开",
	"line {line} has to read “unit code, space, public key”",
)
TOO_MANY_LINES = Text("公钥文件过大，最多{most}行", "the file of keys is too large; at most {most} lines are read")


class BadKey(ValueError):
	"""What is no key; `text` says why in both languages."""

	def __init__(self, text: Text, **values) -> None:
		self.text = Text(text.format("zh", **values), text.format("en", **values))
		super().__init__(self.text.en)


@dataclass(frozen=True)
class KeyPair:
	private: str
	public: str

	@classmethod
	def make(cls) -> KeyPair:
		from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

		return cls.of(_PRIVATE + _encoded(Ed25519PrivateKey.generate().private_bytes_raw()))

	@classmethod
	def of(cls, private: str) -> KeyPair:
		"""Raises BadKey."""
		return cls(private.strip(), _PUBLIC + _encoded(_private(private).public_key().public_bytes_raw()))


def sign(private: str, content: bytes) -> str:
	"""Raises BadKey."""
	return _encoded(_private(private).sign(content))


def is_signed(public: str, signature: str, content: bytes) -> bool:
	"""Raises BadKey where `public` is no public key."""
	from cryptography.exceptions import InvalidSignature
	from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

	key = Ed25519PublicKey.from_public_bytes(_decoded(public, _PUBLIC, NOT_PUBLIC))
	try:
		key.verify(base64.b64decode(signature, validate=True), content)
	except (InvalidSignature, binascii.Error, ValueError):
		return False
	return True


def checked_public(public: str) -> str:
	"""The key without blanks around it. Raises BadKey."""
	_decoded(public, _PUBLIC, NOT_PUBLIC)
	return public.strip()


def fingerprint(public: str) -> str:
	"""What two people compare over the telephone: 16 hexadecimal digits in groups of four."""
	digits = hashlib.sha256(public.strip().encode()).hexdigest()[:16].upper()
	return " ".join(digits[place : place + 4] for place in range(0, 16, 4))


@dataclass(frozen=True)
class Trust:
	"""By unit the public keys that may sign its packages."""

	keys: Mapping[str, frozenset[str]]

	@classmethod
	def of(cls, pairs: Iterable[tuple[str, str]]) -> Trust:
		"""From units and public keys. Raises BadKey."""
		keys: dict[str, set[str]] = {}
		for unit, public in pairs:
			keys.setdefault(unit, set()).add(checked_public(public))
		return cls({unit: frozenset(found) for unit, found in keys.items()})

	def units_of(self, public: str) -> list[str]:
		return sorted(unit for unit, keys in self.keys.items() if public in keys)


def read_trusted(text: str) -> list[tuple[str, str]]:
	"""Units and public keys from a file: one of each a line, # begins a comment. Raises BadKey with the line."""
	lines = text.lstrip("\ufeff").splitlines()
	if len(lines) > _MOST_LINES:
		raise BadKey(TOO_MANY_LINES, most=_MOST_LINES)
	found = []
	for number, line in enumerate(lines, start=1):
		words = line.partition("#")[0].split() if len(line) <= _LONGEST_LINE else [""]
		if not words:
			continue
		if len(words) != 2 or not words[1].startswith(_PUBLIC):
			raise BadKey(NOT_A_LINE, line=number)
		found.append((words[0], checked_public(words[1])))
	return found


def _private(private: str) -> Ed25519PrivateKey:
	from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

	return Ed25519PrivateKey.from_private_bytes(_decoded(private, _PRIVATE, NOT_PRIVATE))


def _encoded(raw: bytes) -> str:
	return base64.b64encode(raw).decode()


def _decoded(key: str, beginning: str, refusal: Text) -> bytes:
	key = key.strip()
	try:
		raw = base64.b64decode(key.removeprefix(beginning), validate=True) if key.startswith(beginning) else b""
	except (binascii.Error, ValueError):
		raw = b""
	if len(raw) != _KEY_LENGTH:
		raise BadKey(refusal)
	return raw
