"""Running the command line in this process, as a terminal would."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from lianzheng_risk.cli import main


class Outcome(NamedTuple):
	code: int
	out: str
	err: str


class Terminal:
	def __init__(self, capsys) -> None:
		self.capsys = capsys

	def __call__(self, *args) -> Outcome:
		self.capsys.readouterr()
		with pytest.raises(SystemExit) as end:
			main([str(arg) for arg in args], prog_name="lianzheng-risk")
		out, err = self.capsys.readouterr()
		return Outcome(int(end.value.code or 0), out, err)
