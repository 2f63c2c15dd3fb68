// The platform shows choices that cannot be edited in the words of whatever app speaks first, and names of DocTypes in English.
frappe.provide("lianzheng_risk.own_words");

lianzheng_risk.own_words.onload = (frm) => {
	for (const { fieldname, fieldtype, options } of frm.meta.fields) {
		const names_a_doctype = fieldtype === "Link" && options === "DocType";
		if (fieldtype === "Select" || names_a_doctype) {
			const context = names_a_doctype ? null : frm.doctype;
			frm.get_docfield(fieldname).formatter = (value) => frappe.utils.escape_html(__(value || "", null, context));
		}
	}
};

// Each form brings this file along; whichever comes first serves them all.
if (!lianzheng_risk.own_words.bound) {
	lianzheng_risk.own_words.bound = true;
	[
		...Object.keys(frappe.boot.integrity_courses),
		"Integrity Activity",
		"Integrity Inspection",
		"Integrity Inspection Plan",
		"Integrity Inspection Template",
		"Integrity Notice Channel",
		"Integrity Notice Delivery",
		"Integrity Social Appraisal",
	].forEach((doctype) => frappe.ui.form.on(doctype, { onload: lianzheng_risk.own_words.onload }));
}
