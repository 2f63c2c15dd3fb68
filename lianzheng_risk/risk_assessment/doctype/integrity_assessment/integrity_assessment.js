frappe.ui.form.on("Integrity Assessment", {
	setup(frm) {
		frappe.meta.get_docfield("Integrity Assessment Score", "kind", frm.doc.name).formatter = (value) =>
			frappe.utils.escape_html(__(value || "", null, "Integrity Score Scheme Item"));
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
