frappe.listview_settings["Integrity Risk Grade"] = {
	hide_name_column: true,
	add_fields: ["indicator_color"],
	formatters: {
		grade_name: (grade_name) => __(grade_name),
	},
	get_indicator(doc) {
		return [__(doc.grade_name), doc.indicator_color, `name,=,${doc.name}`];
	},
};
