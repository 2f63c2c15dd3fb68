// Fields that name a kind of document or one of its fields: people choose by what it is called, the name goes along in small print.
frappe.provide("lianzheng_risk.offered_names");

Object.assign(lianzheng_risk.offered_names, {
	// `offered` are {value, label}. The platform finds the value of what was typed by its label, so that no two may be alike.
	distinct(offered) {
		const times = {};
		offered.forEach(({ label }) => (times[label] = (times[label] || 0) + 1));
		return offered.map(({ value, label }) => ({
			value,
			label: times[label] > 1 ? `${label} (${value})` : label,
			description: value,
		}));
	},

	offer(frm, fieldname, offered) {
		const control = frm.fields_dict[fieldname];
		const options = this.distinct(offered);
		control.df.options = options;
		control.df.formatter = this.formatter(options);
		control.set_data(options);
		control.refresh();
		control.set_formatted_input?.(frm.doc[fieldname]);
	},

	offer_in_table(frm, table, fieldname, offered) {
		const { grid } = frm.fields_dict[table];
		const options = this.distinct(offered);
		const formatter = this.formatter(options);
		frappe.meta.get_docfield(grid.doctype, fieldname, frm.doc.name).formatter = formatter;
		grid.update_docfield_property(fieldname, "formatter", formatter);
		grid.update_docfield_property(fieldname, "options", options);
		grid.refresh();
		grid.grid_rows.forEach((row) => row.refresh_field(fieldname));
	},

	formatter(options) {
		const labels = Object.fromEntries(options.map(({ value, label }) => [value, label]));
		return (value) => frappe.utils.escape_html(labels[value] || value || "");
	},

	// The fields of a DocType that fit, by their labels.
	fields_of(doctype, fits = () => true) {
		return frappe
			.get_meta(doctype)
			.fields.filter((field) => field.label && fits(field))
			.map((field) => ({ value: field.fieldname, label: __(field.label, null, doctype) }));
	},
});
