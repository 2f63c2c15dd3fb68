frappe.ui.form.on("Integrity Inspection Plan", {
	setup(frm) {
		frm.set_query("template", () => ({ filters: { disabled: 0 } }));
	},

	refresh(frm) {
		const appraisals = frm.doc.__onload && frm.doc.__onload.appraisals;
		if (!appraisals) {
			return;
		}
		const percent = appraisals.percent === null ? "–" : `${appraisals.percent}%`;
		frm.dashboard.set_headline(__("{0} appraisals received, satisfaction {1}", [appraisals.received, percent]));
	},
});
