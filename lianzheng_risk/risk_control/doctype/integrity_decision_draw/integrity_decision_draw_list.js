const DRAW_COLOURS = { Named: "blue", Drawn: "orange", Released: "gray" };

frappe.listview_settings["Integrity Decision Draw"] = {
	hide_name_column: true,
	add_fields: ["status"],
	get_indicator(doc) {
		const label = __(doc.status, null, "Integrity Decision Draw");
		return [label, DRAW_COLOURS[doc.status], `status,=,${doc.status}`];
	},
};
