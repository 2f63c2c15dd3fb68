frappe.query_reports["Risks by Category and Power"] = {
	filters: [{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Integrity Unit" }],
	onload: () => lianzheng_risk.await_filters(),
};
