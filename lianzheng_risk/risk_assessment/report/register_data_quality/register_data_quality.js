frappe.query_reports["Register Data Quality"] = {
	filters: [
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Integrity Unit" },
		{
			fieldname: "severity",
			label: __("Severity"),
			fieldtype: "Select",
			options: ["", "Error", "Warning", "Hint"].map((value) => ({ value, label: value ? __(value, null, "Integrity Register Import") : "" })),
		},
	],

	onload: () => lianzheng_risk.await_filters(),

	formatter(value, row, column, data, default_formatter) {
		if (data?.unit && data.unit_name) {
			frappe.utils.add_link_title("Integrity Unit", data.unit, data.unit_name);
		}
		return default_formatter(value, row, column, data);
	},
};
