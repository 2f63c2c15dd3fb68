frappe.ui.form.on("Integrity Collective Decision", {
	setup(frm) {
		frm.set_query("ratifies", () => ({
			filters: { is_urgent: 1, docstatus: 1, ratified_by: ["is", "not set"], unit: frm.doc.unit },
		}));
	},

	refresh(frm) {
		offer_companies(frm);
		if (frm.doc.reference_doctype && frm.doc.reference_name) {
			frm.add_custom_button(__("Open the Document"), () =>
				frappe.set_route("Form", frm.doc.reference_doctype, frm.doc.reference_name),
			);
		}
		if (frm.doc.docstatus === 1 && frm.doc.is_urgent && !frm.doc.ratified_by) {
			frm.set_intro(__("Decided alone because it could not wait. A collective decision has to ratify it."), "orange");
			if (frappe.model.can_create(frm.doctype)) {
				frm.add_custom_button(__("Have It Ratified"), () => start_ratification(frm)).addClass("btn-primary");
			}
		}
		if (frm.is_new() && frm.doc.unit && !frm.doc.members?.length) {
			add_leaders(frm);
		}
	},

	unit(frm) {
		if (frm.is_new() && frm.doc.unit && !frm.doc.members?.length) {
			add_leaders(frm);
		}
	},
});

// A company is a document of ERPNext, which a site may not have.
async function offer_companies(frm) {
	const has_companies = frappe.model.can_read("Company");
	frm.toggle_display("company", has_companies || Boolean(frm.doc.company));
	if (has_companies && frm.doc.docstatus === 0) {
		const rows = await frappe.db.get_list("Company", { limit: 200, order_by: "name" });
		frm.set_df_property(
			"company",
			"options",
			rows.map((row) => row.name),
		);
	}
}

// What it ratifies is copied by no other way: a route carries no field that is not to be copied.
function start_ratification(frm) {
	const carried = ["matter", "unit", "category", "company", "amount", "currency", "party"];
	const values = Object.fromEntries(carried.filter((field) => frm.doc[field]).map((field) => [field, frm.doc[field]]));
	const decision = frappe.model.get_new_doc(frm.doctype, null, null, true);
	Object.assign(decision, values, { ratifies: frm.doc.name });
	frappe.set_route("Form", frm.doctype, decision.name);
}

// The members of the leadership, the chief last: who they are stands in the people of the unit.
async function add_leaders(frm) {
	const fields = ["name", "person_name", "rank"];
	const filters = { unit: frm.doc.unit, rank: ["in", ["Principal Leader", "Leader in Charge"]] };
	const people = await frappe.db.get_list("Integrity Person", { fields, filters, limit: 50, order_by: "name" });
	if (frm.doc.members?.length) {
		return;
	}
	const is_chief = ({ rank }) => rank === "Principal Leader";
	const ordered = [...people.filter((one) => !is_chief(one)), ...people.filter(is_chief)];
	const chiefs = ordered.filter(is_chief);
	ordered.forEach((one) => {
		frappe.utils.add_link_title("Integrity Person", one.name, one.person_name);
		frm.add_child("members", {
			person: one.name,
			person_name: one.person_name,
			is_chief: chiefs.length === 1 && is_chief(one) ? 1 : 0,
		});
	});
	frm.refresh_field("members");
}
