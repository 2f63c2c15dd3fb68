const HIT_STATES = { "To Be Verified": "orange", Justified: "red", "Not Justified": "gray" };

frappe.listview_settings["Integrity Monitoring Hit"] = {
	hide_name_column: true,
	add_fields: ["status"],
	onload: (listview) => lianzheng_risk.course.in_list(listview),
	get_indicator: (doc) => [
		__(doc.status, null, "Integrity Monitoring Hit"),
		HIT_STATES[doc.status],
		`status,=,${doc.status}`,
	],
};
