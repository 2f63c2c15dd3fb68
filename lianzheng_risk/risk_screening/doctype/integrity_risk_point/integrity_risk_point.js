frappe.ui.form.on("Integrity Risk Point", {
	setup(frm) {
		for (const field of ["post", "power"]) {
			frm.set_query(field, () => (frm.doc.unit ? { filters: { unit: frm.doc.unit } } : {}));
		}
	},

	onload(frm) {
		offer_levels_in_force(frm);
	},

	refresh(frm) {
		name_what_was_computed(frm);
		show_grading(frm);
	},
});

async function offer_levels_in_force(frm) {
	const levels = await frappe.xcall(
		"lianzheng_risk.risk_screening.doctype.integrity_grading_scheme.integrity_grading_scheme.get_levels_in_force"
	);
	for (const [field, in_force] of Object.entries(levels)) {
		const current = frm.doc[field];
		// A level from an earlier scheme stays visible until somebody has chosen another.
		const kept = current && !in_force.includes(current) ? [current] : [];
		frm.set_df_property(field, "options", ["", ...in_force, ...kept].join("\n"));
	}
}

// Saving returns the codes of the computed links without their titles.
function name_what_was_computed(frm) {
	const { grade, base_grade, scheme } = frm.doc;
	for (const code of [grade, base_grade]) {
		const known = frappe.boot.integrity_risk_grades?.[code];
		known && frappe.utils.add_link_title("Integrity Risk Grade", code, __(known.label));
	}
	const title = frm.doc.__onload?.grading?.scheme_title;
	title && frappe.utils.add_link_title("Integrity Grading Scheme", scheme, title);
	["grade", "base_grade", "scheme"].forEach((field) => frm.refresh_field(field));
}

function show_grading(frm) {
	const grading = frm.doc.__onload?.grading;
	const grade = frappe.boot.integrity_risk_grades?.[frm.doc.grade];
	frm.set_intro();
	if (!grading || !grade || frm.is_dirty()) {
		return;
	}
	const consequence = __("managed by {0}, reviewed every {1} months", [
		grading.managing_level,
		grading.review_months,
	]);
	frm.set_intro(frappe.utils.escape_html(`${grading.reason} · ${consequence}`), grade.color);
}
