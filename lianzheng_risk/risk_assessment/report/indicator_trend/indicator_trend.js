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

	formatter(value, row, column, data, default_formatter) {
		const told = default_formatter(value, row, column, data);
		const frozen = data?.assessments?.[column.fieldname];
		const unit = frappe.query_report.get_filter_value("unit");
		return frozen ? lianzheng_risk.figures.link(told, data.figure, { unit, ...frozen }) : told;
	},
};
