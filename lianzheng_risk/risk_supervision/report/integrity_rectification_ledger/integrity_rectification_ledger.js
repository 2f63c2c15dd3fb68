const RECTIFICATION_STATES = [
	"To Be Rectified",
	"Being Rectified",
	"Extension Asked For",
	"To Be Reinspected",
	"Closed Off",
	"Withdrawn",
];
const RECTIFICATION_TIMELINESS = { overdue: "red", running: "orange", late: "purple", in_time: "green", not_counted: "gray" };

frappe.query_reports["Integrity Rectification Ledger"] = {
	filters: [
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Integrity Unit" },
		{ fieldname: "from_day", label: __("Ordered or Closed Off Since"), fieldtype: "Date" },
		{ fieldname: "to_day", label: __("Ordered or Closed Off Until"), fieldtype: "Date" },
		{
			fieldname: "status",
			label: __("Rectification State", null, "Integrity Rectification"),
			fieldtype: "Select",
			options: [
				"",
				...RECTIFICATION_STATES.map((value) => ({ value, label: __(value, null, "Integrity Rectification") })),
			],
		},
		{ fieldname: "closed_only", label: __("Closed Off Only"), fieldtype: "Check" },
		{ fieldname: "overdue_only", label: __("Overdue Only"), fieldtype: "Check" },
		{ fieldname: "recurred_only", label: __("Findings That Came Back Only"), fieldtype: "Check" },
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = column.fieldtype === "Data" && value ? frappe.utils.escape_html(value) : value;
		const text = default_formatter(shown, row, column, data);
		if (column.fieldname === "timeliness_label" && value) {
			return `<span class="indicator-pill ${RECTIFICATION_TIMELINESS[data.timeliness]}">${text}</span>`;
		}
		return column.fieldname === "reopened" && value ? `<span class="text-danger">${text}</span>` : text;
	},
};
