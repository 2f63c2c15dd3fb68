// A rectification ordered from the document at hand: what it is about and where it comes from are filled in.
frappe.provide("lianzheng_risk.rectification");

// What of the source goes into which field; a name alone means its own field of the same name.
const CARRIED_OVER = {
	"Integrity Warning": { unit: "unit", problem: "facts", measure: "measure", risk: "risk", post: "post", person: "person" },
	"Integrity Control Measure": { unit: "unit", measure: "name", risk: "risk", person: "responsible_person" },
	"Integrity Risk Point": { unit: "unit", risk: "name", post: "post" },
};

lianzheng_risk.rectification.order = (frm) => {
	const values = { source_doctype: frm.doctype, source_name: frm.doc.name };
	Object.entries(CARRIED_OVER[frm.doctype]).forEach(([field, source]) => {
		if (frm.doc[source]) {
			values[field === "person" ? "responsible_person" : field] = frm.doc[source];
		}
	});
	frappe.new_doc("Integrity Rectification", values);
};

if (!lianzheng_risk.rectification.bound) {
	lianzheng_risk.rectification.bound = true;
	Object.keys(CARRIED_OVER).forEach((doctype) =>
		frappe.ui.form.on(doctype, {
			refresh(frm) {
				if (!frm.is_new() && frappe.model.can_create("Integrity Rectification")) {
					const label = __("Order Rectification");
					frm.page.add_menu_item(label, () => lianzheng_risk.rectification.order(frm));
				}
			},
		}),
	);
}
