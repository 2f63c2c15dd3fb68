frappe.query_reports["Integrity Documents behind a Figure"] = {
	filters: [
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Integrity Unit" },
		{
			fieldname: "figure",
			label: __("Figure"),
			fieldtype: "Select",
			options: frappe.boot.integrity_figures.figures,
			default: "post_coverage",
			reqd: 1,
			// Another figure has another part to look at first; a link that leads here names both.
			on_change(report) {
				if (report._no_refresh) {
					return;
				}
				const { look, of_powers } = lianzheng_risk.figures.find(report.get_filter_value("figure"));
				const given = { part: look, ...(of_powers ? {} : { power: "" }) };
				const same = Object.entries(given).every(([name, value]) => (report.get_filter_value(name) || "") === value);
				same ? report.refresh(true) : report.set_filter_value(given);
			},
		},
		{
			fieldname: "part",
			label: __("Part of the Figure"),
			fieldtype: "Select",
			options: frappe.boot.integrity_figures.parts,
			default: "Not Counted",
			reqd: 1,
		},
		{
			fieldname: "power",
			label: __("Power Category"),
			fieldtype: "Select",
			options: [{ value: "", label: "" }, ...frappe.boot.integrity_figures.powers],
			depends_on: "eval:lianzheng_risk.figures.counts_risk_points(doc.figure)",
		},
		{ fieldname: "as_of", label: __("As Of"), fieldtype: "Date", default: frappe.datetime.get_today(), reqd: 1 },
		{ fieldname: "assessment", label: __("Compared With Assessment"), fieldtype: "Link", options: "Integrity Assessment" },
	],

	// Filters of the address are links, and empty until the platform has looked up their titles.
	onload: () => frappe.after_ajax(),

	formatter(value, row, column, data, default_formatter) {
		if (data?.unit && data.unit_name) {
			frappe.utils.add_link_title("Integrity Unit", data.unit, data.unit_name);
		}
		return default_formatter(value, row, column, data);
	},
};
