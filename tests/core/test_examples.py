"""The files in examples/ are what the product makes today (`make examples` renews them)."""

from pathlib import Path

import pandas as pd
import pytest

from lianzheng_risk.core import schemes
from lianzheng_risk.core.checks import check
from lianzheng_risk.core.demo import AS_OF, invent, invent_previous
from lianzheng_risk.core.workbook import read
from tests.core.terminal import Terminal

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize(
	("name", "expected"),
	[("register.xlsx", invent), ("register-previous.xlsx", lambda: invent_previous(invent()))],
)
def test_the_example_registers_are_the_invented_ones(name, expected):
	register = check(read(EXAMPLES / name), schemes.DEFAULT, AS_OF).register.sorted()
	for table, frame in expected().sorted().items():
		pd.testing.assert_frame_equal(register[table], frame)


def test_assessing_the_examples_gives_their_assessment(capsys, tmp_path):
	outcome = Terminal(capsys)(
		"assess", EXAMPLES / "register.xlsx", "--previous", EXAMPLES / "register-previous.xlsx",
		"--as-of", AS_OF.isoformat(), "--out", tmp_path,
	)  # fmt: skip
	assert outcome.code == 0
	assert (tmp_path / "assessment.json").read_bytes() == (EXAMPLES / "assessment.json").read_bytes()


def test_the_examples_stay_small():
	assert sum(path.stat().st_size for path in EXAMPLES.iterdir()) < 1_500_000
