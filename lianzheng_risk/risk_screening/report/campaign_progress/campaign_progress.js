frappe.query_reports["Campaign Progress"] = {
	filters: [
		{
			fieldname: "campaign",
			label: __("Screening Campaign"),
			fieldtype: "Link",
			options: "Integrity Screening Campaign",
			get_query: () => ({ filters: { status: ["!=", "Planned"] } }),
		},
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Integrity Unit" },
		{ fieldname: "closed", label: __("Closed Campaigns Too"), fieldtype: "Check" },
	],

	onload: () => lianzheng_risk.await_filters(),

	formatter(value, row, column, data, default_formatter) {
		if (data) {
			frappe.utils.add_link_title("Integrity Screening Campaign", data.campaign, data.title);
		}
		const text = default_formatter(value, row, column, data);
		if (column.fieldname === "late" && value) {
			return `<b class="text-danger">${text}</b>`;
		}
		return text;
	},
};
