frappe.query_reports["Risk Heat Map"] = {
	filters: [{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Integrity Unit" }],
	onload: () => lianzheng_risk.await_filters(),

	formatter(value, row, column, data, default_formatter) {
		const place = column.fieldname.match(/^cell_(\d+)$/)?.[1];
		if (!data?.fills || place === undefined) {
			return default_formatter(value, row, column, data);
		}
		const { heat_map } = lianzheng_risk;
		const look = `display:block;text-align:center;border-radius:3px;${heat_map.look(data.fills[place], data.inks[place])}`;
		if (!value) {
			return `<span style="${look};opacity:0.45">0</span>`;
		}
		const list = heat_map.list_of(data.probability[place], data.harm[place], frappe.query_report.get_filter_value("unit"));
		return `<a href="${list}" style="${look}"><b>${value}</b> <small>${data.grades[place]}</small></a>`;
	},
};
