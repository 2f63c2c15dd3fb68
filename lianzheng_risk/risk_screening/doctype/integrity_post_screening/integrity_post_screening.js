const ANSWERING = "lianzheng_risk.risk_screening.screening.answering";
const SCREENING_COLOUR = { "Not Begun": "red", "Under Way": "orange", Reported: "blue", Confirmed: "green" };

frappe.ui.form.on("Integrity Post Screening", {
	refresh(frm) {
		frm.disable_save();
		frm.page.set_indicator(__(frm.doc.status, null, frm.doctype), SCREENING_COLOUR[frm.doc.status]);
		frm.add_custom_button(__("Risk Points of This Post"), () =>
			frappe.set_route("List", "Integrity Risk Point", { post: frm.doc.post })
		);
		const actions = frm.doc.__onload?.actions || [];
		const reports = actions.filter((action) => action.startsWith("report_"));
		if (reports.length) {
			frm.add_custom_button(__("Report Result"), () => ask_for_result(frm, reports)).addClass("btn-primary");
		}
		if (actions.includes("confirm")) {
			frm.add_custom_button(__("Confirm None Found"), () => answer(frm, "confirm")).addClass("btn-primary");
		}
		actions.includes("send_back") && frm.add_custom_button(__("Send Back"), () => ask_why(frm));
	},
});

function ask_for_result(frm, reports) {
	const risks = reports.includes("report_risks");
	const result = risks ? "Risk Points on Record" : "None Found";
	const hint = risks
		? __("The risk points on record are reported. The post is confirmed once all of them are in force.")
		: __("No risk point is on record for this post. Somebody else confirms that there is none.");
	frappe.prompt(
		[
			{ fieldtype: "HTML", options: `<p>${hint}</p>` },
			...(risks
				? []
				: [{ fieldname: "reason", fieldtype: "Small Text", label: __("Why There Is No Risk"), reqd: 1 }]),
		],
		async ({ reason }) => {
			await frappe.xcall(`${ANSWERING}.report_result`, { name: frm.doc.name, result, reason });
			frm.reload_doc();
		},
		__("Report: {0}", [__(result, null, "Integrity Post Screening")]),
		__("Report Result")
	);
}

function ask_why(frm) {
	const reason = { fieldname: "reason", fieldtype: "Small Text", label: __("Reason for Sending Back"), reqd: 1 };
	frappe.prompt([reason], (values) => answer(frm, "send_back", values), __("Send Back"), __("Send Back"));
}

async function answer(frm, action, values = {}) {
	const { refused } = await frappe.xcall(`${ANSWERING}.${action}`, { names: [frm.doc.name], ...values });
	refused.forEach(({ reason }) => frappe.msgprint({ message: frappe.utils.escape_html(reason), indicator: "red" }));
	frm.reload_doc();
}
