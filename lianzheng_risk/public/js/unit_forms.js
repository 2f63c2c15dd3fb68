frappe.ui.form.on("Integrity Unit", {
	refresh(frm) {
		if (frm.is_new() || !frappe.model.can_print("Integrity Unit", frm)) {
			return;
		}
		for (const [label, format] of forms_of_the_register()) {
			frm.add_custom_button(label, () => show_on_paper(frm, format), __("Forms"));
		}
	},
});

function forms_of_the_register() {
	return [
		[__("Screening Form of the Unit"), "单位廉政风险点排查登记表"],
		[__("Screening Form of Internal Departments"), "内设机构廉政风险点排查登记表"],
		[__("Catalogue of Powers"), "职权目录"],
		[__("Catalogue of Risk Grades"), "廉政风险等级目录"],
	];
}

function show_on_paper(frm, format) {
	const page = { doctype: frm.doctype, name: frm.doc.name, format, no_letterhead: 1, _lang: frappe.boot.lang };
	window.open(frappe.urllib.get_full_url(`/printview?${new URLSearchParams(page)}`));
}
