const ACTIVITY_KINDS = [
	"Integrity Talk",
	"Reminding Talk",
	"Duty and Integrity Report",
	"Democratic Life Meeting",
	"Democratic Appraisal",
	"Report on Personal Matters",
	"Integrity Pledge",
	"Education and Publicity",
];
const STANDING_COLOUR = { overdue: "red", to_do: "orange", done: "green" };

frappe.query_reports["Integrity Activity Coverage"] = {
	filters: [
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Integrity Unit" },
		{
			fieldname: "kind",
			label: __("Kind of Activity"),
			fieldtype: "Select",
			options: ["", ...ACTIVITY_KINDS.map((kind) => ({ value: kind, label: __(kind) }))],
		},
		{ fieldname: "as_of", label: __("As of Day"), fieldtype: "Date", default: frappe.datetime.get_today() },
		{ fieldname: "overdue_only", label: __("Overdue Only"), fieldtype: "Check" },
	],

	formatter(value, row, column, data, default_formatter) {
		if (data) {
			frappe.utils.add_link_title("Integrity Post", data.post, data.post_name);
			frappe.utils.add_link_title("Integrity Unit", data.unit, data.unit_name);
		}
		const shown = column.fieldtype === "Data" && value ? frappe.utils.escape_html(value) : value;
		const text = default_formatter(shown, row, column, data);
		if (column.fieldname === "state_label" && data) {
			return `<span class="indicator-pill ${STANDING_COLOUR[data.state]}">${text}</span>`;
		}
		return text;
	},
};
