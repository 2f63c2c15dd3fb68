frappe.ui.form.on("Integrity Decision Draw", {
	setup(frm) {
		lianzheng_risk.decisions.speak(frm, frm.doctype, ["category", "status", "reference_doctype"]);
	},
});
