// The platform shows choices that cannot be edited in the words of whatever app speaks first, and names of DocTypes in English.
frappe.provide("lianzheng_risk.own_words");

// Before a form is drawn: the platform does not wait for what is done on load while an answer of the server is awaited.
lianzheng_risk.own_words.speak_all = (frm) => {
	const tables = frm.meta.fields.filter(({ fieldtype }) => fieldtype === "Table").map(({ options }) => options);
	[frm.doctype, ...tables].forEach((doctype) => lianzheng_risk.own_words.speak(frm, doctype));
};

// In the form's own fields, or in the rows of one of its tables.
lianzheng_risk.own_words.speak = (frm, doctype) => {
	for (const { fieldname, fieldtype, options } of frappe.get_meta(doctype).fields) {
		const names_a_doctype = fieldtype === "Link" && options === "DocType";
		if (fieldtype === "Select" || names_a_doctype) {
			const context = names_a_doctype ? null : doctype;
			frappe.meta.get_docfield(doctype, fieldname, frm.doc.name).formatter = (value) =>
				frappe.utils.escape_html(__(value || "", null, context));
		}
	}
};

// Each form brings this file along; whichever comes first serves them all.
if (!lianzheng_risk.own_words.bound) {
	lianzheng_risk.own_words.bound = true;
	[
		...Object.keys(frappe.boot.integrity_courses),
		"Integrity Activity",
		"Integrity Collective Decision",
		"Integrity Decision Draw",
		"Integrity Decision Threshold",
		"Integrity Inspection",
		"Integrity Inspection Plan",
		"Integrity Inspection Template",
		"Integrity Monitoring Rule",
		"Integrity Notice Channel",
		"Integrity Notice Delivery",
		"Integrity Social Appraisal",
	].forEach((doctype) => frappe.ui.form.on(doctype, { before_load: lianzheng_risk.own_words.speak_all }));
}
