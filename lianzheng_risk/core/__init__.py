"""The regulation as code: pure Python on the standard library, pandas and openpyxl. Never imports frappe."""
