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
				.then((offered) => lianzheng_risk.offered_names.offer(frm, "watched_doctype", offered));
		}
		frm.set_query("risk", () => ({ filters: { unit: ["descendants of (inclusive)", frm.doc.unit] } }));
		frm.set_query("power", () => ({ filters: { unit: ["descendants of (inclusive)", frm.doc.unit] } }));
		show_filters(frm);
		show_examples(frm);
		show_standing(frm);
		// A form that is loaded anew shows it before our words are known; others' word for it is no Chinese.
		lianzheng_risk.own_words.speak_all(frm);
		frm.refresh_field("backtest_status");
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
	lianzheng_risk.rule_filters.choose(doctype, JSON.parse(frm.doc.filters || "[]"), (chosen) =>
		frm.set_value("filters", JSON.stringify(chosen)).then(() => show_filters(frm))
	);
}

function offer_fields(frm, doctype) {
	const names = lianzheng_risk.offered_names;
	const offered = names.fields_of(doctype, holds_a_value);
	frappe
		.get_meta(doctype)
		.fields.filter((field) => field.fieldtype === "Table" && frappe.get_meta(field.options))
		.forEach((table) => {
			const of = __(table.label, null, doctype);
			names.fields_of(table.options, holds_a_value).forEach(({ value, label }) => {
				offered.push({ value: `${table.fieldname}.${value}`, label: `${of} › ${label}` });
			});
		});
	["field", "by", "and_by"].forEach((field) => names.offer_in_table(frm, "aggregates", field, offered));
}

function holds_a_value(field) {
	return !frappe.model.no_value_type.includes(field.fieldtype);
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
