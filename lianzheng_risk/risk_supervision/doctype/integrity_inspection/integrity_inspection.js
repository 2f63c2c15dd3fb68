frappe.ui.form.on("Integrity Inspection", {
	setup(frm) {
		const inside = () => ({ filters: { unit: ["descendants of (inclusive)", frm.doc.unit] } });
		for (const table of ["scope", "findings"]) {
			frm.set_query("unit", table, () => ({ filters: { name: ["descendants of (inclusive)", frm.doc.unit] } }));
			["measure", "risk", "post"].forEach((field) => frm.set_query(field, table, inside));
		}
		frm.set_query("template", () => ({ filters: { disabled: 0 } }));
		// The lines of the sheet are the template's.
		Object.assign(frm.get_field("items").grid, { cannot_add_rows: true, cannot_delete_rows: true });
	},
});
