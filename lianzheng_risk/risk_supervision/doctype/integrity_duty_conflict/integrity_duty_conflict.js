frappe.ui.form.on("Integrity Duty Conflict", {
	refresh(frm) {
		if (frm.perm[0]?.write) {
			frappe
				.xcall("lianzheng_risk.risk_supervision.monitoring.offering.watchable_doctypes")
				.then((offered) =>
					["first_doctype", "second_doctype"].forEach((field) =>
						lianzheng_risk.offered_names.offer(frm, field, offered)
					)
				);
		}
	},
});
