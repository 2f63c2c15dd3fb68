// The steps that the user may take now, as buttons of the form; the history of those taken, in people's words.
frappe.provide("lianzheng_risk.course");

const on_course = {
	before_load(frm) {
		const in_our_words = (value) => frappe.utils.escape_html(__(value || "", null, frm.doctype));
		for (const field of ["action", "from_state", "to_state"]) {
			frappe.meta.get_docfield("Integrity Course Step", field, frm.doc.name).formatter = in_our_words;
		}
	},

	refresh(frm) {
		(frm.doc.__onload?.course || []).forEach(({ action, needs }, place) => {
			const title = __(action, null, frm.doctype);
			const button = frm.add_custom_button(title, () => take_course_step(frm, action, needs));
			place === 0 && button.removeClass("btn-default").addClass("btn-primary");
		});
	},
};

// Each form brings this file along; whichever comes first serves them all.
if (!lianzheng_risk.course.bound) {
	lianzheng_risk.course.bound = true;
	Object.keys(frappe.boot.integrity_courses).forEach((doctype) => frappe.ui.form.on(doctype, on_course));
}

async function take_course_step(frm, action, needs) {
	if (frm.is_dirty()) {
		await frm.save();
	}
	if (await lianzheng_risk.course.step(frm.doctype, [frm.doc.name], action, needs)) {
		frm.reload_doc();
	}
}
