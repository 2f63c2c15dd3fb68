frappe.query_reports["Overdue Funnel"] = {
	filters: [{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Integrity Unit" }],
};
