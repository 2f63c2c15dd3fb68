const SYNC = "Integrity Organisation Sync";
const ENDPOINTS = "lianzheng_risk.risk_screening.organisation.endpoints";
const LOOK_AFTER = 3000; // milliseconds

frappe.ui.form.on(SYNC, {
	setup() {
		frappe.require("/assets/lianzheng_risk/css/register_import.css");
	},

	refresh(frm) {
		if (frm.is_new()) {
			frm.set_intro(__("Saving reads the ERP and shows what would change here. Nothing is written before you confirm."));
			return;
		}
		frm.page.set_indicator(__(frm.doc.status, null, SYNC), lianzheng_sync_colour(frm.doc));
		frm.set_intro(...intro(frm.doc));
		frm.get_field("result_html").$wrapper.html(result(JSON.parse(frm.doc.result_json || "{}")));
		offer_steps(frm);
		watch(frm);
	},
});

function lianzheng_sync_colour(doc) {
	return { Previewed: "orange", "Under Way": "blue", Done: "green", Failed: "red" }[doc.status];
}

function intro({ status, changes, conflicts, failure }) {
	const settled = conflicts ? ` ${left_to_people(conflicts)}` : "";
	const told = {
		"Under Way": [__("The changes are being written in the background."), "blue"],
		Previewed: changes
			? [__("This is a preview; nothing was written. {0} changes wait for your confirmation.", [changes]) + settled, "blue"]
			: [__("Organisation and ERP agree; there is nothing to write.") + settled, "green"],
		Done: [__("{0} changes were written.", [changes]) + settled, "green"],
		Failed: [frappe.utils.escape_html(failure || ""), "red"],
	};
	return told[status];
}

function offer_steps(frm) {
	const { status, changes } = frm.doc;
	if (status === "Previewed" && changes) {
		frm.add_custom_button(__("Carry Out"), () => confirm(frm)).addClass("btn-primary");
	}
	if (["Previewed", "Failed"].includes(status)) {
		frm.add_custom_button(__("Look Again"), async () => {
			await frappe.xcall(`${ENDPOINTS}.look_again`, { name: frm.docname });
			frm.reload_doc();
		});
	}
	if (status === "Under Way") {
		frm.add_custom_button(__("Start Again if Lost"), () => start(frm));
	}
}

function confirm(frm) {
	const asked = __("Write these {0} changes? All of them are written, or none. Nothing is deleted: tenures end, units are marked.", [frm.doc.changes]);
	frappe.confirm(asked, () => start(frm));
}

async function start(frm) {
	await frappe.xcall(`${ENDPOINTS}.apply`, { name: frm.docname, fingerprint: frm.doc.fingerprint });
	frm.reload_doc();
}

// Live updates may be missing.
function watch(frm) {
	clearTimeout(frm.sync_timer);
	if (frm.doc.status !== "Under Way") {
		return;
	}
	const name = frm.docname;
	frm.sync_timer = setTimeout(async () => {
		if (cur_frm !== frm || frm.docname !== name) {
			return;
		}
		const { message } = await frappe.db.get_value(SYNC, name, "status");
		message.status === frm.doc.status ? watch(frm) : frm.reload_doc();
	}, LOOK_AFTER);
}

const esc = (text) => frappe.utils.escape_html(String(text));
const TONES = { conflict: "orange", ended: "red", changed: "blue", new: "green", left_alone: "gray" };

function result({ counts = [], outcomes = [], groups = [] }) {
	return `<div class="register-import">${table_of_counts(counts, outcomes)}${groups.map(group).join("")}</div>`;
}

function table(head, rows, scroll = "") {
	return `<div class="table-responsive ${scroll}"><table class="table table-sm table-bordered">
		<thead><tr>${head.map((label) => `<th>${esc(label)}</th>`).join("")}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function table_of_counts(counts, outcomes) {
	const rows = counts.map((row) => {
		const cells = outcomes.map(([outcome]) => `<td class="${row[outcome] ? "" : "text-muted"}">${row[outcome]}</td>`);
		return `<tr><td>${esc(row.label)}</td>${cells.join("")}</tr>`;
	});
	return table([__("Kind", null, "Integrity Organisation Sync"), ...outcomes.map(([, label]) => label)], rows);
}

function group({ outcome, label, count, first }) {
	const rows = first.map(
		({ kind, title, fields, reason }) => `<tr><td class="text-nowrap">${esc(kind)}</td><td>${esc(title)}</td>
			<td>${fields.map(field).join("")}</td><td>${esc(reason)}</td></tr>`
	);
	const more = count > first.length ? `<p class="text-muted">${esc(__("These are the first {0} of {1}.", [first.length, count]))}</p>` : "";
	const head = [__("Kind", null, "Integrity Organisation Sync"), __("Entry", null, "Integrity Organisation Sync"), __("What Changes", null, "Integrity Organisation Sync"), __("Remark", null, "Integrity Organisation Sync")];
	return `<section><h6><span class="indicator-pill no-indicator-dot ${TONES[outcome]}">${esc(label)} ${count}</span></h6>
		${table(head, rows, "register-import-scroll")}${more}</section>`;
}

function field({ label, old, new: now }) {
	const value = now === null ? esc(__("(empty)", null, "Integrity Organisation Sync")) : esc(now);
	const before = old === null || old === now ? "" : `<del>${esc(old)}</del> → `;
	return `<div>${esc(label)}：${before}${value}</div>`;
}

function left_to_people(count) {
	return __("{0} cases need a person: they stand first below and are not written.", [count]);
}
