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
		const report = data && BEHIND_CAMPAIGN[column.fieldname];
		if (!report) {
			return text;
		}
		const marked = column.fieldname === "late" && value ? `<b class="text-danger">${text}</b>` : text;
		const unit = frappe.query_report.get_filter_value("unit");
		return lianzheng_risk.figures.of_campaign(marked, report, { campaign: data.campaign, unit });
	},
};

// What stands behind a count: the units of the campaign with theirs, or the posts themselves.
const UNITS_OF_CAMPAIGN = { report: "Screening Progress" };
const BEHIND_CAMPAIGN = {
	posts: UNITS_OF_CAMPAIGN,
	begun: UNITS_OF_CAMPAIGN,
	handed_in: UNITS_OF_CAMPAIGN,
	confirmed: UNITS_OF_CAMPAIGN,
	units: UNITS_OF_CAMPAIGN,
	units_reported: UNITS_OF_CAMPAIGN,
	late: { report: "Screening Worklist", late_only: 1 },
};
