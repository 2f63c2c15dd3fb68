frappe.ui.form.on("Integrity Score Scheme", {
	refresh(frm) {
		const indicators = frm.doc.__onload?.indicators;
		if (indicators) {
			frm.fields_dict.items.grid.update_docfield_property("indicator", "options", indicators);
		}
	},
});
