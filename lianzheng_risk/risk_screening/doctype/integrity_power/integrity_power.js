frappe.ui.form.on("Integrity Power", {
	setup(frm) {
		frm.get_docfield("steps", "time_limit_days").formatter = (days) => days || "";
		frm.draw_flow_soon = frappe.utils.debounce(() => draw_flow(frm), 400);
	},

	refresh(frm) {
		draw_flow(frm);
	},

	power_name: draw_soon,
	unit: draw_soon,
});

const SHOWN = ["step_no", "step_name", "post", "external", "discretion", "time_limit_days", "next_steps"];

frappe.ui.form.on("Integrity Power Step", {
	...Object.fromEntries([...SHOWN, "steps_remove", "steps_move"].map((event) => [event, draw_soon])),

	steps_add(frm, doctype, name) {
		const used = frm.doc.steps.map((row) => row.step_no || 0);
		frappe.model.set_value(doctype, name, "step_no", Math.max(0, ...used) + 1);
	},
});

function draw_soon(frm) {
	frm.draw_flow_soon();
}

async function draw_flow(frm) {
	const asked = (frm.flow_drawings = (frm.flow_drawings || 0) + 1);
	const { name } = frm.doc;
	const svg = await frappe.xcall("lianzheng_risk.risk_screening.flow_diagram.draw_steps", {
		title: frm.doc.power_name || __("New Power"),
		unit: frm.doc.unit,
		power: frm.is_new() ? null : name,
		steps: (frm.doc.steps || []).map((row) => Object.fromEntries(SHOWN.map((field) => [field, row[field]]))),
	});
	// What was typed meanwhile has been asked for anew, and the form may show another power by now.
	if (asked === frm.flow_drawings && name === frm.doc.name) {
		show_flow(frm, svg);
	}
}

function show_flow(frm, svg) {
	const $wrapper = frm.get_field("flow_diagram").$wrapper.empty();
	const $buttons = $("<p class='text-right'></p>").appendTo($wrapper);
	add_button($buttons, __("Download SVG"), () => download(svg, `${frm.doc.name} ${frm.doc.power_name || ""}`));
	if (!frm.is_new() && frappe.model.can_print(frm.doctype, frm)) {
		add_button($buttons, __("Print"), () => frm.print_doc());
	}
	$("<div style='overflow-x: auto; text-align: center' tabindex='0'></div>")
		.html(svg)
		.on("click", "a", open_risk_points)
		.appendTo($wrapper);
}

function add_button($buttons, label, action) {
	$("<button type='button' class='btn btn-default btn-xs ml-2'></button>")
		.text(label)
		.on("click", action)
		.appendTo($buttons);
}

// The same list as the link leads to, without loading the desk anew.
function open_risk_points(event) {
	if (event.ctrlKey || event.metaKey || event.shiftKey) {
		return;
	}
	event.preventDefault();
	const { searchParams } = new URL(event.currentTarget.getAttribute("href"));
	frappe.set_route("List", "Integrity Risk Point", Object.fromEntries(searchParams));
}

function download(svg, title) {
	const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
	const $link = $("<a>").attr({ href: url, download: `${title.trim()}.svg` });
	$link[0].click();
	URL.revokeObjectURL(url);
}
