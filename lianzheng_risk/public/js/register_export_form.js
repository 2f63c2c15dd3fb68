frappe.ui.form.on("Integrity Unit", { refresh: (frm) => lianzheng.register_export.add_to_form(frm) });
