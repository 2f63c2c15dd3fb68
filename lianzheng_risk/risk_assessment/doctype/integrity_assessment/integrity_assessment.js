frappe.ui.form.on("Integrity Assessment", {
	setup(frm) {
		frappe.meta.get_docfield("Integrity Assessment Score", "kind", frm.doc.name).formatter = (value) =>
			frappe.utils.escape_html(__(value || "", null, "Integrity Score Scheme Item"));
		for (const field of ["period_kind", "rating"]) {
			frm.get_docfield(field).formatter = (value) =>
				frappe.utils.escape_html(__(value || "", null, frm.doctype));
		}
	},

	refresh(frm) {
		// The lines are the scheme's.
		frm.set_df_property("items", "cannot_add_rows", 1);
		frm.set_df_property("items", "cannot_delete_rows", 1);
		if (frm.doc.docstatus === 1 && frm.doc.status !== "Replaced by a New Version" && frappe.model.can_create(frm.doctype)) {
			frm.add_custom_button(__("New Version With the Figures of Today"), () =>
				frappe.new_doc(frm.doctype, { unit: frm.doc.unit, period: frm.doc.period })
			);
		}
	},
});
