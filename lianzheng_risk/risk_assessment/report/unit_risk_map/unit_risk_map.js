frappe.query_reports["Unit Risk Map"] = lianzheng_risk.unit_report();
