// Taking a step on the approval path, in the form and in the list: what it asks for, and how it went.
frappe.provide("lianzheng_risk.approval");

Object.assign(lianzheng_risk.approval, {
	// Asks for what the action needs in the states given and takes it. Resolves to the answer, or to nothing if given up.
	async step(names, action, states) {
		const asked = lianzheng_risk.approval.asked_for(action, states);
		const given = asked.length ? await lianzheng_risk.approval.ask(action, asked, names.length) : {};
		if (!given) {
			return;
		}
		const answer = await frappe.xcall(
			"lianzheng_risk.risk_screening.approval.take",
			{ names, action, ...given },
			"POST",
			{ freeze: true }
		);
		lianzheng_risk.approval.tell(action, answer);
		return answer;
	},

	asked_for(action, states) {
		const moves = (frappe.boot.integrity_moves || []).filter(
			(move) => move.action === action && states.includes(move.state)
		);
		const needs = new Set(moves.flatMap((move) => move.needs));
		const fields = [];
		if (needs.has("record")) {
			const filing = action === "Register Filing";
			fields.push({
				fieldname: "record",
				fieldtype: "Data",
				label: filing ? __("Filing Number") : __("Number of the Meeting Record"),
				reqd: 1,
			});
		}
		if (needs.has("record_date")) {
			fields.push({
				fieldname: "record_date",
				fieldtype: "Date",
				label: __("Date of the Meeting"),
				default: frappe.datetime.get_today(),
				reqd: 1,
			});
		}
		if (needs.has("reason")) {
			fields.push({ fieldname: "reason", fieldtype: "Small Text", label: __("Step Reason"), reqd: 1 });
		} else if (moves.some((move) => move.opinion)) {
			fields.push({ fieldname: "reason", fieldtype: "Small Text", label: __("Opinion (Optional)") });
		}
		return fields;
	},

	ask(action, fields, count) {
		return new Promise((resolve) => {
			const dialog = new frappe.ui.Dialog({
				title: count > 1 ? __("{0}: {1} risk points", [__(action), count]) : __(action),
				fields,
				primary_action_label: __(action),
				primary_action(values) {
					resolve(values);
					dialog.hide();
				},
			});
			dialog.onhide = () => resolve();
			dialog.show();
		});
	},

	tell(action, { done = [], refused = [], queued }) {
		if (queued) {
			frappe.show_alert(__("{0} risk points are being worked on. A notification tells how it went.", [queued]));
			return;
		}
		if (done.length) {
			const text = done.length > 1 ? __("{0}: {1} done", [__(action), done.length]) : __("{0}: done", [__(action)]);
			frappe.show_alert({ message: text, indicator: "green" });
		}
		if (refused.length) {
			frappe.msgprint({
				title: __("{0}: {1} refused", [__(action), refused.length]),
				indicator: "red",
				message: refused.map(lianzheng_risk.approval.refusal).join(""),
			});
		}
	},

	refusal({ name, title, reason }) {
		const link = frappe.utils.get_form_link("Integrity Risk Point", name, true, frappe.utils.escape_html(name));
		const text = [title, reason].filter(Boolean).map(frappe.utils.escape_html).join(": ");
		return `<p>${link} ${text}</p>`;
	},
});
