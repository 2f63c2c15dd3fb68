"""A package read, with nothing believed that is not checked: extent, members, checksums, signature, figures.

Nothing is unpacked onto a disk, and no member is read further than its limit.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass

from lianzheng_risk.core.frozen.freezing import Figures
from lianzheng_risk.core.upward import keys
from lianzheng_risk.core.upward.figures import check_figures
from lianzheng_risk.core.upward.manifest import (
	ASSESSMENT,
	FIGURES,
	MANIFEST,
	REGISTER,
	SIGNATURE,
	Manifest,
	checksum,
	is_text,
	loads,
	parse,
	signed_content,
)
from lianzheng_risk.core.upward.refusals import (
	DAMAGED,
	KEY_OF_OTHERS,
	MISSHAPEN,
	MISSING,
	NOT_A_PACKAGE,
	TOO_LARGE,
	UNEXPECTED,
	UNKNOWN_KEY,
	WRONG_HASH,
	WRONG_SIGNATURE,
	PackageRefused,
)
from lianzheng_risk.core.workbook.guard.limits import MEGABYTE
from lianzheng_risk.core.workbook.guard.package import Package as Zip
from lianzheng_risk.core.workbook.guard.refusals import UnreadableFile

# The figures of a province's 3,000 units with a million risk points take some 40 MB. As Python's objects they may take twenty
# times as much.
LIMITS = {
	MANIFEST: MEGABYTE // 16,
	SIGNATURE: MEGABYTE // 64,
	FIGURES: 48 * MEGABYTE,
	ASSESSMENT: 96 * MEGABYTE,
	REGISTER: 96 * MEGABYTE,
}
MOST_BYTES = 128 * MEGABYTE
_ALWAYS = (MANIFEST, SIGNATURE, FIGURES, ASSESSMENT)
_SIGNED_BY_HASH = (FIGURES, ASSESSMENT, REGISTER)


@dataclass(frozen=True)
class Package:
	"""What a sound package holds; `key` is the public key that signed it, `register` a workbook or None."""

	manifest: Manifest
	figures: dict[str, Figures]
	key: str
	register: bytes | None = None

	@property
	def unit(self) -> str:
		return self.manifest.unit


def read(data: bytes, trust: keys.Trust) -> Package:
	"""Raises PackageRefused where anything about it is not as it has to be."""
	package = _opened(data)
	contents = {MANIFEST: _member(package, MANIFEST)}
	manifest = parse(contents[MANIFEST])
	_check_members(package, manifest)
	key = _signer(manifest, contents[MANIFEST], loads(_member(package, SIGNATURE), SIGNATURE), trust)
	for name, expected in manifest.members.items():
		contents[name] = _member(package, name)
		if checksum(contents[name]) != expected:
			raise PackageRefused("wrong_hash", WRONG_HASH, member=name)
	figures = check_figures(loads(contents[FIGURES], FIGURES), manifest)
	return Package(manifest, figures, key, contents.get(REGISTER))


def _opened(data: bytes) -> Zip:
	if len(data) > MOST_BYTES:
		size, most = -(-len(data) // MEGABYTE), MOST_BYTES // MEGABYTE
		raise PackageRefused("too_large", TOO_LARGE, member="zip", size=size, most=most)
	try:
		return Zip(data)
	except UnreadableFile as error:
		raise PackageRefused("damaged", DAMAGED, member="zip") from error
	except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
		raise PackageRefused("not_a_package", NOT_A_PACKAGE) from error


def _check_members(package: Zip, manifest: Manifest) -> None:
	"""Only what belongs there, and each that is not the manifest itself named in it."""
	for name in package.names:
		if name not in LIMITS:
			raise PackageRefused("unexpected", UNEXPECTED, member=name[:100])
	for name in manifest.members:
		if name not in _SIGNED_BY_HASH:
			raise PackageRefused("unexpected", UNEXPECTED, member=name[:100])
	for name in (*_ALWAYS, *manifest.members):
		if name not in package:
			raise PackageRefused("missing", MISSING, member=name)
	for name in _SIGNED_BY_HASH:
		if name in package and name not in manifest.members:
			raise PackageRefused("unexpected", UNEXPECTED, member=name)


def _member(package: Zip, name: str) -> bytes:
	if name not in package:
		raise PackageRefused("missing", MISSING, member=name)
	size, most = package.size(name), LIMITS[name]
	if size > most:
		megabytes, limit = -(-size // MEGABYTE), max(most // MEGABYTE, 1)
		raise PackageRefused("too_large", TOO_LARGE, member=name, size=megabytes, most=limit)
	try:
		return package.read(name, most)
	except UnreadableFile as error:
		raise PackageRefused("damaged", DAMAGED, member=name) from error


def _signer(manifest: Manifest, content: bytes, signature: object, trust: keys.Trust) -> str:
	"""The key that signed it. Whether it may is looked at first: of a stranger nobody needs to know whether the sum is right."""
	if not isinstance(signature, dict) or signature.get("algorithm") != keys.ALGORITHM:
		raise PackageRefused("misshapen", MISSHAPEN, member=SIGNATURE, field="algorithm")
	public, signed = signature.get("key"), signature.get("signature")
	if not is_text(public) or not is_text(signed):
		raise PackageRefused("misshapen", MISSHAPEN, member=SIGNATURE, field="key")
	try:
		keys.checked_public(public)
	except keys.BadKey as error:
		raise PackageRefused("misshapen", MISSHAPEN, member=SIGNATURE, field="key") from error
	if public not in trust.keys.get(manifest.unit, ()):
		others, known = trust.units_of(public), {"fingerprint": keys.fingerprint(public), "unit": manifest.unit}
		if others:
			raise PackageRefused("key_of_others", KEY_OF_OTHERS, others="、".join(others[:3]), **known)
		raise PackageRefused("unknown_key", UNKNOWN_KEY, **known)
	if not keys.is_signed(public, signed, signed_content(content)):
		raise PackageRefused("wrong_signature", WRONG_SIGNATURE)
	return public
