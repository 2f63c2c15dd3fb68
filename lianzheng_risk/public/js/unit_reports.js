// Reports with a row per unit: they fold as the unit tree does, mark what is off its target, and lead to the documents.
frappe.provide("lianzheng_risk");

// The platform fills in the address's filters before it has looked up their titles, and would find them empty.
lianzheng_risk.await_filters = () => frappe.after_ajax();

lianzheng_risk.unit_report = () => ({
	onload: lianzheng_risk.await_filters,
	tree: true,
	name_field: "unit",
	parent_field: "parent_unit",
	initial_depth: 2,
	filters: [{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Integrity Unit" }],

	formatter(value, row, column, data, default_formatter) {
		if (data) {
			frappe.utils.add_link_title("Integrity Unit", data.unit, data.unit_name);
		}
		const told = default_formatter(value, row, column, data);
		// Bold as well as red: the mark has to be seen in grey print.
		const off_target = Array.isArray(data?.weak) && data.weak.includes(column.fieldname);
		const marked = off_target ? `<b style="color:#8a2f0e">${told}</b>` : told;
		return data ? lianzheng_risk.figures.link(marked, column.fieldname, { unit: data.unit }) : marked;
	},
});
