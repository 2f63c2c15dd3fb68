"""What an import may find beyond what the checks of a register find."""

from __future__ import annotations

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.findings import Rule
from lianzheng_risk.core.vocabulary import SEVERITY

SAME_RECORD = Rule(
	"same_record",
	"error",
	Text(
		"本行与第{first}行指的是同一条记录（“{title}”），请保留一行；如不是同一条，请分别填写编码",
		"This row and row {first} mean the same record (“{title}”); keep one of them, or give each its code",
	),
)
SEVERAL_ON_SITE = Rule(
	"several_on_site",
	"error",
	Text(
		"系统中有不止一条“{title}”，无法确定是哪一条，请填写编码：{codes}",
		"The site has more than one “{title}” and which one is meant cannot be known; write its code: {codes}",
	),
)
OUTSIDE = Rule(
	"outside_import",
	"error",
	Text(
		"本行属于“{unit}”，不在本次导入的范围（{scope}）内，请从文件中移出本行，或改正所属单位",
		"This row belongs to “{unit}”, outside this import ({scope}); take the row out of the file or correct its unit",
	),
)
CODE_OUTSIDE = Rule(
	"code_outside_import",
	"error",
	Text(
		"编码“{code}”在系统中已属于“{unit}”，不在本次导入的范围（{scope}）内，请改用其他编码，或留空由系统编号",
		"The code “{code}” belongs to “{unit}” on the site, outside this import ({scope}); use another, or leave it empty",
	),
)
PARENT_OUTSIDE = Rule(
	"parent_outside_import",
	"error",
	Text(
		"上级单位“{unit}”不在本次导入的范围（{scope}）内，请改正“上级单位”",
		"The parent unit “{unit}” is outside this import ({scope}); correct it",
	),
)
TOP_UNIT = Rule(
	"top_unit_in_import",
	"error",
	Text(
		"本次导入只限{scope}，不能新增没有上级的单位，请填写“上级单位”",
		"This import is for {scope} and cannot add a unit at the top; fill in its parent",
	),
)
NOT_ON_SITE = Rule(
	"not_on_site",
	"warning",
	Text(
		"系统中没有这条记录，本次只更新已有记录，本行不写入",
		"The site has no such record; this import updates only, so the row is left out",
	),
)
OVERLAPS_SITE = Rule(
	"tenure_overlap_on_site",
	"warning",
	Text(
		"同一人在同一岗位的任职时间与系统中已有的一段任职重叠，请核对任职和离任日期",
		"This tenure overlaps one of the same person in the same post that the site has already; check the dates",
	),
)
DECIDED_ON_SITE = Rule(
	"decided_on_site",
	"warning",
	Text(
		"“{field}”由系统按审定流程记载，文件中有{count}处与系统不同，这些内容不写入",
		"“{field}” is kept by the site's own approvals; {count} cells of the file say otherwise and are left out",
	),
)
STEP_IN_USE = Rule(
	"step_in_use",
	"error",
	Text(
		"文件中没有职权“{power}”的第{step}个环节，但系统中还有风险点对应该环节，不能删除；请补上该环节，或先改正风险点{risks}",
		"The file lacks step {step} of the power “{power}”, on which risk points of the site rest; add it, or first correct {risks}",
	),
)

_MORE = Text(
	"本列另有{count}处同样的问题，不再逐处列出，例如：{problem}",
	"{count} more of the same in this column are not listed one by one, such as: {problem}",
)
# By severity: what stands for findings beyond those listed.
MORE_OF_THE_SAME = {code: Rule(f"more_of_the_same_{code}", code, _MORE) for code in SEVERITY.codes}

RULES = (
	SAME_RECORD,
	SEVERAL_ON_SITE,
	OUTSIDE,
	CODE_OUTSIDE,
	PARENT_OUTSIDE,
	TOP_UNIT,
	NOT_ON_SITE,
	OVERLAPS_SITE,
	DECIDED_ON_SITE,
	STEP_IN_USE,
	*MORE_OF_THE_SAME.values(),
)
