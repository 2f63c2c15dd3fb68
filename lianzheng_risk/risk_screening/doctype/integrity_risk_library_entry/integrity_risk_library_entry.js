const CURATORS = ["Integrity Manager", "Integrity Supervisor", "System Manager"];
frappe.ui.form.on("Integrity Risk Library Entry", {
	setup(frm) {
		frm.get_docfield("status").formatter = (status) => __(status, null, "Integrity Risk Library Entry");
	},

	refresh(frm) {
		const curates = CURATORS.some((role) => frappe.user.has_role(role));
		frm.set_df_property("names_checked", "read_only", !curates);
		if (!curates || frm.is_new()) {
			return;
		}
		if (frm.doc.status !== "Published") {
			frm.add_custom_button(__("Publish"), () => decide(frm, "Published")).addClass("btn-primary");
		}
		if (frm.doc.status !== "Withdrawn") {
			frm.add_custom_button(__("Withdraw"), () => decide(frm, "Withdrawn"));
		}
	},
});

async function decide(frm, status) {
	if (frm.is_dirty()) {
		await frm.save();
	}
	await frm.call("decide", { status });
	frm.reload_doc();
}
