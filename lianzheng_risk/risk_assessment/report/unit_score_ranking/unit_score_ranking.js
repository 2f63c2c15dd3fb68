frappe.query_reports["Unit Score Ranking"] = {
	filters: [
		{
			fieldname: "period",
			label: __("Period Code"),
			fieldtype: "Data",
			reqd: 1,
			default: String(new Date().getFullYear()),
			description: __("2026-06, 2026Q2, 2026H1 or 2026"),
		},
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Integrity Unit" },
	],

	onload(report) {
		if (frappe.model.can_export("Integrity Assessment")) {
			report.page.add_inner_button(__("Workbook for the Appraisal"), () => export_appraisal(report));
		}
		return lianzheng_risk.await_filters();
	},

	formatter(value, row, column, data, default_formatter) {
		if (data) {
			frappe.utils.add_link_title("Integrity Unit", data.unit, data.unit_name);
			frappe.utils.add_link_title("Integrity Assessment", data.assessment, data.assessment);
		}
		const shown = column.fieldtype === "Data" && value ? frappe.utils.escape_html(value) : value;
		return default_formatter(shown, row, column, data);
	},
};

async function export_appraisal(report) {
	const { period, unit } = report.get_values();
	await frappe.call({ method: "lianzheng_risk.risk_assessment.appraisal.export", args: { period, unit } });
	frappe.show_alert({
		message: __("The file is being written in the background. You will be notified as soon as it is ready."),
		indicator: "green",
	});
}
