const ACCOUNTABILITY_COLOURS = {
	Suggested: "orange",
	"Under Decision": "blue",
	Decided: "purple",
	Issued: "green",
	Dismissed: "gray",
};

frappe.listview_settings["Integrity Accountability Action"] = {
	hide_name_column: true,
	add_fields: ["status"],
	onload: (listview) => lianzheng_risk.course.in_list(listview),
	get_indicator(doc) {
		const label = __(doc.status, null, "Integrity Accountability Action");
		return [label, ACCOUNTABILITY_COLOURS[doc.status], `status,=,${doc.status}`];
	},
};
