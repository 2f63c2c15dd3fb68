const PACKAGE_COLOURS = {
	"Package Received": "orange",
	"Package Checked": "purple",
	"Package Merged": "green",
	"Package Refused": "red",
	"Replaced by a Later Package": "gray",
};

frappe.listview_settings["Integrity Reported Package"] = {
	hide_name_column: true,
	add_fields: ["status"],
	onload: (listview) => lianzheng_risk.course.in_list(listview),
	get_indicator(doc) {
		const label = __(doc.status, null, "Integrity Reported Package");
		return [label, PACKAGE_COLOURS[doc.status], `status,=,${doc.status}`];
	},
};
