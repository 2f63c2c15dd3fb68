"""The words by which the product's workbooks know themselves: sheets of its own, the mark of an example."""

from __future__ import annotations

import re

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.profile import spellings
from lianzheng_risk.core.vocabulary import normalise

GUIDE = Text("说明", "Guide")
LISTS = Text("字典", "Lists")
RESULTS = Text("检查结果", "Findings")
CONVERSION = Text("转换说明", "Conversion")
# The column that says where in another file a row comes from.
ORIGIN = Text("来源", "Source")
EXAMPLE = Text("示例：", "Example: ")

# Sheets of ours that hold no part of a register.
OWN_SHEETS = frozenset(
	normalise(title) for text in (GUIDE, LISTS, RESULTS, CONVERSION) for title in (*spellings(text.zh), text.en)
)

# Headings of ours that hold no field.
OWN_COLUMNS = frozenset(normalise(title) for title in (ORIGIN.zh, ORIGIN.en))

# A row whose first cell begins with one of these is an example, whichever colon was typed.
EXAMPLE_MARKS = ("示例：", "示例:", "Example:", "Example：")

# Below a table people write who filled it in and when, remarks and totals; no code begins like that.
FOOTER = re.compile(
	r"(?:(?:填表|填报|制表|经办|审核|复核|负责|联系)人(?:签[字名])?|(?:单位|部门)?(?:主要|分管)?(?:领导|负责人)签[字名]"
	r"|(?:填表|填报|报送)?(?:日期|时间)|填[表报]单位|备?注|说明|联系电话)\s*[:：]|(?:合\s*计|总\s*计|小\s*计)\s*[:：]?$"
)

# The author of the comments that checking leaves in a workbook.
AUTHOR = "lianzheng_risk"
