const DECISION_COLOURS = {
	Approved: "green",
	"Not Approved": "red",
	Deferred: "orange",
	"Urgent, to Be Ratified": "purple",
};

frappe.listview_settings["Integrity Collective Decision"] = {
	hide_name_column: true,
	add_fields: ["result", "is_urgent", "ratified_by"],
	has_indicator_for_draft: true,
	get_indicator(doc) {
		if (doc.docstatus === 0) {
			return [__("To Be Decided", null, "Integrity Collective Decision"), "blue", "docstatus,=,0"];
		}
		if (doc.docstatus === 2) {
			return [__("Cancelled", null, "Integrity Collective Decision"), "gray", "docstatus,=,2"];
		}
		if (doc.is_urgent && doc.ratified_by) {
			return [__("Ratified", null, "Integrity Collective Decision"), "green", "ratified_by,is,set"];
		}
		const label = __(doc.result, null, "Integrity Collective Decision");
		return [label, DECISION_COLOURS[doc.result], `docstatus,=,1|result,=,${doc.result}`];
	},
};
