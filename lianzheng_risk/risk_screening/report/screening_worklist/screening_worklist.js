frappe.query_reports["Screening Worklist"] = {
	filters: [
		{
			fieldname: "campaign",
			label: __("Screening Campaign"),
			fieldtype: "Link",
			options: "Integrity Screening Campaign",
			reqd: 1,
			get_query: () => ({ filters: { status: ["!=", "Planned"] } }),
		},
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Integrity Unit" },
		{
			fieldname: "status",
			label: __("Status", null, "Integrity Post Screening"),
			fieldtype: "Select",
			options: [
				"",
				{ value: "Not Begun", label: __("Not Begun") },
				{ value: "Under Way", label: __("Under Way") },
				{ value: "Reported", label: __("Reported") },
			],
		},
		{ fieldname: "late_only", label: __("Late Only"), fieldtype: "Check" },
	],

	async onload(report) {
		await frappe.require("/assets/lianzheng_risk/js/screening_campaign_filter.js");
		await lianzheng_risk.screening.choose_campaign(report);
	},

	formatter(value, row, column, data, default_formatter) {
		if (data) {
			frappe.utils.add_link_title("Integrity Post Screening", data.name, data.post_name);
			frappe.utils.add_link_title("Integrity Unit", data.unit, data.unit_name);
		}
		const shown = column.fieldtype === "Data" && value ? frappe.utils.escape_html(value) : value;
		const text = default_formatter(shown, row, column, data);
		if (column.fieldname === "status_label" && data) {
			return `<span class="indicator-pill ${STATUS_COLOUR[data.status]}">${text}</span>`;
		}
		return column.fieldname === "days_late" && value ? `<span class="text-danger">${text}</span>` : text;
	},
};

const STATUS_COLOUR = { not_begun: "red", under_way: "orange", reported: "blue" };
