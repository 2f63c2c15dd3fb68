frappe.ui.form.on("Integrity Grading Scheme", {
	setup(frm) {
		frm.get_docfield("levels", "score").formatter = (score) => score || "";
	},

	refresh(frm) {
		if (!frm.is_new()) {
			frm.add_custom_button(__("Regrading Preview"), () =>
				frappe.set_route("query-report", "Regrading Preview", { scheme: frm.doc.name })
			);
		}
	},

	async before_submit(frm) {
		const figures = await frappe.xcall(
			"lianzheng_risk.risk_screening.report.regrading_preview.regrading_preview.summary",
			{ scheme: frm.doc.name }
		);
		await confirm_regrading(figures);
	},
});

// Where the user steps back the platform leaves the scheme a draft.
function confirm_regrading(figures) {
	const lines = figures.map(
		({ label, value }) => `<tr><td>${frappe.utils.escape_html(label)}</td><td class="text-right">${cint(value)}</td></tr>`
	);
	const message = `
		<p>${__("As soon as this scheme is in force, these risk points count as another grade:")}</p>
		<table class="table table-bordered" style="max-width: 24rem">${lines.join("")}</table>
		<p>${__("Risk points that cannot be graded keep their grade until a person has chosen another level. The report “Regrading Preview” names each of them.")}</p>`;
	return new Promise((resolve) => {
		frappe.confirm(message, resolve, () => {
			frappe.validated = false;
			resolve();
		});
	});
}
