"""Why a file is refused and what to do about it, in words for whoever uploaded it."""

from __future__ import annotations

from lianzheng_risk.core.bilingual import Text

NO_FILE = Text("找不到文件“{path}”，请检查文件名和路径", "there is no file “{path}”; check its name and folder")
NOT_OPENED = Text(
	"无法打开“{path}”，请确认它是文件、没有被其他程序占用，并且您有读取权限",
	"“{path}” cannot be opened; make sure it is a file, not in use elsewhere, and that you may read it",
)
EMPTY = Text("文件是空的（0 字节），请重新保存或重新下载", "the file is empty (0 bytes); save or download it again")
NOT_A_WORKBOOK = Text(
	"这不是 Excel 工作簿，请用 Excel 或 WPS 另存为 .xlsx 后再试",
	"this is not an Excel workbook; save it as .xlsx and try again",
)
PROTECTED = Text(
	"工作簿设有打开密码，请取消密码另存后再试", "the workbook is password-protected; save it without one and try again"
)
DAMAGED = Text(
	"工作簿已损坏，请用 Excel 或 WPS 打开修复，另存为 .xlsx 后再试",
	"the workbook is damaged; open and repair it in Excel, save it as .xlsx and try again",
)

# What else people upload by mistake, or under a name that ends in .xls or .xlsx.
WEB_PAGE = Text(
	"这是网页（HTML）格式的表格，不是 Excel 工作簿，多由业务系统导出；请用 Excel 或 WPS 打开，另存为 .xlsx 后再试",
	"this is a table in the format of a web page (HTML), as some systems export it, and no Excel workbook; open it in "
	"Excel, save it as .xlsx and try again",
)
XML_TABLE = Text(
	"这是“XML 表格 2003”格式的文件，请用 Excel 或 WPS 打开，另存为 .xlsx 后再试",
	"this is an “XML Spreadsheet 2003”; open it in Excel, save it as .xlsx and try again",
)
PLAIN_TEXT = Text(
	"这是文本（CSV 或 TXT）文件，不是 Excel 工作簿；请用 Excel 或 WPS 打开，另存为 .xlsx 后再试",
	"this is a text file (CSV or TXT) and no Excel workbook; open it in Excel, save it as .xlsx and try again",
)
PDF = Text(
	"这是 PDF 文件，请改为上传 Excel 工作簿；没有电子表格的，请把内容填入模板",
	"this is a PDF; upload the Excel workbook instead or, if there is none, copy its content into the template",
)
DOCUMENT = Text(
	"这是 Word 文档，请把其中的表格复制到 Excel 或 WPS 表格中，存为 .xlsx 后再试",
	"this is a Word document; copy its tables into Excel, save them as .xlsx and try again",
)
PRESENTATION = Text(
	"这是演示文稿，请把其中的表格复制到 Excel 或 WPS 表格中，存为 .xlsx 后再试",
	"this is a presentation; copy its tables into Excel, save them as .xlsx and try again",
)
PICTURE = Text(
	"这是图片，无法从中读取表格；请上传 Excel 工作簿，或者把内容填入模板",
	"this is a picture and tables cannot be read from it; upload the Excel workbook or copy its content into the template",
)
ARCHIVE = Text("这是压缩包，请解压后上传其中的工作簿", "this is an archive; unpack it and upload the workbook inside")
BINARY_WORKBOOK = Text(
	"这是 Excel 二进制工作簿（.xlsb），请另存为 .xlsx 后再试",
	"this is a binary workbook (.xlsb); save it as .xlsx and try again",
)

MACROS = Text(
	"工作簿含有宏，为安全起见不读取；请另存为不含宏的 .xlsx 后再试",
	"the workbook contains macros and is not read, to be safe; save it as .xlsx without macros and try again",
)
EXTERNAL_LINKS = Text(
	"工作表“{sheet}”的{cells}引用了其他文件，读取的数值无法核实；请在 Excel 中用“数据→编辑链接→断开链接”，"
	"或者复制后“选择性粘贴→数值”，保存后再试",
	"{cells} in sheet “{sheet}” refer to another file, whose values cannot be verified; break the links "
	"(Data → Edit Links → Break Link) or paste as values, save and try again",
)
WRONG_ENCODING = Text(
	"工作簿内部使用了{encoding}编码，无法可靠读取；请用 Excel 或 WPS 打开，另存为 .xlsx 后再试",
	"the workbook is encoded in {encoding} inside and cannot be read reliably; open it in Excel, save it as .xlsx "
	"and try again",
)
ENTITIES = Text(
	"工作簿内含自定义的 XML 实体，正常的工作簿不会有，为安全起见不读取；请用 Excel 或 WPS 打开，另存为 .xlsx 后再试",
	"the workbook declares XML entities, which no sound workbook does, and is not read, to be safe; open it in Excel, "
	"save it as .xlsx and try again",
)
TOO_LARGE = Text(
	"工作簿的内容过大（解压后{size} MB，最多{most} MB）；请删除图片和无关的工作表，或者按单位分成几个文件",
	"the workbook is too large ({size} MB unpacked, at most {most} MB); remove pictures and sheets that do not belong "
	"to it, or split it by unit",
)
NO_MEMORY = Text(
	"内存不足，无法读取这样大的工作簿，请按单位分成几个文件后再试",
	"there is not enough memory for a workbook of this size; split it by unit and try again",
)
TOO_MANY_PARTS = Text(
	"工作簿内的部件过多（超过{most}个），请用 Excel 或 WPS 打开，另存为 .xlsx 后再试",
	"the workbook has more than {most} parts; open it in Excel, save it as .xlsx and try again",
)
TOO_MUCH_TEXT = Text(
	"工作表“{sheet}”的文字过多，请删除无关内容，或者按单位分成几个文件",
	"there is too much text in sheet “{sheet}”; delete what does not belong to it, or split the file by unit",
)
TOO_FAR = Text(
	"工作表“{sheet}”的使用区域过大（{range}），请删除数据区以外的内容（按 Ctrl+End 可看到最后一格）后另存再试",
	"the used range of sheet “{sheet}” is too large ({range}); delete what stands outside the data (Ctrl+End shows the "
	"last cell), save and try again",
)
TOO_WIDE = Text(
	"工作表“{sheet}”有{columns}列（{range}），最多读取{most}列；请删除多余的列后另存再试",
	"sheet “{sheet}” has {columns} columns ({range}) and at most {most} are read; delete the columns that are not "
	"needed, save and try again",
)


class UnreadableFile(Exception):
	"""A file that is no register workbook; `text` says why and what to do, in both languages."""

	def __init__(self, text: Text, **values) -> None:
		self.text = Text(text.format("zh", **values), text.format("en", **values), quoted=True)
		super().__init__(self.text.zh)


class UnreadableSheet(UnreadableFile):
	"""One sheet that cannot be read, in a workbook whose other sheets may be; `sheet` is its title."""

	def __init__(self, text: Text, sheet: str, **values) -> None:
		super().__init__(text, sheet=sheet, **values)
		self.sheet = sheet
