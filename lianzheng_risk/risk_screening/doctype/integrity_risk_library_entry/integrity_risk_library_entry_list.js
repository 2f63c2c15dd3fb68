const LIBRARY_COLOURS = { Proposed: "orange", Published: "green", Withdrawn: "gray" };

frappe.listview_settings["Integrity Risk Library Entry"] = {
	hide_name_column: true,
	add_fields: ["status"],
	get_indicator(doc) {
		const label = __(doc.status, null, "Integrity Risk Library Entry");
		return [label, LIBRARY_COLOURS[doc.status], `status,=,${doc.status}`];
	},
};
