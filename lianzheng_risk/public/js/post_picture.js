frappe.provide("lianzheng");

// A post at a glance: who holds it, its powers, risk points, measures and activities. The facts come with the form.
(() => {
	const RISK = "Integrity Risk Point";
	const POWER = "Integrity Power";
	const MEASURE = "Integrity Control Measure";
	const ROTATION_COLOURS = { far: "green", due_within_a_year: "orange", overdue: "red" };
	const STATUS_COLOURS = { Planned: "gray", "In Progress": "blue", Implemented: "green", Verified: "green" };
	const { escape_html: esc } = frappe.utils;

	lianzheng.post_picture = (post, picture) => `
		<div class="post-picture">
			${figures(picture)}
			${panel(__("Holders"), tenures(picture.tenures), "wide")}
			${panel(__("Powers"), list(picture.powers, power), "", more(POWER, { post: post.name }, picture.powers))}
			${panel(__("Risk Points"), grades(post, picture.risks) + list(picture.risks, risk), "", more(RISK, { post: post.name }, picture.risks))}
			${panel(__("Measures"), list(picture.measures, measure), "", more(MEASURE, { risk: risks_of(picture) }, picture.measures))}
			${panel(__("Activities"), list(picture.activities, measure), "", more(MEASURE, { risk: risks_of(picture) }, picture.activities))}
		</div>`;

	function figures({ powers, risks, measures, activities, overdue, counted }) {
		const shown = [
			[__("Powers"), powers.total],
			[__("Risk Points"), risks.total],
			[__("Grade I", null, RISK), risks.by_grade.I, risks.by_grade.I && "text-danger"],
			[__("Measures"), measures.total + activities.total],
			[__("Overdue"), overdue, overdue && "text-danger"],
		];
		const figure = ([label, number, tone]) => `
			<div class="post-figure"><dt>${esc(label)}</dt><dd class="${tone || ""}">${many(number, counted)}</dd></div>`;
		return `<dl class="post-figures">${shown.map(figure).join("")}</dl>`;
	}

	function many(number, counted) {
		return number >= counted ? `${counted}+` : number;
	}

	function panel(title, body, kind = "", footer = "") {
		return `<section class="post-panel ${kind}"><h6>${esc(title)}</h6>${body}${footer}</section>`;
	}

	function list({ rows }, row) {
		return rows.length ? `<ul class="list-unstyled mb-0">${rows.map(row).join("")}</ul>` : nothing(__("None on record"));
	}

	function nothing(text) {
		return `<p class="text-muted mb-0">${esc(text)}</p>`;
	}

	function more(doctype, filters, { rows, total }) {
		if (total <= rows.length) {
			return "";
		}
		const query = Object.entries(filters).map(([field, value]) => `${field}=${encodeURIComponent(value)}`);
		const href = `${frappe.utils.get_form_link(doctype, "").replace(/\/$/, "")}?${query.join("&")}`;
		return `<a class="d-inline-block mt-2" href="${esc(href)}">${esc(__("Show all {0}", [total]))}</a>`;
	}

	function risks_of(picture) {
		return JSON.stringify(["in", picture.risks.names]);
	}

	function link(doctype, name, text) {
		return `<a href="${esc(frappe.utils.get_form_link(doctype, name))}">${esc(text || name)}</a>`;
	}

	function pill(colour, text) {
		return `<span class="indicator-pill ${colour}">${esc(text)}</span>`;
	}

	function date(day) {
		return day ? frappe.datetime.str_to_user(day) : "";
	}

	function tenures(rows) {
		const holding = rows.filter((row) => row.in_office);
		const past = rows.filter((row) => !row.in_office);
		const now = holding.length ? holding.map(holder).join("") : nothing(__("The post is vacant"));
		return now + (past.length ? history(past) : "");
	}

	function holder(row) {
		const since = __("in office since {0}", [date(row.start)]);
		return `<div class="post-holder"><div><strong>${person(row)}</strong> <span class="text-muted">${esc(since)}</span></div>
			${row.rotation ? clock(row.rotation) : ""}</div>`;
	}

	function person(row) {
		return row.name ? link("Integrity Person", row.person, row.name) : esc(row.person);
	}

	// The bar repeats what the text says, so it is left out for those who listen.
	function clock({ status, label, advice, share }) {
		const colour = ROTATION_COLOURS[status];
		return `<div class="mt-1">${pill(colour, label)} <span>${esc(advice)}</span></div>
			<div class="rotation-clock ${colour}" aria-hidden="true"><span style="width: ${Math.min(Number(share), 100)}%"></span></div>`;
	}

	function history(rows) {
		const row = (past) => `<li>${person(past)} <span class="text-muted">${esc(date(past.start))} – ${esc(date(past.end))}</span></li>`;
		return `<details class="mt-2"><summary>${esc(__("Other tenures ({0})", [rows.length]))}</summary>
			<ul class="list-unstyled mb-0 mt-1">${rows.map(row).join("")}</ul></details>`;
	}

	function power({ name, power_name, category, in_charge, steps }) {
		const part = in_charge ? __("in charge") : __("handles step {0}", [steps.join(", ")]);
		const button = frappe.model.can_create(RISK)
			? `<button type="button" class="btn btn-xs btn-default" data-power="${esc(name)}"
				aria-label="${esc(`${__("Register Risk Point")}: ${power_name}`)}">${esc(__("Register Risk Point"))}</button>`
			: "";
		return `<li class="post-row"><div>${link(POWER, name, power_name)}
			<div class="small text-muted">${esc(__(category, null, POWER))} · ${esc(part)}</div></div>${button}</li>`;
	}

	function grades(post, { by_grade, total }) {
		const known = frappe.boot.integrity_risk_grades || {};
		const counted = Object.entries(by_grade).filter(([, number]) => number);
		const one = ([code, number]) => {
			const href = `${frappe.utils.get_form_link(RISK, "").replace(/\/$/, "")}?post=${encodeURIComponent(post.name)}&grade=${code}`;
			const text = `${__(known[code]?.label || code)} ${number}`;
			return `<a class="indicator-pill ${known[code]?.color || "gray"}" href="${esc(href)}">${esc(text)}</a>`;
		};
		return total ? `<div class="post-grades">${counted.map(one).join("")}</div>` : "";
	}

	function risk({ name, title, grade, workflow_state }) {
		const known = frappe.boot.integrity_risk_grades?.[grade];
		return `<li class="post-row"><div>${link(RISK, name, title)}</div>
			<div class="text-nowrap">${known ? pill(known.color, __(known.label)) : ""}
			<span class="small text-muted">${esc(workflow_state ? __(workflow_state) : "")}</span></div></li>`;
	}

	function measure({ name, description, kind, status, due_date, overdue }) {
		const about = [kind && __(kind, null, MEASURE), due_date && __("due {0}", [date(due_date)])].filter(Boolean);
		const state = overdue ? pill("red", __("Overdue")) : pill(STATUS_COLOURS[status], __(status, null, MEASURE));
		return `<li class="post-row"><div>${link(MEASURE, name, description)}
			<div class="small text-muted">${esc(about.join(" · "))}</div></div><div class="text-nowrap">${state}</div></li>`;
	}
})();
