"""The empty workbook that units fill in: a register of no rows, with an example on each sheet."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from lianzheng_risk.core.bilingual import Lang
from lianzheng_risk.core.grading import Scheme
from lianzheng_risk.core.register import Register
from lianzheng_risk.core.schemes import DEFAULT
from lianzheng_risk.core.workbook.writer import write_workbook


def write_template(target: str | Path | BinaryIO, lang: Lang = "zh", scheme: Scheme = DEFAULT) -> None:
	"""Write the template to a path or a binary file. `scheme` decides which levels its drop-downs offer."""
	write_workbook(Register(), target, lang, scheme, examples=True)
