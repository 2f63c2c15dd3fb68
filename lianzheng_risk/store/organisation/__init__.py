"""The ERP's organisation and ours read as core plans with them, and what was planned written."""
