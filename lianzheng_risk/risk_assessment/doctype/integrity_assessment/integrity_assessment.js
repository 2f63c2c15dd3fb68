frappe.ui.form.on("Integrity Assessment", {
	setup(frm) {
		frappe.meta.get_docfield("Integrity Assessment Score", "kind", frm.doc.name).formatter = (value) =>
			frappe.utils.escape_html(__(value || "", null, "Integrity Score Scheme Item"));
		lianzheng_risk.figures.catch_clicks($(frm.get_field("indicators").wrapper).get(0));
	},

	// Each document has fields of its own.
	onload(frm) {
		lead_to_documents(frm);
	},

	refresh(frm) {
		// The lines are the scheme's.
		const { grid } = frm.get_field("items");
		grid.df.cannot_delete_rows = true;
		// The platform shows these whatever the table forbids.
		grid.wrapper.find(".grid-add-row, .grid-add-multiple-rows, .grid-upload").remove();
		if (frm.doc.docstatus === 1 && frm.doc.status !== "Replaced by a New Version" && frappe.model.can_create(frm.doctype)) {
			frm.add_custom_button(__("New Version With the Figures of Today"), () =>
				frappe.new_doc(frm.doctype, { unit: frm.doc.unit, period: frm.doc.period })
			);
		}
		if (frm.doc.docstatus === 1 && frappe.perm.has_perm(frm.doctype, 0, "export", frm.doc)) {
			frm.add_custom_button(__("Package for the Superior"), () => download_package(frm));
		}
	},
});

// Each figure of an indicator leads to the documents that make it up, compared with what was frozen.
const FIGURE_OF = {
	numerator: (row) => [row.indicator, "Counted"],
	denominator: (row) => [lianzheng_risk.figures.find(row.indicator)?.of, "Counted"],
	value: (row) => [row.indicator],
};

// Values are texts, and are compared as numbers are: one below the other.
const SHARES = ["value", "previous", "year_ago", "target"];

function laid_out(fieldname, told, row) {
	if (!SHARES.includes(fieldname)) {
		return told;
	}
	const is_weak = fieldname === "value" && row?.is_weak;
	return `<div style="text-align:right${is_weak ? ";color:#8a2f0e;font-weight:bold" : ""}">${told}</div>`;
}

function lead_to_documents(frm) {
	for (const fieldname of SHARES.slice(1)) {
		const df = frappe.meta.get_docfield("Integrity Assessment Indicator", fieldname, frm.doc.name);
		df.formatter = (value) => laid_out(fieldname, frappe.utils.escape_html(String(value ?? "")));
	}
	for (const [fieldname, figure_of] of Object.entries(FIGURE_OF)) {
		const df = frappe.meta.get_docfield("Integrity Assessment Indicator", fieldname, frm.doc.name);
		df.formatter = (value, df, options, row) => {
			const told = frappe.utils.escape_html(String(value ?? ""));
			if (!row || frm.is_new()) {
				return laid_out(fieldname, told, row);
			}
			const [code, part] = figure_of(row);
			const { unit, as_of, name: assessment } = frm.doc;
			return laid_out(fieldname, lianzheng_risk.figures.link(told, code, { part, unit, as_of, assessment }), row);
		};
	}
}

function download_package(frm) {
	const fields = [
		{
			fieldname: "with_register",
			fieldtype: "Check",
			label: __("Include the Register"),
			description: __("By default only figures and the titles of risk points go along."),
		},
	];
	const fetch = ({ with_register }) =>
		open_url_post(frappe.request.url, {
			cmd: "lianzheng_risk.risk_assessment.upward.sending.download",
			name: frm.doc.name,
			with_register,
		});
	frappe.prompt(fields, fetch, __("Package for the Superior"), __("Download"));
}
