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
		const sheet = frm.get_field("items").grid;
		sheet.df.cannot_delete_rows = true;
		// The platform shows these whatever the table forbids.
		sheet.wrapper.find(".grid-add-row, .grid-add-multiple-rows, .grid-upload").remove();
		const closed = frm.doc.docstatus === 0 && frm.doc.__onload?.closed_parts;
		if (!closed) return;
		Object.entries(closed.fields).forEach(([field, shut]) => frm.set_df_property(field, "read_only", Number(shut)));
		Object.entries(closed.columns).forEach(([column, shut]) =>
			sheet.update_docfield_property(column, "read_only", Number(shut))
		);
		if (closed.conclusion.submit && !frm.is_dirty()) {
			frm.page.clear_primary_action();
			frm.dashboard.clear_headline();
		}
	},
});
