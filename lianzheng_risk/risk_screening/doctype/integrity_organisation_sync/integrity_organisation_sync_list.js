frappe.listview_settings["Integrity Organisation Sync"] = {
	add_fields: ["status"],
	hide_name_column: true,

	onload(listview) {
		listview.page.add_inner_button(__("Preview Organisation Changes"), async () => {
			const name = await frappe.xcall("lianzheng_risk.risk_screening.organisation.endpoints.preview");
			frappe.set_route("Form", "Integrity Organisation Sync", name);
		});
	},

	get_indicator({ status }) {
		const colour = { Previewed: "orange", "Under Way": "blue", Done: "green", Failed: "red" }[status];
		return [__(status, null, "Integrity Organisation Sync"), colour, `status,=,${status}`];
	},
};
