frappe.ui.form.on("Integrity Risk Point", {
	setup(frm) {
		frm.get_docfield("approval_steps", "action").formatter = (action) => __(action || "");
	},

	refresh(frm) {
		// The strip and the indicator say it in people's words.
		frm.toggle_display("workflow_state", false);
		new ApprovalStrip(frm).show();
	},

	// The platform's own step reloads the document and so has no way to take a reason along.
	before_workflow_action(frm) {
		frappe.dom.unfreeze();
		const action = frm.selected_workflow_action;
		frm.selected_workflow_action = null;
		lianzheng_risk.approval
			.step([frm.doc.name], action, [frm.doc.workflow_state])
			.then((answer) => answer && frm.reload_doc());
		return new Promise(() => {});
	},
});

// Where the risk point is on its way, at the top of the form.
class ApprovalStrip {
	constructor(frm) {
		this.frm = frm;
		this.approval = frm.doc.__onload?.approval;
	}

	show() {
		this.frm.layout.wrapper.find("> .approval-strip").remove();
		if (this.frm.is_new() || !this.approval) {
			return;
		}
		frappe.dom.set_style(APPROVAL_STRIP_STYLE, "approval-strip-style");
		const lines = [
			...this.warnings(),
			this.sent_back(),
			this.revision(),
			this.approval.at_rest ? this.rest() : this.route(),
			this.waiting(),
		];
		$(`<div class="approval-strip">${lines.filter(Boolean).join("")}</div>`).prependTo(this.frm.layout.wrapper);
	}

	warnings() {
		const { seal_broken, other } = this.approval.warnings;
		return [
			seal_broken &&
				this.line("red", __("The record of the approval in force is not what was written at the time. It was changed in the database, past the system. Please tell the integrity manager.")),
			other &&
				this.line("red", __("These differ from what was approved and were changed in the database, past the system: {0}", [approval_text(other)])),
		];
	}

	sent_back() {
		const back = this.approval.sent_back;
		return (
			back &&
			this.line("orange", `<b>${__(back.action)}</b> ${approval_text(back.by)} ${frappe.datetime.str_to_user(back.on)}`, back.reason)
		);
	}

	revision() {
		const { in_force, at_rest, lowers } = this.approval;
		if (!in_force || at_rest) {
			return "";
		}
		const text = __("{0} counts, approved on {1}. Under revision, {2} is proposed.", [
			this.grade(in_force.grade),
			frappe.datetime.str_to_user(in_force.on),
			this.grade(this.frm.doc.proposed_grade),
		]);
		const hint = lowers && !this.frm.doc.lowering_evidence ? __("Lowering the grade needs evidence: please fill in “Evidence for Lowering”.") : "";
		return this.line("blue", text, hint);
	}

	rest() {
		const { in_force } = this.approval;
		if (this.frm.doc.workflow_state === "Retired") {
			return this.line("gray", __("Retired: kept on record, but it counts nowhere."));
		}
		const approved = { Approval: __("approved on {0}"), Regrading: __("regraded on {0}") };
		return in_force && this.line("green", `${this.grade(in_force.grade)} ${approved[in_force.kind].replace("{0}", frappe.datetime.str_to_user(in_force.on))}`);
	}

	route() {
		const marks = { done: "✓", now: "●", next: "○" };
		const stops = this.approval.route.map(
			({ state, place }) =>
				`<li class="${place}"${place === "now" ? ' aria-current="step"' : ""}><span aria-hidden="true">${marks[place]}</span> ${__(state)}</li>`
		);
		return `<ol>${stops.join("")}</ol>`;
	}

	waiting() {
		const { waits_for, overdue, at_rest } = this.approval;
		if (at_rest) {
			return "";
		}
		if (this.frm.doc.workflow_state === "Publicity") {
			const until = frappe.datetime.str_to_user(this.frm.doc.publicity_until);
			return `<div class="text-muted">${__("Made public until {0}. Objections can be raised until then.", [until])}</div>`;
		}
		const { people, roles } = waits_for;
		const separator = frappe.boot.lang.startsWith("zh") ? "、" : ", ";
		const who = people.length ? people.map(approval_text) : roles.map((role) => __(role));
		const parts = [];
		who.length && parts.push(__("Waiting for: {0}", [who.join(separator)]));
		if (this.frm.doc.step_due) {
			const due = __("Due by {0}", [frappe.datetime.str_to_user(this.frm.doc.step_due)]);
			parts.push(overdue ? `<b class="text-danger">${due} ${__("(overdue)")}</b>` : due);
		}
		return parts.length ? `<div class="text-muted">${parts.join(" · ")}</div>` : "";
	}

	grade(code) {
		const grade = frappe.boot.integrity_risk_grades?.[code];
		return grade ? `<span class="indicator-pill ${grade.color}">${__(grade.label)}</span>` : approval_text(code);
	}

	line(colour, html, said = "") {
		return `<div class="form-message ${colour} approval-line">${html}${said ? `<div>${approval_text(said)}</div>` : ""}</div>`;
	}
}

const approval_text = (text) => frappe.utils.escape_html(text);

const APPROVAL_STRIP_STYLE = `
	.approval-strip { padding: var(--padding-sm) var(--padding-lg) var(--padding-md); font-size: var(--text-md); }
	.approval-strip ol { display: flex; flex-wrap: wrap; gap: 4px 0; margin: 0 0 4px; padding: 0; list-style: none; }
	.approval-strip li { color: var(--text-muted); white-space: nowrap; }
	.approval-strip li:not(:last-child)::after { content: "→"; margin: 0 8px; color: var(--text-light); }
	.approval-strip li.done { color: var(--text-color); }
	.approval-strip li.now { color: var(--primary-color, var(--primary)); font-weight: 600; }
	.approval-strip .approval-line { margin: 0 0 8px; padding: 8px 12px; border-radius: var(--border-radius); white-space: pre-line; }
`;
