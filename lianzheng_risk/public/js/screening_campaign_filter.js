frappe.provide("lianzheng_risk.screening");

// A report about a campaign opens with the one it was called for, or with the latest that is running.
lianzheng_risk.screening.choose_campaign = async (report) => {
	// The platform fills in the address's filters before it has looked up their titles, and would find them empty.
	await frappe.after_ajax();
	const filter = report.get_filter("campaign");
	if (filter.get_value()) {
		return;
	}
	const [latest] = await frappe.db.get_list("Integrity Screening Campaign", {
		filters: { status: "Running" },
		order_by: "start_date desc",
		limit: 1,
	});
	if (latest) {
		await filter.set_value(latest.name);
		await frappe.after_ajax();
	}
};
