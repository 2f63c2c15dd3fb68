frappe.query_reports["Screening Progress"] = {
	tree: true,
	name_field: "unit",
	parent_field: "parent_unit",
	initial_depth: 2,

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
		{ fieldname: "own_only", label: __("Own Figures Only"), fieldtype: "Check" },
	],

	async onload(report) {
		await frappe.require("/assets/lianzheng_risk/js/screening_campaign_filter.js");
		await lianzheng_risk.screening.choose_campaign(report);
	},

	formatter(value, row, column, data, default_formatter) {
		if (column.fieldname === "unit" && data) {
			frappe.utils.add_link_title("Integrity Unit", data.unit, data.unit_name);
		}
		const text = default_formatter(value, row, column, data);
		if (column.fieldname === "remark" && value) {
			return `<span class="indicator-pill ${data.zero ? "red" : "gray"}">${text}</span>`;
		}
		return column.fieldname === "late" && value ? `<span class="text-danger">${text}</span>` : text;
	},
};
