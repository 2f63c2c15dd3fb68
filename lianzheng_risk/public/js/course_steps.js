// Taking a step on a document's course, in the form and in the list: what it asks for, and how it went.
frappe.provide("lianzheng_risk.course");

Object.assign(lianzheng_risk.course, {
	// Asks for what the step needs and takes it. Resolves to the answer, or to nothing if given up.
	async step(doctype, names, action, needs) {
		const fields = lianzheng_risk.course.asked_for(needs);
		const given = fields.length ? await lianzheng_risk.course.ask(doctype, action, fields, names.length) : {};
		if (!given) {
			return;
		}
		const args = { doctype, names, action, ...given };
		const answer = await frappe.xcall("lianzheng_risk.courses.steps.take_step", args, "POST", { freeze: true });
		lianzheng_risk.course.tell(doctype, action, answer);
		return answer;
	},

	asked_for(needs) {
		const labels = {
			basis: __("Basis of the Decision"),
			evidence: __("Evidence"),
			reason: __("Step Reason"),
			record: __("Document Number"),
			until: __("Until", null, "Integrity Course Step"),
		};
		const type = (need) => (need === "until" ? "Date" : "Small Text");
		return needs.map((need) => ({ fieldname: need, fieldtype: type(need), label: labels[need], reqd: 1 }));
	},

	ask(doctype, action, fields, count) {
		return new Promise((resolve) => {
			const title = __(action, null, doctype);
			const dialog = new frappe.ui.Dialog({
				title: count > 1 ? __("{0}: {1} documents", [title, count]) : title,
				fields,
				primary_action_label: title,
				primary_action(values) {
					resolve(values);
					dialog.hide();
				},
			});
			dialog.onhide = () => resolve();
			dialog.show();
		});
	},

	tell(doctype, action, { done, refused }) {
		const title = __(action, null, doctype);
		if (done.length) {
			const text = done.length > 1 ? __("{0}: {1} done", [title, done.length]) : __("{0}: done", [title]);
			frappe.show_alert({ message: text, indicator: "green" });
		}
		if (refused.length) {
			frappe.msgprint({
				title: __("{0}: {1} refused", [title, refused.length]),
				indicator: "red",
				message: refused.map((one) => lianzheng_risk.course.refusal(doctype, one)).join(""),
			});
		}
	},

	refusal(doctype, { name, title, reason }) {
		const link = frappe.utils.get_form_link(doctype, name, true, frappe.utils.escape_html(name));
		const text = [title, reason].filter(Boolean).map(frappe.utils.escape_html).join(": ");
		return `<p>${link} ${text}</p>`;
	},
});
