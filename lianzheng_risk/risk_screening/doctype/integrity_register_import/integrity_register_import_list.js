frappe.listview_settings["Integrity Register Import"] = {
	add_fields: ["status"],
	hide_name_column: true,
	get_indicator(doc) {
		const colour =
			{ Recognised: "orange", Done: "green", Failed: "red", Draft: "gray", "Taken Back": "gray" }[doc.status] || "blue";
		return [__(doc.status, null, "Integrity Register Import"), colour, `status,=,${doc.status}`];
	},
};
