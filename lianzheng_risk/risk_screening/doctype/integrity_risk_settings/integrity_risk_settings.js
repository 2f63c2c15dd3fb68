frappe.ui.form.on("Integrity Risk Settings", {
	refresh(frm) {
		frm.toggle_display(["erp_section", "follow_erp", "sync_erp_daily"], "erpnext" in frappe.boot.versions);
		if (frm.perm[0].write) {
			frm.add_custom_button(__("Make Keys for Packages"), () => make_key_pair(frm));
		}
	},
	profile(frm) {
		frm.words_changed = true;
	},
	after_save(frm) {
		// The labels on this page were made with the words of before.
		if (frm.words_changed) frappe.ui.toolbar.clear_cache();
	},
});

function make_key_pair(frm) {
	const method = "lianzheng_risk.risk_assessment.upward.trust.make_key_pair";
	frappe.confirm(
		__("Packages are signed with the new key from now on, and a superior who trusts the old one has to be given the new one. Go on?"),
		async () => {
			const { message } = await frappe.call({ method, freeze: true });
			await frm.reload_doc();
			frappe.msgprint(__("The public key stands in the settings. Its fingerprint: {0}", [message]));
		}
	);
}
