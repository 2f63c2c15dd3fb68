// A rule's filters in a dialog, as those of number cards are chosen. The platform offers only fields of documents that one may
// read and drops the other filters in silence; whoever writes rules need not be able to read orders.
frappe.provide("lianzheng_risk.rule_filters");

Object.assign(lianzheng_risk.rule_filters, {
	choose(doctype, chosen, then) {
		const label = __("Choose Filters", null, "Integrity Monitoring Rule");
		const dialog = new frappe.ui.Dialog({
			title: label,
			fields: [{ fieldtype: "HTML", fieldname: "filter_area" }],
			primary_action_label: label,
			primary_action() {
				dialog.hide();
				then(group.get_filters().map((filter) => filter.slice(0, 4)));
			},
		});
		dialog.show();
		const group = this.group_of(doctype, dialog.get_field("filter_area").$wrapper);
		group.add_filters_to_filter_group(chosen);
	},

	group_of(doctype, parent) {
		const filter_fields = this.fields_of(doctype);
		class AllFields extends frappe.ui.FilterGroup {
			_push_new_filter(of, fieldname, condition, value) {
				const filter = new frappe.ui.Filter({
					parent: this.wrapper,
					parent_doctype: doctype,
					doctype: of,
					fieldname,
					condition,
					value,
					filter_fields,
					filter_list: this,
					index: this.filters.length + 1,
					on_change: () => {},
					filter_items: () => true,
				});
				this.filters.push(filter);
				return filter;
			}
		}
		return new AllFields({ parent, doctype, on_change: () => {} });
	},

	// Its own fields, those that every document has, and those of its tables.
	fields_of(doctype) {
		const meta = frappe.get_meta(doctype);
		const tables = meta.fields.filter(({ fieldtype }) => fieldtype === "Table").map(({ options }) => frappe.get_meta(options));
		const of_all = frappe.model.std_fields.map((field) => ({ ...field, parent: doctype }));
		const own = [meta, ...tables.filter(Boolean)].flatMap(({ fields }) => fields);
		const fits = ({ label, fieldtype }) => label && !frappe.model.no_value_type.includes(fieldtype);
		return [...of_all, ...own].filter(fits).map((field) => this.without_a_search(field));
	},

	// What one may not search is typed.
	without_a_search(field) {
		const hidden = field.fieldtype === "Link" && !frappe.model.can_read(field.options);
		return hidden ? { ...field, fieldtype: "Data", options: "" } : field;
	},
});
