frappe.query_reports["Unit Risk Map"] = {
	tree: true,
	name_field: "unit",
	parent_field: "parent_unit",
	initial_depth: 2,
	filters: [{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Integrity Unit" }],

	formatter(value, row, column, data, default_formatter) {
		if (data) {
			frappe.utils.add_link_title("Integrity Unit", data.unit, data.unit_name);
		}
		return default_formatter(value, row, column, data);
	},
};
