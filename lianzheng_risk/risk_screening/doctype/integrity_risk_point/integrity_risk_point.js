frappe.ui.form.on("Integrity Risk Point", {
	setup(frm) {
		frm.set_query("power", () => (frm.doc.unit ? { filters: { unit: frm.doc.unit } } : {}));
	},

	refresh(frm) {
		show_grading(frm);
	},
});

function show_grading(frm) {
	const grading = frm.doc.__onload?.grading;
	const grade = frappe.boot.integrity_risk_grades?.[frm.doc.grade];
	frm.set_intro();
	if (!grading || !grade || frm.is_dirty()) {
		return;
	}
	const consequence = __("managed by {0}, reviewed every {1} months", [
		grading.managing_level,
		grading.review_months,
	]);
	frm.set_intro(frappe.utils.escape_html(`${grading.reason} · ${consequence}`), grade.color);
}
