"""Why a file is not read as a list, and what to do about it."""

from __future__ import annotations

from lianzheng_risk.core.bilingual import Text

NO_LIST = Text(
	"没有找到风险清单：没有一行表头写有“风险点”（或“表现形式”）以及等级、措施、部门等列名；"
	"请确认表头在表中，且没有做成图片",
	"no list of risk points was found: no row has headings such as 风险点 or 表现形式 beside others; make sure that the "
	"headings are there and no picture",
)
IS_REGISTER = Text(
	"这已经是登记簿，不必转换；请直接检查：lianzheng-risk check {file}",
	"this is a register already and needs no converting; check it: lianzheng-risk check {file}",
)
IS_LIST = Text(
	"这是单位自己的清单，不是登记簿；请先转换：lianzheng-risk convert {file} 登记簿.xlsx",
	"this is a unit's own list and no register; convert it first: lianzheng-risk convert {file} register.xlsx",
)
NO_TEXT = Text(
	"无法确定这个文本文件的编码；请用 Excel 或 WPS 打开，另存为 .xlsx 后再试",
	"the encoding of this text file cannot be told; open it in Excel, save it as .xlsx and try again",
)
TEXT_TOO_LARGE = Text(
	"文本文件过大（{size} MB，最多 {most} MB），请按单位分成几个文件",
	"the text file is too large ({size} MB, at most {most} MB); split it by unit",
)
TEXT_TOO_WIDE = Text(
	"第{row}行有{columns}列，最多读取{most}列；请检查分隔符",
	"row {row} has {columns} columns and at most {most} are read; check the separator",
)
NO_SUCH_SHEET = Text(
	"列对应关系中的工作表“{sheet}”不在这个文件里，请重新识别",
	"the sheet “{sheet}” of the mapping is not in this file; have the file recognised again",
)
