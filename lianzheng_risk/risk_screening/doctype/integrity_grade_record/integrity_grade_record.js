frappe.ui.form.on("Integrity Grade Record", {
	refresh(frm) {
		const sealed = frm.doc.__onload?.is_sealed;
		if (sealed === false) {
			frm.set_intro(__("This record is not what was written at the time. It was changed in the database, past the system."), "red");
		} else if (frm.doc.kind === "Approval" && !frm.doc.effective_on) {
			frm.set_intro(__("This approval has not come into force: publicity or filing is not over, or an objection was upheld."), "orange");
		}
	},
});
