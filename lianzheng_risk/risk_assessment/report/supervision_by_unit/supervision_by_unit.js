frappe.query_reports["Supervision by Unit"] = lianzheng_risk.unit_report();
