frappe.ui.form.on("Integrity Risk Settings", {
	refresh(frm) {
		frm.toggle_display(["erp_section", "follow_erp", "sync_erp_daily"], "erpnext" in frappe.boot.versions);
	},
	profile(frm) {
		frm.words_changed = true;
	},
	after_save(frm) {
		// The labels on this page were made with the words of before.
		if (frm.words_changed) frappe.ui.toolbar.clear_cache();
	},
});
