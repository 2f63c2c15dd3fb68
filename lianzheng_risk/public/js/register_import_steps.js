frappe.provide("lianzheng.register_import");

// Where an import stands, what that means, and what can be done now.
(() => {
	const { escape_html: esc } = frappe.utils;
	const button = (act, label, primary) =>
		`<button type="button" class="btn btn-sm ${primary ? "btn-primary" : "btn-default"}" data-act="${act}">${esc(label)}</button>`;
	const download = (url, label) =>
		`<a class="btn btn-sm btn-default" href="${esc(encodeURI(url))}" download>${esc(label)}</a>`;

	lianzheng.register_import.steps = (frm, result, progress) => {
		const { colour, text, buttons = [], under_way } = standing(frm, result);
		const bar = under_way ? progress_bar(progress) : "";
		const may_change = frm.is_new() || frm.doc.__onload?.may_change;
		const marked = marked_copy(frm.doc);
		const row = [...(may_change ? buttons : []), ...(under_way ? [] : marked)];
		return `
			<div class="register-import">
				<ol class="register-import-steps">${course(frm).join("")}</ol>
				<div class="register-import-message ${colour}" role="status"><p>${esc(text)}</p>${bar}</div>
				${row.length ? `<div class="register-import-buttons">${row.join("")}</div>` : ""}
			</div>`;
	};

	// What the confirmation asks, in numbers.
	lianzheng.register_import.summary = (result) => {
		const lines = (result.tables || [])
			.filter(({ new: added, changed, removed }) => added || changed || removed)
			.map((table) => `<li>${esc(table.label)}：${esc(words_for(table))}</li>`);
		const refused = sum(result, "refused");
		const left_out = refused ? `<p>${esc(__("{0} rows with errors are left out.", [refused]))}</p>` : "";
		return `<p>${esc(__("Write the following to the register?"))}</p><ul>${lines.join("")}</ul>${left_out}`;
	};

	function words_for({ new: added, changed, removed }) {
		return [
			added && __("{0} new", [added]),
			changed && __("{0} changed", [changed]),
			removed && __("{0} removed", [removed]),
		]
			.filter(Boolean)
			.join(" · ");
	}

	const PLACE = {
		Draft: "upload",
		Recognised: "mapping",
		Checking: "check",
		Checked: "confirm",
		Queued: "write",
		Importing: "write",
		Done: "over",
		Failed: "check",
		"Taking Back": "over",
		"Taken Back": "over",
	};

	function course(frm) {
		const is_list = Boolean(frm.doc.tables_json);
		const steps = [
			["upload", __("Upload", null, "Integrity Register Import")],
			...(is_list ? [["mapping", __("Look at the Columns")]] : []),
			["check", __("Check", null, "Integrity Register Import")],
			["confirm", __("Confirm", null, "Integrity Register Import")],
			["write", __("Write", null, "Integrity Register Import")],
		];
		const place = frm.is_new() ? "upload" : PLACE[frm.doc.status];
		const now = steps.findIndex(([step]) => step === place);
		return steps.map(([, label], at) => {
			const tone = now === -1 || at < now ? "past" : at === now ? "now" : "";
			const sign = tone === "past" ? "✓" : at + 1;
			return `<li class="${tone}" ${tone === "now" ? 'aria-current="step"' : ""}><span class="number">${sign}</span>${esc(label)}</li>`;
		});
	}

	function standing(frm, result) {
		const upload = [button("upload", __("Choose the File"), true)];
		if (frm.is_new()) {
			return {
				colour: "gray",
				buttons: frm.doc.file ? [] : upload,
				text: __("Choose the unit, upload the file and save. The file is checked then; nothing is written before you confirm."),
			};
		}
		if (frm.is_dirty()) {
			const text = __("There are changes. The file is checked again on these terms; nothing is written before you confirm.");
			return { colour: "orange", text, buttons: [button("check", __("Save and Check"), true)] };
		}
		return STANDINGS[frm.doc.status](frm, result);
	}

	const STANDINGS = {
		Draft: (frm) => ({
			colour: "gray",
			text: frm.doc.file ? __("The file has not been checked yet.") : __("Please upload the file first."),
			buttons: [frm.doc.file ? button("check", __("Check the File"), true) : button("upload", __("Choose the File"), true)],
		}),

		Recognised: () => ({
			colour: "orange",
			text: __("This is a list of the unit's own. Please look below whether its columns are understood rightly, choose what the list lacks, and have it checked."),
			buttons: [
				button("check", __("Check with These Columns"), true),
				button("save_layout", __("Save List Layout")),
				button("recognise_again", __("Recognise Again")),
			],
		}),

		Checking: () => under_way(__("The file is being read and checked. You may close this page and come back later.")),

		Checked(frm, result) {
			const more = frm.doc.tables_json ? [button("save_layout", __("Save List Layout"))] : [];
			const errors = result.findings?.counts.error || 0;
			const refused = sum(result, "refused");
			const again = button("check", __("Check Again", null, "Integrity Register Import"));
			if (result.ready) {
				const text = refused
					? __("The check is done: {0} rows are to be written, {1} rows with errors are left out. Nothing is written before you confirm.", [result.rows, refused])
					: __("The check is done: {0} rows are to be written. Nothing is written before you confirm.", [result.rows]);
				return { colour: refused ? "orange" : "blue", text, buttons: [button("confirm", __("Confirm Import"), true), again, ...more] };
			}
			if (errors && frm.doc.bad_rows === "Write Nothing") {
				return {
					colour: "red",
					text: __("{0} errors were found, so nothing can be written. Please correct them in the file and upload it again, or write the good rows only.", [errors]),
					buttons: [button("take_good_rows", __("Write the Good Rows Only")), again, ...more],
				};
			}
			const text = errors
				? __("No row is left that can be written. Please correct the errors in the file and upload it again.")
				: __("There is nothing to write: the file says what the system has already.");
			return { colour: errors ? "red" : "gray", text, buttons: [again, ...more] };
		},

		Queued: () => under_way(__("The import is confirmed and waits for its turn. You may close this page and come back later.")),

		Importing: () => under_way(__("The rows are being written, all of them or none. You may close this page and come back later.")),

		Done(frm, result) {
			const buttons = [button("take_back", __("Take Import Back"))];
			if (frm.doc.failure) {
				return { colour: "orange", text: frm.doc.failure, buttons };
			}
			const refused = sum(result, "refused");
			const text = refused
				? __("The import is done: {0} rows were written, {1} rows with errors were not.", [result.rows, refused])
				: __("The import is done: {0} rows were written.", [result.rows]);
			return { colour: "green", text, buttons };
		},

		Failed: (frm) => ({
			colour: "red",
			text: frm.doc.failure || __("The last step came to nothing. Nothing was written."),
			buttons: [button("check", __("Check Again", null, "Integrity Register Import"), true)],
		}),

		"Taking Back": () => under_way(__("The import is being taken back, all of it or nothing.")),

		"Taken Back": () => ({
			colour: "gray",
			text: __("The import was taken back. What it added is removed, what it changed has its old values."),
		}),
	};

	function under_way(text) {
		return { colour: "blue", text, under_way: true };
	}

	function sum(result, outcome) {
		return (result.tables || []).reduce((total, table) => total + table[outcome], 0);
	}

	function progress_bar(progress) {
		const { stage, done, total } = progress || {};
		const stages = {
			reading: __("Reading", null, "Integrity Register Import"),
			checking: __("Comparing with the register"),
			marking: __("Marking a copy"),
			writing: __("Writing", null, "Integrity Register Import"),
			"taking back": __("Taking back", null, "Integrity Register Import"),
		};
		const label = stages[stage] || __("Waiting", null, "Integrity Register Import");
		const counted = stage === "writing" && total ? ` ${done} / ${total}` : "";
		const share = total ? Math.round((done / total) * 100) : 0;
		return `
			<div class="mt-2">${esc(label)}${counted}</div>
			<div class="progress"><div class="progress-bar ${share ? "" : "progress-bar-striped"}" role="progressbar"
				aria-valuenow="${share}" aria-valuemin="0" aria-valuemax="100" style="width: ${Math.max(share, 4)}%"></div></div>`;
	}

	function marked_copy({ marked_file: url, marked_too_large: too_large }) {
		if (too_large) {
			return [`<span class="text-muted">${esc(__("The marked copy is larger than files on this site may be. Please ask the system administrator."))}</span>`];
		}
		return url ? [download(url, __("Download the Marked File"))] : [];
	}
})();
