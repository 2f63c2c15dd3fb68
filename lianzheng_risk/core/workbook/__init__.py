"""The register as an Excel workbook: template, reader, writer, and a marked copy of what was checked."""

from lianzheng_risk.core.workbook.cells import DoesNotFit
from lianzheng_risk.core.workbook.marked import write_marked
from lianzheng_risk.core.workbook.reader import RawTable, RawWorkbook, read
from lianzheng_risk.core.workbook.source import UnreadableFile
from lianzheng_risk.core.workbook.template import write_template
from lianzheng_risk.core.workbook.writer import write_register

__all__ = [
	"DoesNotFit",
	"RawTable",
	"RawWorkbook",
	"UnreadableFile",
	"read",
	"write_marked",
	"write_register",
	"write_template",
]
