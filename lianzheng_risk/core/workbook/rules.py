"""What reading a workbook may find: sheets and columns that are missing, unknown or there twice."""

from __future__ import annotations

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.findings import Rule

UNKNOWN_SHEET = Rule(
	"unknown_sheet",
	"hint",
	Text(
		"不认识工作表“{sheet}”，未读取；如属登记内容，请改为模板中的工作表名称",
		"sheet “{sheet}” is unknown and was not read; if it belongs to the register, name it as in the template",
	),
)
MISSING_SHEET = Rule(
	"missing_sheet",
	"warning",
	Text(
		"没有“{sheet}”工作表，按没有内容处理；如有内容，请从模板中复制该表填写",
		"there is no sheet “{sheet}”, so it counts as empty; copy it from the template if there is something to fill in",
	),
)
DUPLICATE_SHEET = Rule(
	"duplicate_sheet",
	"error",
	Text(
		"“{sheet}”与“{first}”是同一张表，只读取了“{first}”；请合并为一个工作表",
		"“{sheet}” and “{first}” are the same table and only “{first}” was read; put them into one sheet",
	),
)
NO_HEADER = Rule(
	"no_header",
	"error",
	Text(
		"前{rows}行中没有找到表头，整个工作表未读取；请按模板补上表头",
		"no header row in the first {rows} rows, so the sheet was not read; add the headers as in the template",
	),
)
MISSING_COLUMN = Rule(
	"missing_column",
	"error",
	Text(
		"缺少必填列“{header}”，请按模板补上该列", "the required column “{header}” is missing; add it as in the template"
	),
)
DUPLICATE_COLUMN = Rule(
	"duplicate_column",
	"error",
	Text(
		"第{first}列和第{second}列都是“{header}”，只读取了第{first}列；请保留一列",
		"columns {first} and {second} are both “{header}” and only {first} was read; keep one",
	),
)
FOOTER_ROW = Rule(
	"footer_row",
	"hint",
	Text(
		"“{value}”按表尾说明处理，未读取；如属登记内容，请改写本格",
		"“{value}” counts as a footer and was not read; write this cell differently if the row belongs to the register",
	),
)
UNKNOWN_COLUMN = Rule(
	"unknown_column",
	"hint",
	Text(
		"不认识“{header}”列，未读取；如属登记内容，请改为模板中的表头",
		"column “{header}” is unknown and was not read; if it belongs to the register, name it as in the template",
	),
)
ERROR_VALUE = Rule(
	"error_value",
	"error",
	Text(
		"本格显示的是公式错误（如 #REF!、#DIV/0!），按空白处理；请改正公式，或者直接填写内容",
		"this cell shows the error of a formula (such as #REF! or #DIV/0!) and counts as blank; correct the formula or "
		"fill in the content",
	),
)
UNCALCULATED = Rule(
	"uncalculated",
	"error",
	Text(
		"本格的公式从未计算，没有结果，按空白处理；请用 Excel 或 WPS 打开并保存一次，或者“选择性粘贴→数值”",
		"the formula in this cell was never calculated and counts as blank; open the file in Excel and save it, or paste "
		"as values",
	),
)

RULES = (
	UNKNOWN_SHEET,
	MISSING_SHEET,
	DUPLICATE_SHEET,
	NO_HEADER,
	MISSING_COLUMN,
	DUPLICATE_COLUMN,
	FOOTER_ROW,
	UNKNOWN_COLUMN,
	ERROR_VALUE,
	UNCALCULATED,
)
