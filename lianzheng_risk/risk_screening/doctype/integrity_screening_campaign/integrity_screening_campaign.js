const CAMPAIGN =
	"lianzheng_risk.risk_screening.doctype.integrity_screening_campaign.integrity_screening_campaign";

frappe.ui.form.on("Integrity Screening Campaign", {
	onload(frm) {
		frm.is_new() && !frm.doc.year && frm.set_value("year", new Date().getFullYear());
	},

	refresh(frm) {
		if (frm.is_new()) {
			return;
		}
		const may_change = frm.doc.__onload?.may_change;
		// A campaign that covers the user's unit from above is there to be read.
		if (!may_change) {
			frm.set_read_only();
			frm.disable_save();
			frm.refresh_fields();
		}
		const [label, colour] = [__(frm.doc.status, null, frm.doctype), CAMPAIGN_COLOUR[frm.doc.status]];
		frm.page.set_indicator(label, colour);
		frm.doc.status !== "Planned" && show_progress(frm);
		add_buttons(frm, may_change);
	},
});

const CAMPAIGN_COLOUR = { Planned: "gray", Running: "blue", Closed: "green" };
const STATUSES = { Confirmed: "green", Reported: "blue", "Under Way": "orange", "Not Begun": "red" };

function add_buttons(frm, may_change) {
	if (frm.doc.status === "Planned") {
		may_change && frm.add_custom_button(__("Start Screening"), () => ask_to_start(frm)).addClass("btn-primary");
		return;
	}
	if (frappe.boot.user.all_reports["Screening Progress"]) {
		const open = (report) => frappe.set_route("query-report", report, { campaign: frm.doc.name });
		frm.add_custom_button(__("Screening Progress"), () => open("Screening Progress"));
		frm.add_custom_button(__("Screening Worklist"), () => open("Screening Worklist"));
	}
	if (frm.doc.status === "Running" && may_change) {
		frm.add_custom_button(__("Close Campaign"), () => ask_to_close(frm));
	}
}

const status_label = (status) => __(status, null, "Integrity Post Screening");

async function show_progress(frm) {
	const totals = await frappe.xcall(`${CAMPAIGN}.get_totals`, { name: frm.doc.name });
	const posts = Object.values(totals).reduce((sum, count) => sum + count, 0);
	if (!posts && !frm.doc.__onload?.may_change) {
		return;
	}
	const segments = Object.entries(STATUSES).filter(([status]) => totals[status]);
	const bars = segments.map(([status, colour]) => {
		const name = `${status_label(status)} ${totals[status]}`;
		return `<div class="progress-bar" role="progressbar" title="${name}"
			style="width: ${(totals[status] / posts) * 100}%; background-color: var(--${colour}-500)"></div>`;
	});
	const words = Object.entries(STATUSES).map(
		([status, colour]) => `<span class="indicator ${colour} mr-4">${status_label(status)} ${totals[status]}</span>`
	);
	const preparing = posts ? "" : `<p class="text-muted">${__("The posts are being prepared.")}</p>`;
	frm.dashboard.add_section(
		`<div class="progress mb-3">${bars.join("")}</div><div>${words.join("")}</div>${preparing}`,
		__("Progress of {0} Posts", [posts])
	);
	frm.dashboard.show();
}

async function ask_to_start(frm) {
	if (frm.is_dirty()) {
		frappe.throw(__("Please save the campaign first."));
	}
	const posts = await frappe.xcall(`${CAMPAIGN}.count_posts`, { name: frm.doc.name });
	frappe.confirm(__("Start the screening of {0} posts? Each of them will have to report.", [posts]), async () => {
		await frappe.xcall(`${CAMPAIGN}.start`, { name: frm.doc.name });
		frm.reload_doc();
	});
}

async function ask_to_close(frm) {
	const open = await frappe.xcall(`${CAMPAIGN}.get_open_posts`, { name: frm.doc.name });
	const rows = open.posts.map(
		(post) => `<li><a href="${frappe.utils.get_form_link("Integrity Post Screening", post.name)}">
			${frappe.utils.escape_html(post.post_name)}</a></li>`
	);
	const more = open.count > rows.length ? `<li>${__("and {0} more", [open.count - rows.length])}</li>` : "";
	const told = `<p>${__("{0} posts are not confirmed yet:", [open.count])}</p><ul>${rows.join("")}${more}</ul>`;
	const fields = open.count
		? [
				{ fieldtype: "HTML", options: told },
				{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason for Closing Early"), reqd: 1 },
		  ]
		: [{ fieldtype: "HTML", options: `<p>${__("All posts are confirmed.")}</p>` }];
	const dialog = new frappe.ui.Dialog({
		title: __("Close Campaign"),
		fields,
		primary_action_label: __("Close Campaign"),
		async primary_action({ reason }) {
			await frappe.xcall(`${CAMPAIGN}.close`, { name: frm.doc.name, reason });
			dialog.hide();
			frm.reload_doc();
		},
	});
	dialog.show();
}
