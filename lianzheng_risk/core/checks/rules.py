"""Every rule the checks know: code, severity, and a message that says what to do.

An error makes a row unusable for the assessment, or would lose what was written; a warning is a shortcoming of the
screening itself; a hint is worth a look. `docs/checks.md` explains each rule to those who fill in the register.
"""

from __future__ import annotations

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.findings import Rule

RULES: dict[str, Rule] = {}


def _rule(severity: str, code: str, zh: str, en: str) -> Rule:
	return RULES.setdefault(code, Rule(code, severity, Text(zh, en)))


# What stands in a cell

REQUIRED = _rule("error", "required", "请填写“{field}”，此项必填", "Fill in “{field}”; it is required")
EXCEL_ERROR = _rule(
	"error", "excel_error",
	"“{field}”中是Excel的错误值{value}，请改正公式，或直接填写内容",
	"“{field}” holds Excel's error value {value}; correct the formula or type the content",
)  # fmt: skip
NOT_TEXT = _rule(
	"error", "not_text",
	"“{field}”应填文字，Excel把所填内容认作了日期或时间（{value}）；请先把单元格格式设为“文本”，再重新填写",
	"“{field}” takes text, but Excel turned it into a date or time ({value}); format the cell as Text and type it again",
)  # fmt: skip
NUMBER_TOO_LONG = _rule(
	"error", "number_too_long",
	"“{field}”中的数字超过15位，Excel已丢失末尾的数字；请先把单元格格式设为“文本”，再重新填写",
	"The number in “{field}” has more than 15 digits and Excel lost the last ones; format the cell as Text and type it again",
)  # fmt: skip
TEXT_TOO_LONG = _rule(
	"error", "text_too_long",
	"“{field}”有{length}个字，最多{most}个字，请精简",
	"“{field}” has {length} characters; shorten it to {most} at most",
)  # fmt: skip
NOT_INTEGER = _rule(
	"error", "not_integer",
	"“{field}”应填整数，“{value}”不是整数，请改正",
	"“{field}” takes a whole number; “{value}” is none, please correct it",
)  # fmt: skip
INTEGER_OUT_OF_RANGE = _rule(
	"error", "integer_out_of_range",
	"“{field}”应在0到{most}之间，现为{value}，请改正",
	"“{field}” must be between 0 and {most}; correct {value}",
)  # fmt: skip
NOT_AMOUNT = _rule(
	"error", "not_amount",
	"“{field}”应填金额，无法识别“{value}”，请照“480000.00”的样式填写，最多两位小数",
	"“{field}” takes an amount; “{value}” cannot be understood, write it like 480000.00, with two decimals at most",
)  # fmt: skip
AMOUNT_OUT_OF_RANGE = _rule(
	"error", "amount_out_of_range",
	"“{field}”应在0到{most:,}之间，现为{value}，请改正",
	"“{field}” must be between 0 and {most:,}; correct {value}",
)  # fmt: skip
NOT_DATE = _rule(
	"error", "not_date",
	"“{field}”应填年月日，无法识别“{value}”，请照“2026-06-30”的样式填写",
	"“{field}” takes a date; “{value}” cannot be understood, write it like 2026-06-30",
)  # fmt: skip
IMPOSSIBLE_DATE = _rule(
	"error", "impossible_date",
	"“{field}”中的“{value}”这一天不存在，请核对后改正",
	"“{field}”: there is no such day as “{value}”, please correct it",
)  # fmt: skip
DATE_WITHOUT_DAY = _rule(
	"error", "date_without_day",
	"“{field}”中的“{value}”没有写到日，请补上具体日期，如“2026-06-30”",
	"“{field}”: “{value}” lacks the day; give the full date, such as 2026-06-30",
)  # fmt: skip
DATE_OUT_OF_RANGE = _rule(
	"error", "date_out_of_range",
	"“{field}”中的“{value}”不在{first}年至{last}年之间，请核对年份",
	"“{field}”: “{value}” is not between {first} and {last}; check the year",
)  # fmt: skip
UNKNOWN_TERM = _rule(
	"error", "unknown_term",
	"“{field}”不能填“{value}”，请从以下选项中选择：{accepted}",
	"“{field}” cannot be “{value}”; choose one of: {accepted}",
)  # fmt: skip
GRADE_TO_SETTLE = _rule(
	"error", "grade_to_settle",
	"“{field}”中的“{value}”不能对应到一个等级，请由有权定级的人员确定后填写：{accepted}",
	"“{field}”: “{value}” is not one grade; have whoever decides on grades settle it and write: {accepted}",
)  # fmt: skip

# References and keys

UNRESOLVED_REFERENCE = _rule(
	"error", "unresolved_reference",
	"在“{target}”表中找不到“{value}”，请核对“{field}”的编码或名称，或先在该表中登记",
	"“{value}” is not in the table “{target}”; check the code or name in “{field}”, or enter it there first",
)  # fmt: skip
AMBIGUOUS_NAME = _rule(
	"error", "ambiguous_name",
	"“{target}”表中有不止一个“{value}”，请在“{field}”中改填编码：{codes}",
	"The table “{target}” has more than one “{value}”; write the code in “{field}” instead: {codes}",
)  # fmt: skip
CODE_REFUSED = _rule(
	"error", "code_refused",
	"“{field}”中的“{value}”不能用作编码，请去掉 < > ; 、换行和首尾空格，一格只填一个编码",
	"“{field}”: “{value}” cannot be a code; remove < > ; line breaks and outer spaces, one code per cell",
)  # fmt: skip
DUPLICATE_KEY = _rule(
	"error", "duplicate_key",
	"“{field}”为“{value}”的内容在第{first}行已经填过，请删除重复的一行，或改正编码",
	"“{field}” “{value}” already stands in row {first}; delete one of the rows or correct the code",
)  # fmt: skip
SIMILAR_KEY = _rule(
	"error", "similar_key",
	"“{field}”中的“{value}”与第{first}行的编码只差大小写、全半角或空格，系统会当作同一编码，请改用明显不同的编码",
	"“{field}”: “{value}” differs from row {first} only by case, width or spaces and would count as the same code; use another",
)  # fmt: skip

# The tree of units

NO_UNITS = _rule(
	"warning", "no_units",
	"还没有登记任何单位，无法评估；请先填写“单位”表（以“示例：”开头的行不读取）",
	"There is no unit yet, so nothing can be assessed; fill in the sheet of units (rows that begin with “Example:” are not read)",
)  # fmt: skip
UNIT_OWN_PARENT = _rule(
	"error", "unit_own_parent",
	"单位不能是自己的上级，请改正“上级单位”；最上级单位请留空",
	"A unit cannot be its own parent; correct the parent, or leave it empty at the top",
)  # fmt: skip
UNIT_CYCLE = _rule(
	"error", "unit_cycle",
	"上下级关系成了循环（{path}），请改正其中一个“上级单位”",
	"The units go round in a circle ({path}); correct one of the parents",
)  # fmt: skip
DEPARTMENT_AT_TOP = _rule(
	"warning", "department_at_top",
	"内设机构没有写明上级单位，请填写它所属的单位",
	"An internal department stands at the top; fill in the unit it belongs to",
)  # fmt: skip
UNIT_BELOW_DEPARTMENT = _rule(
	"warning", "unit_below_department",
	"单位列在内设机构“{parent}”之下，请核对“上级单位”和“单位类型”",
	"A unit stands below the internal department “{parent}”; check the parent and the type",
)  # fmt: skip
SEVERAL_TOPS = _rule(
	"hint", "several_tops",
	"有{count}个没有上级的单位（{units}），数据不会汇总到一起；如应同属一个上级，请补填“上级单位”",
	"{count} units have no parent ({units}), so their figures are not added up; fill in the parent if they share one",
)  # fmt: skip
POST_OF_OTHER_UNIT = _rule(
	"warning", "post_of_other_unit",
	"岗位“{subject}”属于“{other}”，与本行的“{own}”没有上下级关系，请核对单位和岗位",
	"The post “{subject}” belongs to “{other}”, neither above nor below “{own}” of this row; check unit and post",
)  # fmt: skip
POWER_OF_OTHER_UNIT = _rule(
	"warning", "power_of_other_unit",
	"职权“{subject}”由“{other}”承办，与本行的“{own}”没有上下级关系，请核对单位和职权",
	"The power “{subject}” belongs to “{other}”, neither above nor below “{own}” of this row; check unit and power",
)  # fmt: skip

# Dates in order

TENURE_ENDS_BEFORE_START = _rule(
	"error", "tenure_ends_before_start",
	"离任日期{end}早于任职日期{start}，请改正",
	"The tenure ends on {end}, before it starts on {start}; please correct it",
)  # fmt: skip
TENURE_OVERLAP = _rule(
	"warning", "tenure_overlap",
	"同一人在同一岗位的任职时间与第{other}行重叠，请核对任职和离任日期",
	"This tenure overlaps that of the same person in the same post in row {other}; check the dates",
)  # fmt: skip
COMPLETED_IN_FUTURE = _rule(
	"warning", "completed_in_future",
	"完成日期{date}晚于评估日期{as_of}，请填实际完成日期，尚未完成的请留空",
	"Completed on {date}, after the assessment date {as_of}; give the actual date, or leave it empty until it is done",
)  # fmt: skip
DONE_WITHOUT_DATE = _rule(
	"warning", "done_without_date",
	"措施为“{status}”，但没有完成日期，请补填",
	"The measure is “{status}” but has no completion date; please add it",
)  # fmt: skip
DATE_WITHOUT_DONE = _rule(
	"warning", "date_without_done",
	"已填完成日期，落实情况却是“{status}”，请核对后改正其中一项",
	"There is a completion date although the measure is “{status}”; correct one of the two",
)  # fmt: skip

# Coverage: nothing left unscreened, no grave risk left alone

POST_WITHOUT_RISK = _rule(
	"warning", "post_without_risk",
	"该岗位还没有排查出风险点，请组织排查并登记",
	"No risk point is recorded for this post; have it screened and record what is found",
)  # fmt: skip
POWER_WITHOUT_RISK = _rule(
	"warning", "power_without_risk",
	"该职权还没有排查出风险点，请组织排查并登记",
	"No risk point is recorded for this power; have it screened and record what is found",
)  # fmt: skip
POWER_WITHOUT_STEPS = _rule(
	"warning", "power_without_steps",
	"该职权还没有运行环节，请在“职权环节”表中逐个填写",
	"This power has no steps; list them in the table “Power Steps”",
)  # fmt: skip
RISK_WITHOUT_MEASURE = _rule(
	"warning", "risk_without_measure",
	"{grade}风险点没有有效的防控措施，请制定措施并填入“防控措施”表",
	"A {grade} risk point has no measure in force; set one and enter it under “Control Measures”",
)  # fmt: skip
MEASURE_WITHOUT_PERSON = _rule(
	"warning", "measure_without_person",
	"措施没有责任人，请填写具体落实的人员",
	"The measure has no responsible person; name who carries it out",
)  # fmt: skip
MEASURE_WITHOUT_DUE_DATE = _rule(
	"warning", "measure_without_due_date",
	"措施没有完成时限，请填写具体日期",
	"The measure has no due date; please give one",
)  # fmt: skip
DONE_WITHOUT_EVIDENCE = _rule(
	"warning", "done_without_evidence",
	"措施为“{status}”，但没有佐证，请写明文件、记录等依据",
	"The measure is “{status}” but has no evidence; name the document or record that shows it",
)  # fmt: skip

# Grades

LEVEL_NOT_IN_SCHEME = _rule(
	"error", "level_not_in_scheme",
	"定级方案“{scheme}”的“{field}”没有“{value}”这一级，请从以下各级中选择：{accepted}",
	"Scheme “{scheme}” has no “{field}” level “{value}”; choose one of: {accepted}",
)  # fmt: skip
STATED_GRADE_DIFFERS = _rule(
	"warning", "stated_grade_differs",
	"自评为{stated}，按定级方案应为{computed}（{reason}），请核对机率、危害和提级情形，或改正自评等级",
	"Stated as {stated}, but the scheme gives {computed} ({reason}); check the levels and circumstances, or the stated grade",
)  # fmt: skip

# Approval, publicity, filing

APPROVAL_OUT_OF_ORDER = _rule(
	"warning", "approval_out_of_order",
	"“{later}”（{late}）早于“{earlier}”（{early}），请核对日期",
	"“{later}” ({late}) lies before “{earlier}” ({early}); check the dates",
)  # fmt: skip
APPROVAL_TO_COME = _rule(
	"warning", "approval_to_come",
	"“{field}”（{date}）晚于评估日期{as_of}，尚未审定、备案的请留空",
	"“{field}” ({date}) is after the assessment date {as_of}; leave it empty until it is done",
)  # fmt: skip
APPROVAL_INCOMPLETE = _rule(
	"warning", "approval_incomplete",
	"填了“{field}”，没有填“{lacking}”，请补填",
	"“{field}” is given but “{lacking}” is not; please add it",
)  # fmt: skip

# The flow of a power

STEP_WITHOUT_POWER = _rule(
	"error", "step_without_power",
	"填了环节序号{step}，却没有对应职权，请补填职权，或删去环节序号",
	"Step {step} is given without a power; name the power or clear the step",
)  # fmt: skip
RISK_STEP_MISSING = _rule(
	"error", "risk_step_missing",
	"职权“{power}”没有第{step}个环节，请核对序号，或在“职权环节”表中补上该环节",
	"The power “{power}” has no step {step}; check the number or add the step under “Power Steps”",
)  # fmt: skip
NEXT_STEPS_UNREADABLE = _rule(
	"error", "next_steps_unreadable",
	"无法识别下一环节“{value}”，请填环节序号，多个序号用逗号分开，如“3,4”；没有分支的留空",
	"The next steps “{value}” cannot be understood; write step numbers with commas, such as 3,4, or leave it empty",
)  # fmt: skip
NEXT_STEP_MISSING = _rule(
	"error", "next_step_missing",
	"下一环节{step}在职权“{power}”中不存在，请核对序号，或补上该环节",
	"Next step {step} does not exist in the power “{power}”; check the number or add the step",
)  # fmt: skip
JOINED_DUTIES = _rule(
	"warning", "joined_duties",
	"同一环节包含“{first}”和“{second}”，二者应当分离，请拆成两个环节，由不同岗位办理",
	"One step holds both “{first}” and “{second}”, which must be apart; split it and give the parts to different posts",
)  # fmt: skip
ONE_PERSON_TWO_DUTIES = _rule(
	"warning", "one_person_two_duties",
	"“{holder}”在同一职权中既办理环节{other}（{first}），又办理本环节（{second}），二者应当分离，请调整经办岗位或人员",
	"“{holder}” handles step {other} ({first}) and this one ({second}) of the same power, which must be apart; change post or person",
)  # fmt: skip

# Wording

TEMPLATE_LEFTOVER = _rule(
	"hint", "template_leftover",
	"“{field}”中还有模板文字“{value}”，请改成本单位的实际内容",
	"“{field}” still holds template text “{value}”; write what is true of your unit",
)  # fmt: skip
COPIED_WORDING = _rule(
	"hint", "copied_wording",
	"同样的“{field}”用在{count}个岗位上（第{rows}行），请按各岗位的实际情况分别填写",
	"The same “{field}” serves {count} posts (rows {rows}); describe each post as it is",
)  # fmt: skip
TOO_SHORT = _rule(
	"hint", "too_short",
	"“{field}”只有{length}个字，看不出是什么行为，请写明什么人在哪个环节可能做什么",
	"“{field}” has {length} characters, too few to name any conduct; say who might do what at which step",
)  # fmt: skip
NO_CONDUCT = _rule(
	"hint", "no_conduct",
	"“{field}”没有写出具体行为，请写明什么人在哪个环节可能做什么、漏做什么",
	"“{field}” names no conduct; say who might do, or leave undone, what at which step",
)  # fmt: skip
VAGUE_WORDING = _rule(
	"hint", "vague_wording",
	"“{field}”中的“{value}”过于笼统，{advice}",
	"“{field}”: “{value}” could be said of any post; {advice}",
)  # fmt: skip

# What became of it: activities, inspections, rectifications, warnings

ACTIVITY_CONDUCT = _rule("error", "activity_conduct", "{objection}", "{objection}")
ABOUT_OTHER_UNIT = _rule(
	"error", "about_other_unit",
	"“{subject}”属于“{other}”，不在本行的“{own}”及其下级，请核对单位或所指的记录",
	"“{subject}” belongs to “{other}”, which is neither “{own}” nor below it; check the unit or what the row is about",
)  # fmt: skip
DAYS_OUT_OF_ORDER = _rule(
	"error", "days_out_of_order",
	"“{later}”（{late}）早于“{earlier}”（{early}），请核对日期",
	"“{later}” ({late}) lies before “{earlier}” ({early}); check the dates",
)  # fmt: skip
DAY_TO_COME = _rule(
	"error", "day_to_come",
	"“{field}”（{date}）晚于{as_of}，尚未发生的不能登记，请核对",
	"“{field}” ({date}) is after {as_of}; what has not happened yet is not recorded",
)  # fmt: skip
STATE_WITHOUT = _rule(
	"error", "state_without",
	"状态为“{state}”，请填写“{field}”，或改正状态",
	"The state is “{state}”: fill in “{field}”, or correct the state",
)  # fmt: skip
DAY_WITHOUT_STATE = _rule(
	"error", "day_without_state",
	"填了“{field}”，状态却是“{state}”，请改正状态，或删去日期",
	"“{field}” is given though the state is “{state}”; correct the state or clear the date",
)  # fmt: skip
CONCLUDED_WITHOUT = _rule(
	"error", "concluded_without",
	"已办结的检查要有“{field}”，请补填，或先不填“已办结”",
	"An inspection that is concluded has “{field}”: fill it in, or do not mark it as concluded yet",
)  # fmt: skip

# Collective decisions

DECIDED_WITHOUT = _rule(
	"error", "decided_without",
	"已作出的决定要有“{field}”，请补填，或先不填“已作出决定”",
	"What is decided has “{field}”: fill it in, or do not mark it as decided yet",
)  # fmt: skip
FUNDS_WITHOUT_AMOUNT = _rule(
	"warning", "funds_without_amount",
	"大额资金使用的决定没有填金额，看不出是否超过决定的额度；请补填",
	"A decision on the use of large funds without its amount does not show what it covers; fill in the amount",
)  # fmt: skip
DECISION_MEETING = _rule("error", "decision_meeting", "{objection}", "{objection}")
DECIDED_BY_NOBODY = _rule(
	"warning", "decided_by_nobody",
	"没有登记参加决策的成员和表态，无法核对是否集体决定；请在“参加决策成员”表中补填，系统不接收没有成员的决定",
	"No members are recorded, so nothing shows that it was decided by a body; add them to “Deciding Members”: the site takes in no decision without",
)  # fmt: skip
RESULT_DIFFERS = _rule(
	"error", "decision_result_differs",
	"决定结果填的是“{stated}”，按成员表态应为“{result}”，请核对",
	"The result says “{stated}”, the opinions of the members make it “{result}”; check them",
)  # fmt: skip
RESULT_OF_NO_DECISION = _rule(
	"error", "result_of_no_decision",
	"填了决定结果，但没有标明“已作出决定”；记录已定稿的请填“是”，尚未定稿的请删去结果",
	"There is a result but the row is not marked as decided; say yes where the record is final, or clear the result",
)  # fmt: skip
ONLY_OF_URGENT = _rule(
	"error", "only_of_urgent",
	"只有紧急处置才填“{field}”，请删去，或把决定结果改为“紧急处置”",
	"Only an urgent action has “{field}”; clear it, or make the result “Urgent, to Be Ratified”",
)  # fmt: skip
