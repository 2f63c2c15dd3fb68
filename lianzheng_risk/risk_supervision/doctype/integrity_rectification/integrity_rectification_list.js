const RECTIFICATION_COLOURS = {
	"To Be Rectified": "orange",
	"Being Rectified": "blue",
	"Extension Asked For": "yellow",
	"To Be Reinspected": "purple",
	"Closed Off": "green",
	Withdrawn: "gray",
};
const RUNNING = ["To Be Rectified", "Being Rectified", "Extension Asked For"];

frappe.listview_settings["Integrity Rectification"] = {
	hide_name_column: true,
	add_fields: ["status", "deadline"],
	onload: (listview) => lianzheng_risk.course.in_list(listview),
	get_indicator(doc) {
		if (RUNNING.includes(doc.status) && doc.deadline < frappe.datetime.get_today()) {
			return [__("Overdue"), "red", `deadline,<,Today|status,in,${RUNNING.join(",")}`];
		}
		const label = __(doc.status, null, "Integrity Rectification");
		return [label, RECTIFICATION_COLOURS[doc.status], `status,=,${doc.status}`];
	},
};
