frappe.ui.form.on("Integrity Post", {
	async refresh(frm) {
		const due = !frm.is_new() && frm.doc.__onload?.rescreening;
		frm.set_intro(due ? frappe.utils.escape_html(due) : "", "orange");
		const picture = frm.doc.__onload?.picture;
		if (frm.is_new() || !picture) {
			return;
		}
		offer_a_risk_point(frm, picture);
		await frappe.require([
			"/assets/lianzheng_risk/css/post_picture.css",
			"/assets/lianzheng_risk/js/post_picture.js",
		]);
		frm.fields_dict.picture.$wrapper.html(lianzheng.post_picture(frm.doc, picture));
		frm.fields_dict.picture.$wrapper.find("[data-power]").on("click", (event) => {
			register_risk(frm, event.currentTarget.dataset.power);
		});
	},
});

function offer_a_risk_point(frm, picture) {
	if (frappe.model.can_create("Integrity Risk Point")) {
		const led = picture.powers.rows.filter((power) => power.in_charge);
		const power = led.length === 1 ? led[0].name : null;
		frm.add_custom_button(__("Register Risk Point"), () => register_risk(frm, power)).addClass("btn-primary");
	}
}

function register_risk(frm, power) {
	frappe.new_doc("Integrity Risk Point", { unit: frm.doc.unit, post: frm.doc.name, power: power || undefined });
}
