frappe.query_reports["Posts to Be Rescreened"] = {
	filters: [
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Integrity Unit" },
		{ fieldname: "key_posts_only", label: __("Key Posts Only"), fieldtype: "Check" },
	],

	formatter(value, row, column, data, default_formatter) {
		if (data) {
			frappe.utils.add_link_title("Integrity Post", data.post, data.post_name);
			frappe.utils.add_link_title("Integrity Unit", data.unit, data.unit_name);
			frappe.utils.add_link_title("Integrity Person", data.person, data.person_name);
		}
		return default_formatter(value, row, column, data);
	},
};
