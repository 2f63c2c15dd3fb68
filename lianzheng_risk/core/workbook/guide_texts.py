"""What the 说明 sheet says."""

from __future__ import annotations

from lianzheng_risk.core.bilingual import Text

TITLE = Text("廉政风险防控登记簿填写说明", "Integrity-Risk Register: How to Fill It In")

PURPOSE_HEADING = Text("一、用途", "1. Purpose")
PURPOSE = Text(
	"本登记簿用于排查和防控廉政风险：登记单位、人员、岗位、职权及其运行环节，找出每个岗位、每项职权的廉政风险点，"
	"并逐条写明防控措施和责任人。填好后由系统检查、定级、汇总，形成评估结果。",
	"This workbook is for finding and controlling integrity risks: it lists units, people, posts, powers and their steps, "
	"names the risk points of each post and power, and says for each which measures control it and who answers for them. "
	"The system then checks, grades and sums up.",
)

STEPS_HEADING = Text("二、怎样填写", "2. How to fill it in")
STEPS = (
	Text(
		"按单位、人员、岗位、任职、职权、职权环节、风险点、防控措施的顺序填写，后面的表要用到前面的编码。",
		"Go from units through people, posts, tenures, powers, steps and risk points to measures: later sheets use the "
		"codes of earlier ones.",
	),
	Text(
		"深色表头的列必填，浅色表头的列选填；把鼠标移到表头上，可以看到该列的填写要求。",
		"Columns with a dark header are required, those with a light one optional; rest the pointer on a header for "
		"what belongs there.",
	),
	Text(
		"编码由本单位自定，同一张表内不得重复，以 0 开头也会原样保留（如 001）。填写其他表的编码时，名称唯一的也可以填名称。",
		"Codes are your own, each once per sheet; leading zeros stay (001). Where another sheet's code is asked for, a "
		"unique name will do.",
	),
	Text(
		"有下拉箭头的单元格从列表中选择；日期按 2026-06-30 的样式填写；一条内容填一行，不要合并单元格。",
		"Choose from the list where a cell has one; dates look like 2026-06-30; one row per item, no merged cells.",
	),
	Text(
		"以“示例：”开头的行只供参考，系统不读取，可以删除。",
		"A row that begins with “Example:” only shows how; it is not read and may be deleted.",
	),
	Text(
		"不要改动工作表名称和表头。自己增加的工作表和列不会被读取，检查时会有提示。",
		"Keep the names of sheets and headers. Sheets and columns of your own are not read; the check mentions them.",
	),
	Text(
		"风险等级由系统按定级方案计算；“自评等级”用来与计算结果核对。",
		"The grade is computed by the grading scheme; “Stated Grade” is compared with it.",
	),
	Text(
		"不得填写问题线索、案件情况和其他涉密内容。",
		"Enter no leads, no details of cases and nothing classified.",
	),
)

SHEETS_HEADING = Text("三、各工作表", "3. The sheets")
SHEETS_COLUMNS = (Text("工作表", "Sheet"), Text("内容", "What it holds"), Text("必填列", "Required columns"))

GRADING_HEADING = Text("四、风险等级怎样确定", "4. How a risk is graded")
GRADING = Text(
	"定级方案：{scheme}。按发生机率和危害程度查下表；有提级情形的再按方案提级。",
	"Grading scheme: {scheme}. Look up probability and harm below; circumstances named in the scheme raise the grade.",
)
RAISES = Text("{field}的，提为{grade}。", "{field}: raised to {grade}.")
AXES = Text("{probability} ＼ {harm}", "{probability} \\ {harm}")

WORDS_HEADING = Text("五、下拉列表中的用词", "5. The words of the drop-downs")
WORDS_COLUMNS = (
	Text("类别", "List"),
	Text("标准用词", "Word"),
	Text("粘贴旧表时也可识别", "Also understood when pasted"),
)

LEGEND_HEADING = Text("六、颜色", "6. Colours")
LEGEND_REQUIRED = Text("必填列", "Required column")
LEGEND_OPTIONAL = Text("选填列", "Optional column")
LEGEND_EXAMPLE = Text("示例，不读取", "Example, not read")

CONTACT_HEADING = Text("七、有疑问请联系", "7. Whom to ask")
CONTACT = Text(
	"请联系本单位联络员或纪检监察机构。联系人：____________　电话：____________",
	"Your unit's liaison officer or its discipline-inspection body. Name: ____________  Telephone: ____________",
)
