// The grade of each cell by the colours of the assessment page: they differ in lightness, so print in grey shows them too.
const LIANZHENG_HEAT = { I: ["#8a2f0e", "#ffffff"], II: ["#d9963c", "#1f2a30"], III: ["#cfe0e6", "#1f2a30"] };

frappe.query_reports["Risk Heat Map"] = {
	filters: [{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Integrity Unit" }],

	formatter(value, row, column, data, default_formatter) {
		const place = column.fieldname.match(/^cell_(\d+)$/)?.[1];
		if (!data?.grades || place === undefined) {
			return default_formatter(value, row, column, data);
		}
		const [fill, ink] = LIANZHENG_HEAT[data.grades[place]];
		const shade = `display:block;text-align:center;border-radius:3px;background:${fill};color:${ink};print-color-adjust:exact`;
		if (!value) {
			return `<span style="${shade};opacity:0.45">0</span>`;
		}
		const filters = { probability: data.probability[place], harm: data.harm[place], workflow_state: '["!=","Retired"]' };
		const unit = frappe.query_report.get_filter_value("unit");
		if (unit) {
			filters.unit = JSON.stringify(["descendants of (inclusive)", unit]);
		}
		const query = new URLSearchParams(filters).toString();
		return `<a href="/app/integrity-risk-point?${query}" style="${shade}"><b>${value}</b></a>`;
	},
};
