"""What importing a workbook would do to a site: which rows are new, which change, which are refused, and why."""

from lianzheng_risk.core.importing.outcome import Plan, TablePlan
from lianzheng_risk.core.importing.planning import plan
from lianzheng_risk.core.importing.terms import BAD_ROWS, BLANKS, IMPORT_MODE, Terms

__all__ = ["BAD_ROWS", "BLANKS", "IMPORT_MODE", "Plan", "TablePlan", "Terms", "plan"]
