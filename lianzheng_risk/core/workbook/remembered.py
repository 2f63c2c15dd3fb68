"""The wording profile that a workbook was written in, kept in the file as a custom document property."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty

from lianzheng_risk.core.bilingual import WORDING
from lianzheng_risk.core.profile import DEFAULT, PROFILES, Profile
from lianzheng_risk.core.workbook.source import ZIP, calamine_errors

_NAME = "lianzheng_risk_profile"
# Where the formats keep such properties: Excel's, and OpenDocument's after somebody saved the workbook as .ods.
_PARTS = ("docProps/custom.xml", "meta.xml")
_VALUE = re.compile(rf'name="{_NAME}"[^>]*>\s*(?:<[^>]*>\s*)?(\w+)'.encode())
_MOST = 1_000_000


def remember(workbook: Workbook) -> None:
	"""Note in `workbook` whose words it is written in, where they are not those that everything is written in."""
	wording = WORDING.get()
	if wording is not None and wording.code != DEFAULT.code:
		workbook.custom_doc_props.append(StringProperty(name=_NAME, value=wording.code))


def remembered(data: bytes) -> Profile | None:
	"""The profile noted in a workbook; None where there is no such note, or not one of ours."""
	if not data.startswith(ZIP):
		return None
	with calamine_errors(data), zipfile.ZipFile(BytesIO(data)) as package:
		for part in set(_PARTS) & set(package.namelist()):
			with package.open(part) as stream:
				if found := _VALUE.search(stream.read(_MOST)):
					return PROFILES.get(found[1].decode())
	return None
