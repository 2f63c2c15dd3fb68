frappe.ui.form.on("Integrity Monitoring Hit", {
	setup(frm) {
		// The platform shows what cannot be edited in the words of whatever app speaks first.
		frm.get_docfield("consequence").formatter = (value) =>
			frappe.utils.escape_html(__(value || "", null, frm.doctype));
		frm.get_docfield("reference_doctype").formatter = (value) => frappe.utils.escape_html(__(value || ""));
	},
});
