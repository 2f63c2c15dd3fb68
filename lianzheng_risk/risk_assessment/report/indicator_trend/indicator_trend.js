frappe.query_reports["Indicator Trend"] = {
	filters: [
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Integrity Unit" },
		{
			fieldname: "kind",
			label: __("Assessment Period"),
			fieldtype: "Select",
			options: ["Monthly Assessment", "Quarterly Assessment", "Half-Yearly Assessment", "Yearly Assessment"].map((value) => ({
				value,
				label: __(value, null, "Integrity Assessment"),
			})),
			default: "Quarterly Assessment",
			reqd: 1,
		},
	],

	formatter(value, row, column, data, default_formatter) {
		const told = default_formatter(value, row, column, data);
		const frozen = data?.assessments?.[column.fieldname];
		return frozen ? lianzheng_risk.figures.link(told, data.figure, frozen) : told;
	},

	// It opens with the unit that it was called for, or with the topmost that the user sees.
	async onload(report) {
		await lianzheng_risk.await_filters();
		const filter = report.get_filter("unit");
		if (filter.get_value()) {
			return;
		}
		const [top] = await frappe.db.get_list("Integrity Unit", { order_by: "lft", limit: 1 });
		if (top) {
			await filter.set_value(top.name);
			await lianzheng_risk.await_filters();
		}
	},
};
