frappe.ui.form.on("Integrity Unit", {
	setup(frm) {
		frm.set_query("user", "members", () => ({
			filters: { name: ["not in", ["Administrator", "Guest"]], ignore_user_type: 1 },
		}));
		frm.set_query("role", "members", () => ({
			query: "lianzheng_risk.risk_screening.doctype.integrity_unit.integrity_unit.search_roles",
		}));
		frappe.meta.get_docfield("Integrity Unit Member", "role", frm.doc.name).formatter = (role) =>
			frappe.utils.escape_html(__(role));
	},
});
