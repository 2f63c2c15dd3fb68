frappe.listview_settings["Integrity Monitoring Rule"] = {
	hide_name_column: true,
	formatters: { watched_doctype: (doctype) => frappe.utils.escape_html(__(doctype)) },
	add_fields: ["enabled", "switched_off_on", "failures"],
	onload(listview) {
		if (frappe.model.can_create("Integrity Monitoring Rule")) {
			listview.page.add_inner_button(__("Take Over Shipped Rules", null, "Integrity Monitoring Rule"), () =>
				ask_for_unit(listview)
			);
		}
	},
	get_indicator(doc) {
		if (doc.enabled && doc.failures) {
			return [__("Failing", null, "Integrity Monitoring Rule"), "red", "enabled,=,1|failures,>,0"];
		}
		if (doc.enabled) {
			return [__("Watching", null, "Integrity Monitoring Rule"), "green", "enabled,=,1"];
		}
		return doc.switched_off_on
			? [__("Switched Off", null, "Integrity Monitoring Rule"), "orange", "enabled,=,0|switched_off_on,is,set"]
			: [__("Not Enabled", null, "Integrity Monitoring Rule"), "gray", "enabled,=,0|switched_off_on,is,not set"];
	},
};

function ask_for_unit(listview) {
	const said = (text) => __(text, null, "Integrity Monitoring Rule");
	frappe.prompt(
		[{ fieldname: "unit", fieldtype: "Link", options: "Integrity Unit", label: said("Unit"), reqd: 1 }],
		async ({ unit }) => {
			const method = "lianzheng_risk.risk_supervision.monitoring.library.add_shipped_rules";
			const made = await frappe.xcall(method, { unit }, "POST");
			frappe.show_alert(
				__("{0} rules were added. Set their amounts, test them, then enable them.", [made.length])
			);
			listview.refresh();
		},
		said("Take Over Shipped Rules")
	);
}
