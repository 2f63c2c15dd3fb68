frappe.ui.form.on("Integrity Inspection", {
	setup(frm) {
		const inside = () => ({ filters: { unit: ["descendants of (inclusive)", frm.doc.unit] } });
		for (const table of ["scope", "findings"]) {
			frm.set_query("unit", table, () => ({ filters: { name: ["descendants of (inclusive)", frm.doc.unit] } }));
			["measure", "risk", "post"].forEach((field) => frm.set_query(field, table, inside));
		}
		frm.set_query("template", () => ({ filters: { disabled: 0 } }));
	},

	refresh(frm) {
		// The lines of the sheet are the template's.
		["cannot_add_rows", "cannot_delete_rows"].forEach((kept) => frm.set_df_property("items", kept, 1));
		const closed = frm.doc.docstatus === 0 && frm.doc.__onload?.closed_parts;
		if (!closed) return;
		Object.entries(closed.fields).forEach(([field, shut]) => frm.set_df_property(field, "read_only", Number(shut)));
		const sheet = frm.get_field("items").grid;
		Object.entries(closed.columns).forEach(([column, shut]) =>
			sheet.update_docfield_property(column, "read_only", Number(shut))
		);
		if (closed.conclusion.submit && !frm.is_dirty()) {
			frm.page.clear_primary_action();
			frm.dashboard.clear_headline();
		}
	},
});
