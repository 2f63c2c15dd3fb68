const METHODS = "lianzheng_risk.risk_screening.register_import.endpoints";
const READABLE = [".xlsx", ".xls", ".ods", ".csv"];
const UNDER_WAY = ["Checking", "Queued", "Importing", "Taking Back"];
const OPEN = ["Draft", "Recognised", "Checked", "Failed"];
const FILLED_IN = ["unit", "file", "mode", "blank_cells", "bad_rows", "remarks"];
const POLL = 3000; // milliseconds; live updates come sooner where there are any

frappe.ui.form.on("Integrity Register Import", {
	setup(frm) {
		frappe.require("/assets/lianzheng_risk/css/register_import.css");
		$(frm.wrapper).on("dirty", () => show_steps(frm));
	},

	onload(frm) {
		frappe.realtime.off(EVENT);
		frappe.realtime.on(EVENT, (told) => hear(told));
		frm.is_new() && !frm.doc.unit && propose_unit(frm);
	},

	refresh(frm) {
		// A new import's file belongs to nobody but its uploader until the import is saved.
		const of_nothing = frm.is_new() ? { doctype: "", docname: "", fieldname: "" } : {};
		frm.set_df_property("file", "options", { restrictions: { allowed_file_types: READABLE }, ...of_nothing });
		const open = frm.is_new() || (frm.doc.__onload?.may_change && OPEN.includes(frm.doc.status));
		frm.toggle_enable(FILLED_IN, open);
		open ? frm.enable_save() : frm.disable_save();
		frm.page.set_indicator(...indicator(frm));
		show_steps(frm);
		show_mapping(frm, open);
		show_result(frm);
		watch(frm);
	},

	after_save(frm) {
		// What is saved is checked at once, unless a mapping is there to be looked at first.
		const asked = frm.check_after_save;
		frm.check_after_save = false;
		frm.doc.file && (asked || frm.doc.status === "Draft") && start(frm, "check");
	},
});

const EVENT = "integrity_register_import";
const COLOURS = {
	Draft: "gray",
	Recognised: "orange",
	Checking: "blue",
	Checked: "blue",
	Queued: "blue",
	Importing: "blue",
	Done: "green",
	Failed: "red",
	"Taking Back": "blue",
	"Taken Back": "gray",
};

// Whoever is held to one unit and what is below it imports into that.
async function propose_unit(frm) {
	const held = (frappe.defaults.get_user_permissions()["Integrity Unit"] || []).map(({ doc }) => doc);
	const above = [["parent_integrity_unit", "not in", held]];
	const tops = held.length ? await frappe.db.get_list("Integrity Unit", { filters: above, limit: 2 }) : [];
	tops.length === 1 && !frm.doc.unit && frm.set_value("unit", tops[0].name);
}

function indicator(frm) {
	return frm.is_new() ? [__("Not Saved", null, "Integrity Register Import"), "orange"] : [__(frm.doc.status, null, frm.doctype), COLOURS[frm.doc.status]];
}

function result_of(frm) {
	return JSON.parse(frm.doc.result_json || "{}");
}

function wrapper(frm, field) {
	return frm.get_field(field).$wrapper;
}

function show_steps(frm) {
	const $steps = wrapper(frm, "steps_html");
	$steps.html(lianzheng.register_import.steps(frm, result_of(frm), frm.import_progress));
	$steps.find("[data-act]").on("click", ({ currentTarget }) => ACTS[currentTarget.dataset.act](frm));
}

function show_result(frm) {
	wrapper(frm, "result_html").html(lianzheng.register_import.result(result_of(frm)));
}

function show_mapping(frm, open) {
	const $mapping = wrapper(frm, "tables_html").empty();
	if (frm.doc.tables_json) {
		const { list_fields: fields, lacking } = frm.doc.__onload || {};
		new lianzheng.register_import.Mapping($mapping, {
			tables: JSON.parse(frm.doc.tables_json),
			choices: JSON.parse(frm.doc.choices_json || "{}"),
			accounts: result_of(frm).accounts || [],
			fields: fields || {},
			lacking: lacking || [],
			open,
			on_change(tables, choices) {
				frm.set_value("tables_json", JSON.stringify(tables));
				frm.set_value("choices_json", JSON.stringify(choices));
			},
		});
	}
}

// One step of the import each: what a button does.
const ACTS = {
	upload(frm) {
		wrapper(frm, "file").find(".btn-attach").trigger("click");
	},

	async check(frm) {
		frm.check_after_save = frm.is_dirty();
		await (frm.is_dirty() ? frm.save() : start(frm, "check"));
	},

	async take_good_rows(frm) {
		const asked = __("Write the rows without errors and leave out the others, with what rests on them?");
		frappe.confirm(asked, async () => {
			await frm.set_value("bad_rows", "Write the Good Rows");
			await ACTS.check(frm);
		});
	},

	confirm(frm) {
		frappe.confirm(lianzheng.register_import.summary(result_of(frm)), () =>
			start(frm, "confirm", { fingerprint: frm.doc.fingerprint })
		);
	},

	take_back(frm) {
		const asked = __(
			"Take the import back? What it added is removed and what it changed gets its old values, provided that nobody has changed it since."
		);
		frappe.confirm(asked, () => start(frm, "take_back"));
	},

	async recognise_again(frm) {
		await frm.set_value("tables_json", "");
		await frm.set_value("choices_json", "");
		await frm.save();
	},

	save_layout(frm) {
		const fields = [{ fieldname: "title", fieldtype: "Data", label: __("Title", null, "Integrity List Layout"), reqd: 1, default: frm.doc.title }];
		frappe.prompt(
			fields,
			async ({ title }) => {
				await frappe.xcall(`${METHODS}.save_layout`, { name: frm.docname, title });
				frappe.show_alert({ message: __("The next list of this unit with these headings is read the same way."), indicator: "green" });
			},
			__("Save List Layout"),
			__("Save")
		);
	},
};

async function start(frm, method, more = {}) {
	await frappe.xcall(`${METHODS}.${method}`, { name: frm.docname, ...more });
	frm.import_progress = null;
	await frm.reload_doc();
}

// Where the import stands is asked for while a job is under way: live updates may be missing, and a job may have died.
function watch(frm) {
	clearTimeout(frm.import_timer);
	if (!frm.is_new() && UNDER_WAY.includes(frm.doc.status)) {
		frm.import_timer = setTimeout(() => look(frm), frm.import_progress === undefined ? 0 : POLL);
	}
}

async function look(frm) {
	const name = frm.docname;
	if (cur_frm !== frm || document.hidden) {
		return watch_later(frm);
	}
	const standing = await frappe.xcall(`${METHODS}.standing`, { name }).catch(() => null);
	if (cur_frm !== frm || frm.docname !== name) {
		return;
	}
	if (standing && standing.status !== frm.doc.status) {
		return frm.reload_doc();
	}
	frm.import_progress = standing?.progress || frm.import_progress || null;
	show_steps(frm);
	watch_later(frm);
}

function watch_later(frm) {
	clearTimeout(frm.import_timer);
	frm.import_timer = setTimeout(() => look(frm), POLL);
}

function hear({ name, ...progress }) {
	const frm = cur_frm;
	if (frm?.doctype !== "Integrity Register Import" || frm.docname !== name) {
		return;
	}
	if (progress.stage === "over") {
		frm.is_dirty() || frm.reload_doc();
	} else if (UNDER_WAY.includes(frm.doc.status)) {
		frm.import_progress = progress;
		show_steps(frm);
	}
}
