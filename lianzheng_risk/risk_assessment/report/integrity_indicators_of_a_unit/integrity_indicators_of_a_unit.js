frappe.query_reports["Integrity Indicators of a Unit"] = {
	filters: [
		{ fieldname: "unit", label: __("Unit"), fieldtype: "Link", options: "Integrity Unit" },
		{ fieldname: "only_weak", label: __("Only Those off Target"), fieldtype: "Check" },
	],
	onload: () => lianzheng_risk.await_filters(),

	formatter(value, row, column, data, default_formatter) {
		const told = default_formatter(value, row, column, data);
		if (!data?.figure) {
			return told;
		}
		const unit = frappe.query_report.get_filter_value("unit");
		const { figures } = lianzheng_risk;
		const marked = data.is_weak ? `<b style="color:#8a2f0e">${told}</b>` : told;
		switch (column.fieldname) {
			case "numerator":
				return figures.link(told, data.figure, { part: "Counted", unit });
			case "denominator":
				return figures.link(told, figures.find(data.figure).of, { part: "Counted", unit });
			case "value":
				return figures.link(marked, data.figure, { unit });
			case "judgement":
				return marked;
			default:
				return told;
		}
	},
};
