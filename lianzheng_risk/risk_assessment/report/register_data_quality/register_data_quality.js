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
};
