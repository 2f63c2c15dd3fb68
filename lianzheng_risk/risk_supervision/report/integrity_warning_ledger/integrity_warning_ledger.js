const WARNING_COLOURS = ["Yellow Warning", "Orange Warning", "Red Warning"];
const WARNING_STATES = ["To Be Received", "Being Handled", "To Be Rechecked", "Lifted", "Muted for a Time"];
const WARNING_TIMELINESS = { overdue: "red", running: "orange", late: "purple", in_time: "green", not_counted: "gray" };

frappe.query_reports["Integrity Warning Ledger"] = {
	filters: [
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Integrity Unit" },
		{ fieldname: "from_day", label: __("Issued Since"), fieldtype: "Date" },
		{ fieldname: "to_day", label: __("Issued Until"), fieldtype: "Date" },
		{
			fieldname: "colour",
			label: __("Warning Colour", null, "Integrity Warning"),
			fieldtype: "Select",
			options: ["", ...WARNING_COLOURS.map((value) => ({ value, label: __(value, null, "Integrity Warning") }))],
		},
		{
			fieldname: "status",
			label: __("Warning State", null, "Integrity Warning"),
			fieldtype: "Select",
			options: ["", ...WARNING_STATES.map((value) => ({ value, label: __(value, null, "Integrity Warning") }))],
		},
		{ fieldname: "open_only", label: __("Not Lifted Only"), fieldtype: "Check" },
		{ fieldname: "overdue_only", label: __("Overdue Only"), fieldtype: "Check" },
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = column.fieldtype === "Data" && value ? frappe.utils.escape_html(value) : value;
		const text = default_formatter(shown, row, column, data);
		const pills = { colour_label: data?.colour, timeliness_label: WARNING_TIMELINESS[data?.timeliness] };
		const pill = pills[column.fieldname];
		return pill && value ? `<span class="indicator-pill ${pill}">${text}</span>` : text;
	},
};
