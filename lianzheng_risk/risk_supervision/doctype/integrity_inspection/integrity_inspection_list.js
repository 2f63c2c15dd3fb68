frappe.listview_settings["Integrity Inspection"] = {
	hide_name_column: true,
	add_fields: ["planned_on", "rating"],
	has_indicator_for_draft: true,
	get_indicator(doc) {
		if (doc.docstatus === 2) {
			return [__("Cancelled", null, "Integrity Inspection"), "red", "docstatus,=,2"];
		}
		if (doc.docstatus === 0) {
			const is_late = doc.planned_on && doc.planned_on < frappe.datetime.get_today();
			return is_late
				? [__("Overdue"), "red", "docstatus,=,0|planned_on,<,Today"]
				: [__("To Be Held", null, "Integrity Inspection"), "orange", "docstatus,=,0"];
		}
		const colours = { Excellent: "green", "Up to Standard": "blue", "Below Standard": "red" };
		return doc.rating
			? [__(doc.rating, null, "Integrity Inspection"), colours[doc.rating], `rating,=,${doc.rating}`]
			: [__("Concluded", null, "Integrity Inspection"), "green", "docstatus,=,1"];
	},
};
