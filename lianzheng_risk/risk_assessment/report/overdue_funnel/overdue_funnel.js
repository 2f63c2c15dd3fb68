frappe.query_reports["Overdue Funnel"] = {
	onload: () => lianzheng_risk.await_filters(),
	filters: [{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Integrity Unit" }],

	formatter(value, row, column, data, default_formatter) {
		const told = default_formatter(value, row, column, data);
		const unit = frappe.query_report.get_filter_value("unit");
		return lianzheng_risk.figures.link(told, data?.figures?.[column.fieldname], { unit });
	},
};
