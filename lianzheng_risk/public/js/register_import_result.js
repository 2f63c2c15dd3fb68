frappe.provide("lianzheng.register_import");

// What a check found: counts by table, what is wrong where, what changes from what to what; and the account of a list.
(() => {
	const { escape_html: esc } = frappe.utils;
	const COLOURS = { error: "red", warning: "orange", hint: "blue" };

	lianzheng.register_import.result = (result) =>
		result.tables
			? `<div class="register-import">${[counts(result), findings(result), changes(result)].join("")}</div>`
			: "";

	function section(title, body) {
		return `<section><h6>${esc(title)}</h6>${body}</section>`;
	}

	function table(head, rows, kind = "") {
		const cells = head.map(([label, tone = ""]) => `<th class="${tone}">${esc(label)}</th>`);
		return `<div class="table-responsive ${kind}"><table class="table table-sm table-bordered">
			<thead><tr>${cells.join("")}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
	}

	function number(count, colour) {
		const tone = count ? (colour ? `text-${colour}` : "") : "nothing";
		return `<td class="number ${tone}">${count}</td>`;
	}

	function counts({ tables }) {
		const shown = [
			["new", __("New", null, "Integrity Register Import")],
			["changed", __("Changed", null, "Integrity Register Import")],
			["unchanged", __("Unchanged", null, "Integrity Register Import")],
			["refused", __("With Errors", null, "Integrity Register Import"), "danger"],
			["left_alone", __("Left Alone", null, "Integrity Register Import")],
			["removed", __("Removed", null, "Integrity Register Import"), "danger"],
		].filter(([outcome], at) => at < 4 || tables.some((row) => row[outcome]));
		const rows = tables.map(
			(row) => `<tr><td>${esc(row.label)}</td>${shown.map(([outcome, , colour]) => number(row[outcome], colour)).join("")}</tr>`
		);
		const head = [[__("Table", null, "Integrity Register Import")], ...shown.map(([, label]) => [label, "number"])];
		return section(__("Rows of the File"), table(head, rows));
	}

	function findings({ findings: { counts: by_severity, first } }) {
		if (!first.length) {
			return "";
		}
		const labels = { error: __("Error", null, "Integrity Register Import"), warning: __("Warning", null, "Integrity Register Import"), hint: __("Hint", null, "Integrity Register Import") };
		const total = Object.values(by_severity).reduce((all, count) => all + count, 0);
		const rows = first.map(
			({ severity, sheet, cell, message }) => `<tr>
				<td class="place"><span class="indicator-pill no-indicator-dot ${COLOURS[severity]}">${esc(labels[severity])}</span></td>
				<td class="place">${esc(sheet)} ${esc(cell)}</td><td>${esc(message)}</td></tr>`
		);
		const head = [[__("Kind", null, "Integrity Register Import")], [__("Place", null, "Integrity Register Import")], [__("What to Do", null, "Integrity Register Import")]];
		const words = Object.keys(labels)
			.filter((severity) => by_severity[severity])
			.map((severity) => `${labels[severity]} ${by_severity[severity]}`);
		const title = `${__("What Was Found")}（${words.join(" · ")}）`;
		return section(title, table(head, rows, "register-import-scroll") + first_of(first.length, total));
	}

	function changes({ changes: { count, first } }) {
		if (!first.length) {
			return "";
		}
		const rows = first.map(
			({ sheet, row, code, title, fields }) => `<tr>
				<td class="place">${esc(__("{0}, row {1}", [sheet, row], "Integrity Register Import"))}</td>
				<td>${esc(title)}<div class="text-muted small">${esc(code)}</div></td>
				<td>${fields.map(field_change).join("")}</td></tr>`
		);
		const head = [[__("Place", null, "Integrity Register Import")], [__("Entry", null, "Integrity Register Import")], [__("Old and New Value", null, "Integrity Register Import")]];
		return section(__("What Changes"), table(head, rows, "register-import-scroll") + first_of(first.length, count));
	}

	function field_change({ label, old, new: now }) {
		const value = (text) => (text === null ? `<span class="text-muted">${esc(__("(empty)", null, "Integrity Register Import"))}</span>` : esc(String(text)));
		return `<div>${esc(label)}：<del>${value(old)}</del> → <ins>${value(now)}</ins></div>`;
	}

	function first_of(shown, total) {
		const text = __("These are the first {0} of {1}; the marked file has all findings.", [shown, total]);
		return total > shown ? `<p class="text-muted mt-2">${esc(text)}</p>` : "";
	}

	// How many rows of one table of a list became what, which were left out, and what somebody has to settle.
	lianzheng.register_import.account = (account) => {
		const { sheet, rows, risks, measures, left_out, to_settle, hidden = [], unread = [] } = account;
		const told = __("“{0}”: {1} rows read, {2} risk points and {3} measures made of them, {4} rows left out", [
			sheet,
			rows,
			risks,
			measures,
			account.left_out_count ?? left_out.length,
		]);
		const out = left_out.map(({ row, reason }) => `<li>${esc(__("Row {0}: {1}", [row, reason]))}</li>`);
		const open = to_settle.map(
			({ row, label, value, reason }) => `<li>${esc(__("Row {0}, {1}: {2} ({3})", [row, label, value || __("(blank)"), reason]))}</li>`
		);
		return `<div><p>${esc(told)}</p>
			${open.length ? details(__("To be settled by somebody: {0}", [account.to_settle_count ?? open.length]), open, true) : ""}
			${out.length ? details(__("Left out: {0}", [account.left_out_count ?? out.length]), out) : ""}
			${hidden.length ? `<p>${esc(__("Hidden rows, read all the same: {0}", [hidden.join(" ")]))}</p>` : ""}
			${unread.map(([title, reason]) => `<p>${esc(__("Sheet “{0}”: {1}", [title, reason]))}</p>`).join("")}</div>`;
	};

	function details(title, items, open) {
		return `<details ${open ? "open" : ""}><summary>${esc(title)}</summary>
			<ul class="register-import-scroll">${items.join("")}</ul></details>`;
	}
})();
