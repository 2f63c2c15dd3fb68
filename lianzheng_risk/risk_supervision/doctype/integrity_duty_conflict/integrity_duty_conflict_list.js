frappe.listview_settings["Integrity Duty Conflict"] = {
	hide_name_column: true,
	onload(listview) {
		if (frappe.model.can_create("Integrity Duty Conflict")) {
			const label = __("Take Over Usual Conflicts", null, "Integrity Duty Conflict");
			listview.page.add_inner_button(label, async () => {
				const method = "lianzheng_risk.risk_supervision.monitoring.duties.add_usual_conflicts";
				const made = await frappe.xcall(method, {}, "POST");
				frappe.show_alert(__("{0} pairs of duties were added.", [made.length]));
				listview.refresh();
			});
		}
	},
};
