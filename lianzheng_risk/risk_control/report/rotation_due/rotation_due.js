frappe.query_reports["Rotation Due"] = {
	filters: [
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Integrity Unit" },
		{ fieldname: "key_posts_only", label: __("Key Posts Only"), fieldtype: "Check" },
		{
			fieldname: "within_months",
			label: __("Due Within Months"),
			fieldtype: "Int",
			default: 12,
		},
	],

	formatter(value, row, column, data, default_formatter) {
		if (data) {
			frappe.utils.add_link_title("Integrity Post", data.post, data.post_name);
			frappe.utils.add_link_title("Integrity Unit", data.unit, data.unit_name);
			frappe.utils.add_link_title("Integrity Person", data.person, data.person_name);
		}
		const shown = default_formatter(value, row, column, data);
		return column.fieldname === "state" && data?.overdue ? `<span class="text-danger">${shown}</span>` : shown;
	},
};
