"""Why something is left to people, or is done as it is: said to whoever looks at the preview."""

from __future__ import annotations

from lianzheng_risk.core.bilingual import Text


def filled(text: Text, **values: object) -> Text:
	"""The reason with its numbers or dates in it."""
	return Text(text.zh.format(**values), text.en.format(**values))


TWICE_LINKED = Text(
	"有{count}个单位关联了ERP的同一部门或公司，请只保留一个",
	"{count} units are tied to the same department or company of the ERP; please keep one",
)
SEVERAL_UNITS = Text(
	"本系统同一上级下有{count}个同名单位，无法判断对应哪一个，请在单位上选定ERP部门",
	"{count} units of this name stand under the same parent; please choose the ERP department on the right one",
)
NO_PARENT = Text(
	"上级尚未对应，处理上级后再同步", "What is above it is not settled yet; settle that and synchronise again"
)
NOT_HERE_YET = Text(
	"本系统还没有对应的单位，请先同步组织架构", "There is no unit for it here yet; please synchronise the organisation"
)
BELOW_ITSELF = Text(
	"按ERP调整后会成为自己的下级，请先人工调整单位的上级",
	"It would come to lie below itself; please move it by hand first",
)
SAME_NAME = Text("与本系统已有的同名单位对应，不另建", "It is the unit of this name that is here already")
DISABLED = Text(
	"ERP部门已停用，单位保留并注明日期", "The department is disabled in the ERP; the unit stays and is marked"
)
ENABLED = Text("ERP部门恢复使用", "The department is in use again in the ERP")

SAME_PERSON = Text("与同单位的同名人员对应，不另建", "It is the person of this name who is in the unit already")
SEVERAL_PEOPLE = Text(
	"同一单位有同名人员，无法判断对应哪一个，请在人员上选定ERP员工",
	"Several people of this name are in the unit; please choose the ERP employee on the right one",
)
NO_UNIT = Text(
	"所在部门在本系统没有对应的单位，保持原状", "There is no unit here for the department, so everything stays as it is"
)
CLOSED_UNIT = Text(
	"所在部门已停用，请在ERP中调整员工的部门", "The department is disabled; please move the employee in the ERP"
)
NOT_ACTIVE = Text(
	"ERP员工状态为停职或停用，任职保持原状", "The employee is suspended or inactive; the tenure stays as it is"
)
RANK_TO_SETTLE = Text("层次暂按“一般工作人员”，请核定", "The rank is set to staff for now; please settle it")

NO_DESIGNATION = Text(
	"ERP没有填写职务，无法对应岗位", "The ERP says no designation, so it is not known which post is held"
)
SEVERAL_POSTS = Text(
	"该单位有几个岗位对应这一职务，无法判断担任哪一个，请在岗位上填写任职",
	"Several posts of the unit stand for this designation; please enter the tenure on the right one",
)
SAME_POST = Text("与同单位的同名岗位对应，不另建", "It is the post of this name that the unit has already")
ENDED_BY_HAND = Text(
	"ERP仍为在任，本系统已于{end}终止任职，请更正其中一处",
	"The ERP has the post as held, here the tenure ended on {end}; please correct one of them",
)
MOVED_ON = Text("职务或部门变动", "The designation or department has changed")
LEFT = Text("员工离职", "The employee has left")
ENDS_BEFORE_IT_STARTS = Text(
	"离职日期早于任职起始日期，请核对", "The employee left before the tenure starts; please check the dates"
)
HELD_BESIDES = Text(
	"另有在任岗位，如已不再兼任，请人工终止任职", "Another post is held besides; if that is over, please end it by hand"
)
