frappe.ui.form.on("Integrity List Layout", {
	setup() {
		frappe.require("/assets/lianzheng_risk/css/register_import.css");
	},

	refresh(frm) {
		if (frm.is_new()) {
			frm.disable_save();
			frm.set_intro(__("A list layout is saved from the import of a list. Please upload the list there."), "blue");
			return;
		}
		const { tables = [], choices = {} } = JSON.parse(frm.doc.mapping || "{}");
		new lianzheng.register_import.Mapping(frm.get_field("mapping_html").$wrapper.empty(), {
			tables,
			choices,
			accounts: [],
			fields: frm.doc.__onload?.list_fields || {},
			lacking: frm.doc.__onload?.lacking || [],
			open: false,
		});
	},
});
