const WARNING_COLOURS = { "Yellow Warning": "yellow", "Orange Warning": "orange", "Red Warning": "red" };
const WARNING_STATES = { "To Be Rechecked": "purple", Lifted: "green", "Muted for a Time": "gray" };

frappe.listview_settings["Integrity Warning"] = {
	hide_name_column: true,
	add_fields: ["status", "colour", "deadline"],
	onload: (listview) => lianzheng_risk.course.in_list(listview),
	get_indicator(doc) {
		const [field, colour] = WARNING_STATES[doc.status]
			? ["status", WARNING_STATES[doc.status]]
			: ["colour", WARNING_COLOURS[doc.colour]];
		return [__(doc[field], null, "Integrity Warning"), colour, `${field},=,${doc[field]}`];
	},
};
