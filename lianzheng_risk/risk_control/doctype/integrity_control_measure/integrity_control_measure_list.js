const STATUS_COLOURS = {
	Planned: "gray",
	"In Progress": "blue",
	Implemented: "green",
	Verified: "green",
	Lapsed: "orange",
	Cancelled: "gray",
};
const OPEN_STATUSES = ["Planned", "In Progress"];

frappe.listview_settings["Integrity Control Measure"] = {
	hide_name_column: true,
	add_fields: ["status", "due_date"],
	onload: (listview) => lianzheng_risk.course.in_list(listview),
	get_indicator(doc) {
		const overdue =
			OPEN_STATUSES.includes(doc.status) && doc.due_date && doc.due_date < frappe.datetime.get_today();
		if (overdue) {
			const filter = `due_date,is,set|due_date,<,Today|status,in,${OPEN_STATUSES.join(",")}`;
			return [__("Overdue"), "red", filter];
		}
		return [__(doc.status, null, "Integrity Control Measure"), STATUS_COLOURS[doc.status], `status,=,${doc.status}`];
	},
};
