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

	item_table(frm) {
		offer_fields_of_items(frm);
	},
});

function offer_fields(frm) {
	const doctype = frm.doc.document_type;
	if (!doctype) {
		return;
	}
	frappe.model.with_doctype(doctype, () => {
		const names = lianzheng_risk.offered_names;
		for (const [name, fits] of Object.entries(CHOICES)) {
			const own = name === "requester_field" ? [{ value: "owner", label: __("Created By") }] : [];
			names.offer(frm, name, [...names.fields_of(doctype, fits), ...own]);
		}
		names.offer_in_table(frm, "conditions", "field", names.fields_of(doctype, holds_a_value));
		offer_fields_of_items(frm);
	});
}

function offer_fields_of_items(frm) {
	const { document_type, item_table } = frm.doc;
	const rows = item_table && frappe.meta.get_docfield(document_type, item_table)?.options;
	if (!rows) {
		return;
	}
	frappe.model.with_doctype(rows, () => {
		const names = lianzheng_risk.offered_names;
		names.offer(frm, "item_field", names.fields_of(rows, CHOICES.party_field));
		names.offer(frm, "item_amount_field", names.fields_of(rows, CHOICES.amount_field));
	});
}

function holds_a_value(field) {
	return !frappe.model.no_value_type.includes(field.fieldtype);
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
