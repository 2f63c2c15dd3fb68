"""A package written: the same content gives the same bytes."""

from __future__ import annotations

import datetime
import json
import zipfile
from collections.abc import Mapping
from io import BytesIO

from lianzheng_risk.core.bilingual import Lang
from lianzheng_risk.core.frozen.freezing import Figures, as_text
from lianzheng_risk.core.frozen.picture import assessment_of
from lianzheng_risk.core.periods import Period
from lianzheng_risk.core.report import to_json
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
	signed_content,
)

# The first day that a zip can tell; when the package was made stands in the manifest.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_READABLE_BY_ALL = 0o644 << 16


def pack(
	figures: Mapping[str, Figures],
	unit: str,
	period: Period,
	private_key: str,
	made_at: datetime.datetime,
	made_by: str,
	version: int = 1,
	register: bytes | None = None,
	lang: Lang = "zh",
) -> bytes:
	"""The package of a unit: `figures` are its own and those of everything below it, `register` its register as a workbook.

	Raises BadKey, and PackageRefused where the figures do not belong together, so that nobody could read the package.
	"""
	assessment = assessment_of(figures)
	members = {
		FIGURES: (as_text(figures) + "\n").encode(),
		ASSESSMENT: to_json.render(assessment.to_dict(lang)).encode(),
	}
	if register is not None:
		members[REGISTER] = register
	top = figures[unit]
	manifest = Manifest(
		unit=unit,
		unit_name=top["name"],
		parent=top["parent"],
		period=period.code,
		as_of=top["as_of"],
		version=version,
		made_at=made_at.isoformat(timespec="seconds"),
		made_by=made_by,
		members={name: checksum(content) for name, content in members.items()},
	)
	check_figures(json.loads(members[FIGURES]), manifest)
	manifest = manifest.to_bytes()
	return _zipped({MANIFEST: manifest, SIGNATURE: _signature(private_key, manifest), **members})


def _signature(private_key: str, manifest: bytes) -> bytes:
	signature = {
		"algorithm": keys.ALGORITHM,
		"key": keys.KeyPair.of(private_key).public,
		"signature": keys.sign(private_key, signed_content(manifest)),
	}
	return (json.dumps(signature, indent=1) + "\n").encode()


def _zipped(members: Mapping[str, bytes]) -> bytes:
	target = BytesIO()
	with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
		for name, content in members.items():
			entry = zipfile.ZipInfo(name, _NO_TIME)
			entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, _READABLE_BY_ALL, 3
			package.writestr(entry, content)
	return target.getvalue()
