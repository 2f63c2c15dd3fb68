const ASSESSMENT_COLOURS = {
	"To Be Scored by the Unit": "orange",
	"To Be Checked": "purple",
	"Assessment Issued": "green",
	"Appealed Against": "red",
	"Replaced by a New Version": "gray",
};

frappe.listview_settings["Integrity Assessment"] = {
	hide_name_column: true,
	add_fields: ["status", "docstatus"],
	has_indicator_for_draft: true,
	onload: (listview) => lianzheng_risk.course.in_list(listview),
	get_indicator(doc) {
		const label = __(doc.status, null, "Integrity Assessment");
		return [label, ASSESSMENT_COLOURS[doc.status], `status,=,${doc.status}`];
	},
};
