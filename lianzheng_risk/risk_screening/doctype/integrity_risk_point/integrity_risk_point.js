const REMARKS = "lianzheng_risk.risk_screening.assistance.remarks_on";
const LEVELS =
	"lianzheng_risk.risk_screening.doctype.integrity_grading_scheme.integrity_grading_scheme.get_levels_in_force";
const LIBRARY = "lianzheng_risk.risk_screening.library";
// Every field that has a say in the grade, the approval path or the remarks.
const JUDGED = [
	"unit", "post", "power", "category", "title", "manifestation", "grade_basis", "probability", "harm",
	"decisive_influence", "unlimited_discretion", "prior_misconduct",
]; // prettier-ignore
const WHILE_TYPING = ["title", "manifestation", "grade_basis"];
const PAUSE = 600;
const ADVICE = "var(--orange-700, #b45309)";

frappe.ui.form.on("Integrity Risk Point", {
	setup(frm) {
		for (const field of ["post", "power"]) {
			frm.set_query(field, () => (frm.doc.unit ? { filters: { unit: frm.doc.unit } } : {}));
		}
		frm.judge_soon = frappe.utils.debounce(() => judge(frm), PAUSE);
	},

	onload(frm) {
		offer_levels_in_force(frm);
	},

	refresh(frm) {
		name_what_was_computed(frm);
		watch_typing(frm);
		offer_similar(frm);
		offer_library(frm);
		judge(frm);
	},

	before_save(frm) {
		frm.offers_measures = frm.is_new() && frm.doc.library_entry;
	},

	after_save(frm) {
		frm.offers_measures && offer_measures(frm);
	},

	...Object.fromEntries(JUDGED.map((field) => [field, (frm) => frm.judge_soon()])),
});

async function offer_levels_in_force(frm) {
	const levels = await frappe.xcall(LEVELS);
	for (const [field, in_force] of Object.entries(levels)) {
		const current = frm.doc[field];
		// A level from an earlier scheme stays visible until somebody has chosen another.
		const kept = current && !in_force.includes(current) ? [current] : [];
		frm.set_df_property(field, "options", ["", ...in_force, ...kept].join("\n"));
	}
}

// Saving returns the codes of the computed links without their titles.
function name_what_was_computed(frm) {
	const { grade, proposed_grade, base_grade, scheme } = frm.doc;
	for (const code of [grade, proposed_grade, base_grade]) {
		const known = frappe.boot.integrity_risk_grades?.[code];
		known && frappe.utils.add_link_title("Integrity Risk Grade", code, __(known.label));
	}
	const title = frm.doc.__onload?.grading?.scheme_title;
	title && frappe.utils.add_link_title("Integrity Grading Scheme", scheme, title);
	["grade", "proposed_grade", "base_grade", "scheme"].forEach((field) => frm.refresh_field(field));
}

function is_open(frm) {
	return frm.is_new() || (frm.doc.workflow_state === "Self-Screening" && frm.perm[0]?.write);
}

// The platform reports a text only when its field is left.
function watch_typing(frm) {
	for (const field of WHILE_TYPING) {
		frm.fields_dict[field]?.$input?.off("input.judge").on("input.judge", () => frm.judge_soon());
	}
}

function entered(frm) {
	const values = { name: frm.is_new() ? null : frm.doc.name };
	for (const field of JUDGED) {
		const typed = WHILE_TYPING.includes(field) && frm.fields_dict[field]?.$input?.is(":focus");
		values[field] = typed ? frm.fields_dict[field].$input.val() : frm.doc[field];
	}
	return values;
}

async function judge(frm) {
	const asked = JSON.stringify(entered(frm));
	frm.judging = asked;
	const answer = await frappe.xcall(REMARKS, { values: asked });
	// Only the answer to the latest question counts.
	if (frm.judging === asked) {
		show_grading(frm, answer);
		show_remarks(frm, is_open(frm) ? answer.remarks : []);
	}
}

function show_grading(frm, { grading, problem }) {
	const known = frappe.boot.integrity_risk_grades?.[grading?.grade];
	const lines = grading ? grading_lines(frm, grading) : [problem || __("Choose probability and harm to see the grade.")];
	const label = known && $(`<span class="indicator-pill mb-1">`).addClass(known.color).text(__(known.label));
	const $lines = lines.map((line) => $(`<div class="mt-1">`).text(line));
	status_line(frm).empty().append(label, $lines).css("color", problem ? ADVICE : "");
}

function grading_lines(frm, grading) {
	const manages = __("managed by {0}, reviewed every {1} months", [grading.managing_level, grading.review_months]);
	const path = __("Approval path: {0}", [grading.path.join(" → ")]);
	return [grading.reason, manages, ...(is_open(frm) ? [path] : [])];
}

// A place of its own below the three columns of the grading, read out when it changes.
function status_line(frm) {
	if (!frm.$grading?.closest("body").length) {
		frm.$grading = $(`<div class="live-grading w-100 px-3 pb-3 small" role="status" aria-live="polite">`);
		frm.fields_dict.grading_section.wrapper.find(".section-body").first().append(frm.$grading);
	}
	return frm.$grading;
}

function show_remarks(frm, remarks) {
	for (const field of WHILE_TYPING) {
		const own = remarks.filter((remark) => remark.field === field).map((remark) => remark.message);
		const { $wrapper } = frm.fields_dict[field];
		let $remarks = $wrapper.find(".wording-remarks");
		if (!$remarks.length) {
			$remarks = $(`<div class="wording-remarks small" role="status" aria-live="polite">`).css("color", ADVICE);
			$remarks.appendTo($wrapper);
		}
		$remarks.empty().append(own.map((message) => $(`<div class="mb-2">`).text(message)));
	}
}

function offer_similar(frm) {
	if (is_open(frm)) {
		frm.add_custom_button(__("Similar Risk Points"), async () => {
			await frappe.require("/assets/lianzheng_risk/js/similar_risks.js");
			lianzheng.choose_similar(frm, entered(frm));
		});
	}
}

function offer_library(frm) {
	if (frm.doc.workflow_state === "In Force" && frappe.model.can_create("Integrity Risk Library Entry")) {
		frm.page.add_menu_item(__("Take into the Library"), async () => {
			const entry = await frappe.xcall(`${LIBRARY}.propose`, { risk: frm.doc.name });
			frappe.show_alert({ message: __("Proposed to the library. Please check that nobody is named."), indicator: "green" });
			frappe.set_route("Form", "Integrity Risk Library Entry", entry);
		});
	}
	if (frm.doc.library_entry && !frm.is_new() && frappe.model.can_create("Integrity Control Measure")) {
		frm.page.add_menu_item(__("Take Over Suggested Measures"), () => offer_measures(frm));
	}
}

async function offer_measures(frm) {
	frm.offers_measures = false;
	const { library_entry: entry, name: risk } = frm.doc;
	const { measures } = await frappe.db.get_doc("Integrity Risk Library Entry", entry);
	if (!measures.length) {
		return;
	}
	const listed = measures.map((measure) => `<li>${frappe.utils.escape_html(measure.description)}</li>`).join("");
	frappe.confirm(`${__("Create the measures that the library suggests?")}<ul class="mt-3">${listed}</ul>`, async () => {
		const created = await frappe.xcall(`${LIBRARY}.create_measures`, { risk, entry });
		const message = created.length ? __("{0} measures created", [created.length]) : __("These measures are already there.");
		frappe.show_alert({ message, indicator: "green" });
		frm.reload_doc();
	});
}
