frappe.listview_settings["Integrity Risk Point"] = {
	add_fields: ["grade"],
	get_indicator(doc) {
		const grade = frappe.boot.integrity_risk_grades?.[doc.grade];
		return grade && [__(grade.label), grade.color, `grade,=,${doc.grade}`];
	},
};
