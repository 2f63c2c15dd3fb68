"""The picture of a register as files: JSON for machines, a page to read, a workbook to go on working with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lianzheng_risk.core.bilingual import Lang
from lianzheng_risk.core.report import page, to_json, xlsx

if TYPE_CHECKING:
	from lianzheng_risk.core.assessment import Assessment


def write_all(assessment: Assessment, folder: Path, lang: Lang = "zh") -> list[Path]:
	"""Write assessment.json, assessment.html and assessment.xlsx into `folder`, made where it is missing.

	Returns the three paths in that order. Raises OSError where they cannot be written.
	"""
	picture = assessment.to_dict(lang)
	folder = Path(folder)
	folder.mkdir(parents=True, exist_ok=True)
	as_json, as_page, as_workbook = (folder / f"assessment.{suffix}" for suffix in ("json", "html", "xlsx"))
	as_json.write_text(to_json.render(picture), encoding="utf-8", newline="\n")
	as_page.write_text(page.render(picture), encoding="utf-8", newline="\n")
	xlsx.write(picture, as_workbook)
	return [as_json, as_page, as_workbook]
