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
		const marked = column.fieldname === "late" && value ? `<span class="text-danger">${text}</span>` : text;
		const posts = data && POSTS_TO_SCREEN[column.fieldname];
		const [campaign, own_only] = ["campaign", "own_only"].map((name) => frappe.query_report.get_filter_value(name));
		// The list of posts has no filter for a unit without those below it.
		return posts && !own_only ? lianzheng_risk.figures.of_campaign(marked, posts, { campaign, unit: data.unit }) : marked;
	},
};

const POST_BY_POST = "Screening Worklist";
const POSTS_TO_SCREEN = {
	not_begun: { report: POST_BY_POST, status: "Not Begun" },
	under_way: { report: POST_BY_POST, status: "Under Way" },
	reported: { report: POST_BY_POST, status: "Reported" },
	late: { report: POST_BY_POST, late_only: 1 },
};
