"""The words by which the product's workbooks know themselves: sheets of its own, the mark of an example."""

from __future__ import annotations

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.vocabulary import normalise

GUIDE = Text("说明", "Guide")
LISTS = Text("字典", "Lists")
RESULTS = Text("检查结果", "Findings")
EXAMPLE = Text("示例：", "Example: ")

# Sheets of ours that hold no part of a register.
OWN_SHEETS = frozenset(normalise(title) for text in (GUIDE, LISTS, RESULTS) for title in (text.zh, text.en))

# A row whose first cell begins with one of these is an example, whichever colon was typed.
EXAMPLE_MARKS = ("示例：", "示例:", "Example:", "Example：")

# The author of the comments that checking leaves in a workbook.
AUTHOR = "lianzheng_risk"
