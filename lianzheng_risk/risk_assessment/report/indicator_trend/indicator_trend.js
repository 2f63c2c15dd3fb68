frappe.query_reports["Indicator Trend"] = {
	filters: [
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Integrity Unit" },
		{
			fieldname: "kind",
			label: __("Assessment Period"),
			fieldtype: "Select",
			options: ["Monthly Assessment", "Quarterly Assessment", "Half-Yearly Assessment", "Yearly Assessment"].map((value) => ({ value, label: __(value, null, "Integrity Assessment") })),
			default: "Quarterly Assessment",
			reqd: 1,
		},
	],
};
