const DECISION = "Integrity Collective Decision";
const DECISION_CATEGORIES = ["Major Matter", "Important Personnel", "Major Project", "Large Funds"];
const DECISION_RESULTS = ["Approved", "Not Approved", "Deferred", "Urgent, to Be Ratified"];
const EXECUTION = ["Not Begun", "Being Carried Out", "Carried Out", "Stopped"];
const RESULT_COLOUR = { Approved: "green", "Not Approved": "red", Deferred: "orange", "Urgent, to Be Ratified": "purple" };

const choice = (fieldname, label, values) => ({
	fieldname,
	label,
	fieldtype: "Select",
	options: ["", ...values.map((value) => ({ value, label: __(value, null, DECISION) }))],
});

frappe.query_reports["Collective Decision Ledger"] = {
	filters: [
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Integrity Unit" },
		choice("category", __("Decision Category"), DECISION_CATEGORIES),
		choice("result", __("Decision Result"), DECISION_RESULTS),
		choice("execution_status", __("Carried Out"), EXECUTION),
		{ fieldname: "from_date", label: __("From Day"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("Up to Day"), fieldtype: "Date" },
	],

	formatter(value, row, column, data, default_formatter) {
		if (data) {
			frappe.utils.add_link_title("Integrity Unit", data.unit, data.unit_name);
		}
		const shown = column.fieldtype === "Data" && value ? frappe.utils.escape_html(value) : value;
		const text = default_formatter(shown, row, column, data);
		if (column.fieldname === "result_label" && data?.result) {
			return `<span class="indicator-pill ${RESULT_COLOUR[data.result]}">${text}</span>`;
		}
		if (column.fieldname === "execution_due" && data?.late) {
			return `<span class="text-danger">${text}</span>`;
		}
		return text;
	},
};
