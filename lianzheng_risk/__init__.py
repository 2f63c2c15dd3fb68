"""廉政风险防控: integrity-risk prevention and control for Frappe and ERPNext."""

__version__ = "0.1.0"
