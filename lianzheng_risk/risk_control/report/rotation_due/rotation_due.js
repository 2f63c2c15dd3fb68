frappe.query_reports["Rotation Due"] = {
	filters: [
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Integrity Unit" },
		{ fieldname: "key_posts_only", label: __("Key Posts Only"), fieldtype: "Check" },
		{
			fieldname: "within_months",
			label: __("Due Within Months"),
			fieldtype: "Select",
			options: [0, 3, 6, 12, 24].map((months) => ({
				value: String(months),
				label: months ? __("Due Within {0} Months", [months]) : __("Overdue Already"),
			})),
			default: "12",
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
