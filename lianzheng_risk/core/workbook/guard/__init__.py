"""What a file must bear out before anybody reads it: kind, size and extent, with nothing unpacked unbounded."""

from lianzheng_risk.core.workbook.guard.workbook import GuardedWorkbook, parser_errors

__all__ = ["GuardedWorkbook", "parser_errors"]
