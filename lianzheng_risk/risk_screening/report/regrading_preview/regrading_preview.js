frappe.query_reports["Regrading Preview"] = {
	filters: [
		{
			fieldname: "scheme",
			label: __("Grading Scheme"),
			fieldtype: "Link",
			options: "Integrity Grading Scheme",
			reqd: 1,
		},
	],

	formatter(value, row, column, data, default_formatter) {
		const title = data?.[`${column.fieldname}_title`];
		title && frappe.utils.add_link_title(column.options, value, title);
		return default_formatter(value, row, column, data);
	},

	// A filter that came with the address is empty for the platform until the title of its document is known.
	async onload(report) {
		const filter = report.get_filter("scheme");
		if (filter.value) {
			await frappe.utils.fetch_link_title(filter.df.options, filter.value);
			filter.set_formatted_input(filter.value);
		}
	},
};
