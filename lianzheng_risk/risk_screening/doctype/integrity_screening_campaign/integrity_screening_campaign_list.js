frappe.listview_settings["Integrity Screening Campaign"] = {
	add_fields: ["status"],
	hide_name_column: true,
	get_indicator(doc) {
		const colour = { Planned: "gray", Running: "blue", Closed: "green" }[doc.status];
		return [__(doc.status, null, "Integrity Screening Campaign"), colour, `status,=,${doc.status}`];
	},
};
