const DELIVERY_COLOURS = { Waiting: "orange", Sent: "green", Failed: "red" };

frappe.listview_settings["Integrity Notice Delivery"] = {
	hide_name_column: true,
	add_fields: ["status"],
	get_indicator(doc) {
		const label = __(doc.status, null, "Integrity Notice Delivery");
		return [label, DELIVERY_COLOURS[doc.status], `status,=,${doc.status}`];
	},
};
