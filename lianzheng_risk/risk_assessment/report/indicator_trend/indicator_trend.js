frappe.query_reports["Indicator Trend"] = {
	filters: [
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Integrity Unit", reqd: 1 },
		{
			fieldname: "kind",
			label: __("Assessment Period"),
			fieldtype: "Select",
			options: ["Monthly Assessment", "Quarterly Assessment", "Half-Yearly Assessment", "Yearly Assessment"].map((value) => ({ value, label: __(value) })),
			default: "Quarterly Assessment",
			reqd: 1,
		},
	],
};
