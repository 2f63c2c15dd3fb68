frappe.ui.form.on("Integrity Activity", {
	setup(frm) {
		frm.set_query("post", "participants", () => ({
			filters: frm.doc.unit ? { unit: ["descendants of (inclusive)", frm.doc.unit] } : {},
		}));
	},
});
