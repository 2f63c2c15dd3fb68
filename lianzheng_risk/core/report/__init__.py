"""The picture of a register as files: JSON for machines, a page to read, a workbook to go on working with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lianzheng_risk.core.bilingual import Lang
from lianzheng_risk.core.report import page, to_json, xlsx
from lianzheng_risk.core.report.beyond import Beyond, Moment

if TYPE_CHECKING:
	from lianzheng_risk.core.assessment import Assessment


def write_all(assessment: Assessment, folder: Path, lang: Lang = "zh", earlier: tuple[Moment, ...] = ()) -> list[Path]:
	"""Write assessment.json, assessment.html and assessment.xlsx into `folder`, made where it is missing.

	`earlier` are the indicators of earlier assessments, the oldest first. Returns the three paths in that order. Raises OSError where they cannot be written.
	"""
	picture, beyond = assessment.to_dict(lang), Beyond.of(assessment, earlier)
	folder = Path(folder)
	folder.mkdir(parents=True, exist_ok=True)
	as_json, as_page, as_workbook = (folder / f"assessment.{suffix}" for suffix in ("json", "html", "xlsx"))
	as_json.write_text(to_json.render(picture), encoding="utf-8", newline="\n")
	as_page.write_text(page.render(picture, beyond), encoding="utf-8", newline="\n")
	xlsx.write(picture, as_workbook, beyond)
	return [as_json, as_page, as_workbook]
