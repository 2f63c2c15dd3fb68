// The steps that the user may take now, as buttons of the form; the history of those taken, in people's words.
frappe.ui.form.on("Integrity Control Measure", {
	setup(frm) {
		for (const field of ["action", "from_state", "to_state"]) {
			const shown = frappe.meta.get_docfield("Integrity Course Step", field, frm.doc.name);
			shown.formatter = (value) => frappe.utils.escape_html(__(value || "", null, frm.doctype));
		}
	},

	refresh(frm) {
		(frm.doc.__onload?.course || []).forEach(({ action, needs }, place) => {
			const title = __(action, null, frm.doctype);
			const button = frm.add_custom_button(title, () => take_course_step(frm, action, needs));
			place === 0 && button.removeClass("btn-default").addClass("btn-primary");
		});
	},
});

async function take_course_step(frm, action, needs) {
	if (frm.is_dirty()) {
		await frm.save();
	}
	if (await lianzheng_risk.course.step(frm.doctype, [frm.doc.name], action, needs)) {
		frm.reload_doc();
	}
}
