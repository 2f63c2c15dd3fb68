// A rule's filters are chosen as in any list; the fields of its figures are offered from the documents watched.
const OF_RULES = "Integrity Monitoring Rule";

frappe.ui.form.on(OF_RULES, {
	setup(frm) {
		frm.get_docfield("watched_doctype").formatter = (value) => frappe.utils.escape_html(__(value || ""));
	},

	refresh(frm) {
		if (frm.perm[0]?.write) {
			frappe
				.xcall("lianzheng_risk.risk_supervision.monitoring.offering.watchable_doctypes")
				.then((offered) => frm.set_df_property("watched_doctype", "options", offered));
		}
		frm.set_query("risk", () => ({ filters: { unit: ["descendants of (inclusive)", frm.doc.unit] } }));
		frm.set_query("power", () => ({ filters: { unit: ["descendants of (inclusive)", frm.doc.unit] } }));
		show_filters(frm);
		show_examples(frm);
		show_standing(frm);
		if (!frm.is_new() && frm.perm[0]?.write) {
			frm.add_custom_button(__("Back-Test", null, "Integrity Monitoring Rule"), () => ask_for_backtest(frm));
		}
	},

	onload(frm) {
		frappe.realtime.off("integrity_backtest");
		frappe.realtime.on("integrity_backtest", ({ name }) => name === frm.doc.name && frm.reload_doc());
	},

	watched_doctype(frm) {
		frm.set_value("filters", "[]");
		show_filters(frm);
	},
});

// Why it does not watch, or that it does not watch well.
function show_standing(frm) {
	const { enabled, switched_off_on, switched_off_because, failures, slow_runs, last_error } = frm.doc;
	let told = "";
	if (!enabled && switched_off_on) {
		told = switched_off_because;
	} else if (enabled && failures) {
		told = __("It failed {0} times since it last ran well: {1}", [failures, last_error], "Integrity Monitoring Rule");
	} else if (enabled && slow_runs) {
		told = __("It was slow {0} times since it last ran well.", [slow_runs], "Integrity Monitoring Rule");
	}
	if (told) {
		frm.dashboard.set_headline_alert(frappe.utils.escape_html(told), "orange");
	}
}

// What was chosen as a table; it is changed in a dialog, as the filters of number cards and charts are.
function show_filters(frm) {
	const doctype = frm.doc.watched_doctype;
	const area = frm.get_field("filter_area").$wrapper.empty();
	if (!doctype) {
		return;
	}
	frappe.model.with_doctype(doctype, () => {
		if (frm.doc.watched_doctype !== doctype) {
			return;
		}
		offer_fields(frm, doctype);
		const safe = frappe.utils.escape_html;
		const rows = JSON.parse(frm.doc.filters || "[]").map(([of, field, sign, value]) => {
			const label = frappe.meta.get_label(of, field) || field;
			return `<tr class="filter-chosen"><td>${safe(__(label, null, of))}</td><td>${safe(__(sign))}</td><td>${safe(__(String(value)))}</td></tr>`;
		});
		area.html(`<table class="table table-bordered small" style="max-width: 40rem">${rows.join("")}</table>`);
		if (frm.perm[0]?.write) {
			$(`<button class="btn btn-default btn-xs">${__("Choose Filters", null, "Integrity Monitoring Rule")}</button>`)
				.appendTo(area)
				.on("click", () => choose_filters(frm, doctype));
		}
	});
}

function choose_filters(frm, doctype) {
	const dialog = new frappe.ui.Dialog({
		title: __("Choose Filters", null, "Integrity Monitoring Rule"),
		fields: [{ fieldtype: "HTML", fieldname: "filter_area" }],
		primary_action_label: __("Choose Filters", null, "Integrity Monitoring Rule"),
		primary_action() {
			const chosen = group.get_filters().map((filter) => filter.slice(0, 4));
			dialog.hide();
			frm.set_value("filters", JSON.stringify(chosen)).then(() => show_filters(frm));
		},
	});
	dialog.show();
	const group = new frappe.ui.FilterGroup({
		parent: dialog.get_field("filter_area").$wrapper,
		doctype,
		on_change: () => {},
	});
	group.add_filters_to_filter_group(JSON.parse(frm.doc.filters || "[]"));
}

function offer_fields(frm, doctype) {
	const meta = frappe.get_meta(doctype);
	const offered = options_of(meta, doctype, "");
	meta.fields
		.filter((field) => field.fieldtype === "Table" && frappe.get_meta(field.options))
		.forEach((table) => {
			const named = `${__(table.label, null, doctype)} › `;
			offered.push(...options_of(frappe.get_meta(table.options), table.options, named, `${table.fieldname}.`));
		});
	const grid = frm.get_field("aggregates").grid;
	const labels = Object.fromEntries(offered.map(({ value, label }) => [value, label]));
	["field", "by", "and_by"].forEach((field) => {
		const shown = frappe.meta.get_docfield("Integrity Monitoring Figure", field, frm.doc.name);
		shown.formatter = (value) => frappe.utils.escape_html(labels[value] || value || "");
		grid.update_docfield_property(field, "options", offered);
	});
	grid.refresh();
}

function options_of(meta, doctype, named, prefix = "") {
	return meta.fields
		.filter((field) => field.label && !frappe.model.no_value_type.includes(field.fieldtype))
		.map((field) => ({
			value: prefix + field.fieldname,
			label: named + __(field.label, null, doctype),
			description: prefix + field.fieldname,
		}));
}

function show_examples(frm) {
	const area = frm.get_field("example_area").$wrapper.empty();
	const examples = JSON.parse(frm.doc.backtest_examples || "[]");
	if (!examples.length) {
		return;
	}
	const safe = frappe.utils.escape_html;
	const rows = examples.map(({ document, facts }) => `<tr><td>${safe(document)}</td><td>${safe(facts)}</td></tr>`);
	area.html(
		`<table class="table table-bordered small"><thead><tr><th style="width: 30%">${__("Document", null, "Integrity Monitoring Rule")}</th>` +
			`<th>${__("Facts", null, "Integrity Monitoring Rule")}</th></tr></thead><tbody>${rows.join("")}</tbody></table>`
	);
}

function ask_for_backtest(frm) {
	const fields = [{ fieldname: "days", fieldtype: "Int", label: __("Days Back", null, "Integrity Monitoring Rule"), default: 365, reqd: 1 }];
	frappe.prompt(
		fields,
		async ({ days }) => {
			const method = "lianzheng_risk.risk_supervision.monitoring.backtest.start_backtest";
			await frappe.xcall(method, { name: frm.doc.name, days }, "POST");
			frappe.show_alert(__("The back-test runs in the background. Its results appear on this page."));
			frm.reload_doc();
		},
		__("Back-Test", null, "Integrity Monitoring Rule"),
		__("Start Back-Test", null, "Integrity Monitoring Rule")
	);
}
