frappe.ui.form.on("Integrity Power", {
	setup(frm) {
		frm.get_docfield("steps", "time_limit_days").formatter = (days) => days || "";
	},
});
