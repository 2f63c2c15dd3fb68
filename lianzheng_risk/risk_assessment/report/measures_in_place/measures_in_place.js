frappe.query_reports["Measures in Place"] = lianzheng_risk.unit_report();
