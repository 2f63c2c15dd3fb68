frappe.ui.form.on("Integrity Assessment", {
	setup(frm) {
		frappe.meta.get_docfield("Integrity Assessment Score", "kind", frm.doc.name).formatter = (value) =>
			frappe.utils.escape_html(__(value || "", null, "Integrity Score Scheme Item"));
	},

	refresh(frm) {
		// The lines are the scheme's.
		const { grid } = frm.get_field("items");
		grid.df.cannot_delete_rows = true;
		// The platform shows these whatever the table forbids.
		grid.wrapper.find(".grid-add-row, .grid-add-multiple-rows, .grid-upload").remove();
		if (frm.doc.docstatus === 1 && frm.doc.status !== "Replaced by a New Version" && frappe.model.can_create(frm.doctype)) {
			frm.add_custom_button(__("New Version With the Figures of Today"), () =>
				frappe.new_doc(frm.doctype, { unit: frm.doc.unit, period: frm.doc.period })
			);
		}
	},
});
