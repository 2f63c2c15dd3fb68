frappe.ui.form.on("Integrity Notice Delivery", {
	refresh(frm) {
		frm.disable_save();
		if (frm.doc.__onload?.may_be_sent_again) {
			frm.add_custom_button(__("Send Again"), () => send_again(frm)).addClass("btn-primary");
		}
	},
});

async function send_again(frm) {
	await frappe.call({
		method: "lianzheng_risk.notices.repeating.send_again",
		args: { name: frm.doc.name },
		freeze: true,
	});
	frappe.show_alert({ message: __("The notice will be delivered within minutes."), indicator: "green" });
	frm.reload_doc();
}
