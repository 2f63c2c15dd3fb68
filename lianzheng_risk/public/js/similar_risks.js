frappe.provide("lianzheng");

// Similar risk points as a starting point: published library entries and approved risk points that the user may see.
(() => {
	const SIMILAR = "lianzheng_risk.risk_screening.assistance.similar_to";
	const RISK = "Integrity Risk Point";
	const TEXTS = ["title", "manifestation", "category", "probability", "harm"];
	const [COLON, COMMA] = (frappe.boot.lang || "").startsWith("zh") ? ["：", "、"] : [": ", ", "];
	const CHECKS = ["decisive_influence", "unlimited_discretion", "prior_misconduct"];

	lianzheng.choose_similar = async (frm, values) => {
		const offers = await frappe.xcall(SIMILAR, { values: JSON.stringify(values) });
		const dialog = new frappe.ui.Dialog({ title: __("Similar Risk Points"), size: "large" });
		$(dialog.body).append(offers.length ? offers.map((offer) => card(frm, dialog, offer)) : nothing());
		dialog.show();
	};

	function nothing() {
		const text = __("There is nothing similar yet. Choose the post or the power first, or write down a title.");
		return $(`<p class="text-muted">`).text(text);
	}

	function card(frm, dialog, offer) {
		const $card = $(`<section class="similar-risk border rounded p-3 mb-3">`);
		const $head = $(`<div class="d-flex flex-wrap align-items-center" style="gap: 8px">`).append(
			$(`<h5 class="m-0">`).text(offer.title),
			grade(offer)
		);
		const $take = $(`<button type="button" class="btn btn-default btn-sm mt-2">`)
			.text(__("Take as Starting Point"))
			.attr("aria-label", `${__("Take as Starting Point")}: ${offer.title}`)
			.on("click", () => {
				dialog.hide();
				fill(frm, offer);
			});
		return $card.append(
			$head,
			$(`<p class="mt-2 mb-1">`).text(offer.manifestation || ""),
			$(`<div class="small">`).text(levels(offer)),
			$(`<div class="small text-muted">`).text(`${__("Taken From")}${COLON}${offer.origin}`),
			$(`<div class="small text-muted">`).text(`${__("Alike")}${COLON}${offer.alike.join(COMMA)}`),
			$take
		);
	}

	function grade(offer) {
		const known = frappe.boot.integrity_risk_grades?.[offer.grade];
		return known && $(`<span class="indicator-pill">`).addClass(known.color).text(__(known.label));
	}

	function levels(offer) {
		const label = (field) => __(frappe.meta.get_label(RISK, field), null, RISK);
		const named = ["category", "probability", "harm"]
			.filter((field) => offer[field])
			.map((field) => `${label(field)}${COLON}${__(offer[field], null, RISK)}`);
		const measures = offer.measures ? [__("{0} suggested measures", [offer.measures])] : [];
		return [...named, ...measures].join(" · ");
	}

	// What was typed is replaced only where the user says so.
	function fill(frm, offer) {
		const offered = usable(frm, offer);
		const typed = Object.keys(offered).filter((field) => is_typed(frm, field) && frm.doc[field] !== offered[field]);
		const origin = { library_entry: offer.source === "library" ? offer.name : null };
		origin.library_entry && frappe.utils.add_link_title("Integrity Risk Library Entry", offer.name, offer.title);
		const take = (fields) => {
			const taken = Object.fromEntries(fields.map((field) => [field, offered[field]]));
			return frm.set_value({ ...taken, ...origin });
		};
		const all = Object.keys(offered);
		if (!typed.length) {
			return take(all);
		}
		const names = typed.map((field) => __(frappe.meta.get_label(RISK, field), null, RISK)).join(COMMA);
		frappe.warn(
			__("Replace What Is There?"),
			__("These fields are filled in already: {0}. Keep them, or replace them?", [frappe.utils.escape_html(names)]),
			() => take(all),
			__("Replace Them")
		);
		take(all.filter((field) => !typed.includes(field)));
	}

	// A level that the scheme in force does not use could not be saved.
	function usable(frm, offer) {
		const texts = TEXTS.filter((field) => offer[field] && is_option(frm, field, offer[field]));
		const checks = CHECKS.filter((field) => offer[field]);
		return Object.fromEntries([...texts, ...checks].map((field) => [field, offer[field]]));
	}

	function is_option(frm, field, value) {
		const { fieldtype, options } = frm.get_docfield(field);
		return fieldtype !== "Select" || options.split("\n").includes(value);
	}

	function is_typed(frm, field) {
		return !CHECKS.includes(field) && Boolean(frm.doc[field]);
	}
})();
