frappe.query_reports["Risks by Category and Power"] = {
	filters: [{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Integrity Unit" }],
	onload: () => lianzheng_risk.await_filters(),

	formatter(value, row, column, data, default_formatter) {
		const told = default_formatter(value, row, column, data);
		const { figure, power } = data?.leads_to?.[column.fieldname] || {};
		const unit = frappe.query_report.get_filter_value("unit");
		return figure ? lianzheng_risk.figures.link(told, figure, { power, unit }) : told;
	},
};
