frappe.query_reports["Unit Risk Map"] = {
	...lianzheng_risk.unit_report(),

	// A box of the picture leads to the indicators of its unit.
	onload(report) {
		report.page.main.on("click", "g[data-unit]", ({ currentTarget }) =>
			frappe.set_route("query-report", lianzheng_risk.figures.OF_UNIT, { unit: currentTarget.dataset.unit, only_weak: 0 })
		);
		return lianzheng_risk.await_filters();
	},

	formatter(value, row, column, data, default_formatter) {
		const { figures } = lianzheng_risk;
		if (data && column.fieldname === "which") {
			const links = data.off_target.map(({ figure, label }) =>
				figures.link(frappe.utils.escape_html(label), figure, { unit: data.unit })
			);
			return links.join(frappe.boot.lang.startsWith("zh") ? "、" : ", ");
		}
		const told = lianzheng_risk.unit_report().formatter(value, row, column, data, default_formatter);
		if (!data || !["step", "weak", "judged"].includes(column.fieldname)) {
			return told;
		}
		const is_weak = data.weak > 0;
		if (column.fieldname === "judged" || !is_weak) {
			return data.judged ? figures.of_unit(told, data.unit) : told;
		}
		return figures.of_unit(told, data.unit, true);
	},
};
