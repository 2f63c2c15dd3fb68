frappe.query_reports["Screening Coverage"] = lianzheng_risk.unit_report();
