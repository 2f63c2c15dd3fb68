frappe.ui.form.on("Integrity Grading Scheme", {
	setup(frm) {
		frm.get_docfield("levels", "score").formatter = (score) => score || "";
	},
});
