const AMOUNT_TYPES = ["Currency", "Float", "Int"];
// Which of the document's fields each of ours may name.
const CHOICES = {
	amount_field: (field) => AMOUNT_TYPES.includes(field.fieldtype),
	party_field: (field) => ["Link", "Dynamic Link", "Data"].includes(field.fieldtype),
	requester_field: (field) => ["Link", "Data"].includes(field.fieldtype),
	unit_field: (field) => field.fieldtype === "Link" && field.options === "Integrity Unit",
	date_field: (field) => ["Date", "Datetime"].includes(field.fieldtype),
	item_table: (field) => field.fieldtype === "Table",
};

frappe.ui.form.on("Integrity Decision Threshold", {
	setup(frm) {
		frm.set_query("document_type", () => ({ filters: { is_submittable: 1, istable: 0 } }));
	},

	refresh(frm) {
		offer_fields(frm);
		offer_companies_of_site(frm);
	},

	document_type(frm) {
		offer_fields(frm);
	},
});

function offer_fields(frm) {
	if (!frm.doc.document_type) {
		return;
	}
	frappe.model.with_doctype(frm.doc.document_type, () => {
		const fields = frappe.get_meta(frm.doc.document_type).fields;
		const named = (field) => ({
			value: field.fieldname,
			label: __(field.label || field.fieldname, null, frm.doc.document_type),
		});
		for (const [name, fits] of Object.entries(CHOICES)) {
			const own = name === "requester_field" ? [{ value: "owner", label: __("Created By") }] : [];
			frm.set_df_property(name, "options", [...fields.filter(fits).map(named), ...own]);
		}
		const layout = ["Section Break", "Column Break", "Tab Break", "Table", "HTML", "Button"];
		const choices = fields.filter((field) => !layout.includes(field.fieldtype)).map(named);
		frm.fields_dict.conditions.grid.update_docfield_property("field", "options", choices);
	});
}

async function offer_companies_of_site(frm) {
	const has_companies = frappe.model.can_read("Company");
	frm.toggle_display("company", has_companies || Boolean(frm.doc.company));
	if (has_companies) {
		const rows = await frappe.db.get_list("Company", { limit: 200, order_by: "name" });
		frm.set_df_property(
			"company",
			"options",
			rows.map((row) => row.name),
		);
	}
}
