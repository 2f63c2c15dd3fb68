const ACTIVITY_COLOURS = { Planned: "blue", Held: "green", Cancelled: "gray" };

frappe.listview_settings["Integrity Activity"] = {
	hide_name_column: true,
	add_fields: ["status", "held_on"],
	get_indicator(doc) {
		if (doc.status === "Planned" && doc.held_on < frappe.datetime.get_today()) {
			return [__("Overdue"), "red", "held_on,<,Today|status,=,Planned"];
		}
		const label = __(doc.status, null, "Integrity Activity");
		return [label, ACTIVITY_COLOURS[doc.status], `status,=,${doc.status}`];
	},
};
