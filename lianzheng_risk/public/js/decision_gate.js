// 三重一大 in the forms of other apps: on which collective decision a document rests, and how one is started.
frappe.provide("lianzheng_risk.decisions");

Object.assign(lianzheng_risk.decisions, {
	// Also called by the button in the gate's refusal.
	start(values) {
		frappe.msg_dialog?.hide();
		const given = Object.entries(values).filter(([, value]) => value);
		frappe.new_doc("Integrity Collective Decision", Object.fromEntries(given));
	},

	async show(frm) {
		if (frm.is_dirty()) {
			await frm.save();
		}
		const args = { doctype: frm.doctype, name: frm.doc.name };
		const standings = await frappe.xcall("lianzheng_risk.risk_control.decisions.naming.standing_of", args);
		if (!standings.length) {
			frappe.msgprint(__("This document needs no collective decision."));
			return;
		}
		standings.forEach((standing) => lianzheng_risk.decisions.ask(frm, standing));
	},

	ask(frm, standing) {
		const { start, rests_on, may_override } = standing;
		const dialog = new frappe.ui.Dialog({
			title: __("On Which Collective Decision"),
			fields: [
				{ fieldname: "why", fieldtype: "HTML", options: lianzheng_risk.decisions.explained(standing) },
				{
					fieldname: "decision",
					fieldtype: "Autocomplete",
					label: __("Number of the Decision"),
					options: standing.offered,
					default: rests_on,
					reqd: 1,
				},
			],
			primary_action_label: __("Rest on This Decision"),
			async primary_action({ decision }) {
				await lianzheng_risk.decisions.call(frm, "name_decision", { decision });
				dialog.hide();
				frappe.show_alert({ message: __("The document rests on {0}", [decision]), indicator: "green" });
			},
		});
		if (start) {
			dialog.set_secondary_action_label(__("Start a Collective Decision"));
			dialog.set_secondary_action(() => {
				dialog.hide();
				lianzheng_risk.decisions.start(start);
			});
		}
		if (may_override) {
			dialog.add_custom_action(__("Decide Alone, Urgently"), () => {
				dialog.hide();
				lianzheng_risk.decisions.decide_alone(frm, standing);
			});
		}
		dialog.show();
	},

	explained({ why, rests_on, ask }) {
		const found = rests_on
			? __("It would rest on {0}.", [frappe.utils.escape_html(rests_on)])
			: __("No decision that covers it was found.");
		const asked = ask.length ? `<p>${__("Please ask for a collective decision: {0}", [ask.join(", ")])}</p>` : "";
		return `<p>${why}</p><p>${found}</p>${asked}`;
	},

	decide_alone(frm, { category }) {
		const fields = [{ fieldname: "reason", fieldtype: "Small Text", label: __("Why It Cannot Wait"), reqd: 1 }];
		const label = __("Decide Alone, Urgently");
		frappe.prompt(
			fields,
			async ({ reason }) => {
				const name = await lianzheng_risk.decisions.call(frm, "override", { category, reason });
				frappe.msgprint(
					__("{0} was recorded. It has to be ratified by a collective decision in time.", [name]),
				);
			},
			label,
			label,
		);
	},

	call(frm, method, args) {
		const named = { doctype: frm.doctype, name: frm.doc.name, ...args };
		return frappe.xcall(`lianzheng_risk.risk_control.decisions.naming.${method}`, named, "POST", { freeze: true });
	},
});

(frappe.boot?.integrity_decision_doctypes || []).forEach((doctype) =>
	frappe.ui.form.on(doctype, {
		refresh(frm) {
			if (!frm.is_new() && frm.doc.docstatus === 0) {
				frm.page.add_menu_item(__("On Which Collective Decision"), () => lianzheng_risk.decisions.show(frm));
			}
		},
	}),
);
