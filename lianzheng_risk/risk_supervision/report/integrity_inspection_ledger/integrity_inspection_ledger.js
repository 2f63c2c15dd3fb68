const INSPECTION_TYPES = [
	"Information Monitoring",
	"Regular Self-Check",
	"Inspection from Above",
	"Social Appraisal",
	"Special Inspection",
];
const INSPECTION_RATINGS = ["Excellent", "Up to Standard", "Below Standard"];
const INSPECTION_STANDING = { overdue: "red", planned: "gray", under_way: "orange", concluded: "green", cancelled: "gray" };

frappe.query_reports["Integrity Inspection Ledger"] = {
	filters: [
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Integrity Unit" },
		{ fieldname: "from_day", label: __("Planned Since"), fieldtype: "Date" },
		{ fieldname: "to_day", label: __("Planned Until"), fieldtype: "Date" },
		{
			fieldname: "inspection_type",
			label: __("Inspection Type", null, "Integrity Inspection"),
			fieldtype: "Select",
			options: [
				"",
				...INSPECTION_TYPES.map((value) => ({ value, label: __(value, null, "Integrity Inspection") })),
			],
		},
		{
			fieldname: "rating",
			label: __("Inspection Rating", null, "Integrity Inspection"),
			fieldtype: "Select",
			options: [
				"",
				...INSPECTION_RATINGS.map((value) => ({ value, label: __(value, null, "Integrity Inspection") })),
			],
		},
		{ fieldname: "overdue_only", label: __("Not Held in Time Only"), fieldtype: "Check" },
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = column.fieldtype === "Data" && value ? frappe.utils.escape_html(value) : value;
		const text = default_formatter(shown, row, column, data);
		if (column.fieldname === "standing_label" && value) {
			return `<span class="indicator-pill ${INSPECTION_STANDING[data.standing]}">${text}</span>`;
		}
		return text;
	},
};
