const ANSWERING_MANY = "lianzheng_risk.risk_screening.screening.answering";
const COLOUR_OF_SCREENING = { "Not Begun": "red", "Under Way": "orange", Reported: "blue", Confirmed: "green" };

frappe.listview_settings["Integrity Post Screening"] = {
	add_fields: ["status", "post_name"],
	hide_name_column: true,

	get_indicator(doc) {
		return [__(doc.status, null, "Integrity Post Screening"), COLOUR_OF_SCREENING[doc.status], `status,=,${doc.status}`];
	},

	onload(listview) {
		if (frappe.user.has_role(["Integrity Department Head", "Integrity Unit Leader"])) {
			listview.page.add_actions_menu_item(__("Confirm None Found"), () => confirm_many(listview));
			listview.page.add_actions_menu_item(__("Send Back"), () => send_many_back(listview));
		}
	},
};

function confirm_many(listview) {
	const names = listview.get_checked_items(true);
	frappe.confirm(__("Confirm that these {0} posts have no risk?", [names.length]), () =>
		answer_many(listview, "confirm", { names })
	);
}

function send_many_back(listview) {
	const names = listview.get_checked_items(true);
	const reason = { fieldname: "reason", fieldtype: "Small Text", label: __("Reason for Sending Back"), reqd: 1 };
	frappe.prompt(
		[reason],
		(values) => answer_many(listview, "send_back", { names, ...values }),
		__("Send Back"),
		__("Send Back")
	);
}

async function answer_many(listview, action, values) {
	const { done, refused } = await frappe.xcall(`${ANSWERING_MANY}.${action}`, values);
	const rows = refused.map(({ title, reason }) => [title, reason].map(frappe.utils.escape_html));
	const table = `<table class="table table-bordered">${rows
		.map(([title, reason]) => `<tr><td>${title}</td><td>${reason}</td></tr>`)
		.join("")}</table>`;
	frappe.msgprint({
		title: __("{0} done, {1} refused", [done.length, refused.length]),
		message: rows.length ? table : __("All of them are done."),
		indicator: rows.length ? "orange" : "green",
	});
	listview.refresh();
}
