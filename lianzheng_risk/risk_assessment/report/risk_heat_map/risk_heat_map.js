frappe.query_reports["Risk Heat Map"] = {
	filters: [{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Integrity Unit" }],

	// The colours of the grades differ in lightness, so print in grey shows them too.
	formatter(value, row, column, data, default_formatter) {
		const place = column.fieldname.match(/^cell_(\d+)$/)?.[1];
		if (!data?.fills || place === undefined) {
			return default_formatter(value, row, column, data);
		}
		const colours = `background:${data.fills[place]};color:${data.inks[place]};print-color-adjust:exact`;
		const look = `display:block;text-align:center;border-radius:3px;${colours}`;
		if (!value) {
			return `<span style="${look};opacity:0.45">0</span>`;
		}
		return `<a href="${list_of_cell(data, place)}" style="${look}"><b>${value}</b></a>`;
	},
};

function list_of_cell(data, place) {
	const filters = {
		probability: data.probability[place],
		harm: data.harm[place],
		workflow_state: JSON.stringify(["!=", "Retired"]),
	};
	const unit = frappe.query_report.get_filter_value("unit");
	if (unit) {
		filters.unit = JSON.stringify(["descendants of (inclusive)", unit]);
	}
	// The desk's address differs between releases of the platform.
	const list = frappe.utils.get_form_link("Integrity Risk Point", "").replace(/\/$/, "");
	return `${list}?${new URLSearchParams(filters)}`;
}
