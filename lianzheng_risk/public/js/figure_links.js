// From a figure to the documents behind it, wherever the desk shows one.
frappe.provide("lianzheng_risk");

lianzheng_risk.figures = {
	REPORT: "Integrity Documents behind a Figure",
	OF_UNIT: "Integrity Indicators of a Unit",
	// The desk shows links in tables as plain text; a figure that leads somewhere has to be told from one that does not.
	LOOK: "text-decoration:underline dotted;text-underline-offset:3px",

	find: (code) => frappe.boot.integrity_figures.figures.find((one) => one.value === code),

	counts_risk_points(code) {
		return Boolean(this.find(code)?.of_powers);
	},

	// The address differs between releases of the platform; its router knows it.
	address(filters, report = this.REPORT) {
		const given = Object.entries(filters).filter(([, value]) => value);
		return `${frappe.router.make_url(["query-report", report])}?${new URLSearchParams(given)}`;
	},

	// `told` is what is shown, as HTML. A mere count leads to what it counts, a share to what one should look at first,
	// unless `part` says otherwise. What counts nothing leads nowhere.
	link(told, code, { part, ...filters } = {}) {
		const figure = this.find(code);
		if (!figure || this.says_nothing(told)) {
			return told;
		}
		const address = this.address({ figure: code, part: part || figure.look, ...filters });
		return this.anchor(told, address, __("Documents behind this Figure"));
	},

	// How weak a unit is leads to its indicators: those off target, or all that are judged.
	of_unit(told, unit, only_weak) {
		if (this.says_nothing(told)) {
			return told;
		}
		const address = this.address({ unit, only_weak: only_weak ? 1 : "" }, this.OF_UNIT);
		return this.anchor(told, address, __("Indicators behind this Judgement"));
	},

	// A count of a campaign leads to the report that has its units or its posts.
	of_campaign(told, { report, ...narrowed }, filters) {
		if (this.says_nothing(told)) {
			return told;
		}
		return this.anchor(told, this.address({ ...filters, ...narrowed }, report), __("What Is Counted Here"));
	},

	says_nothing: (told) => ["", "0", "—"].includes(frappe.utils.html2text(String(told)).trim()),

	anchor(told, address, title) {
		return `<a href="${frappe.utils.escape_html(address)}" title="${title}" style="${this.LOOK}">${told}</a>`;
	},

	// The rows of a form's table keep clicks to themselves, and the desk would never hear of one on a link.
	catch_clicks(wrapper) {
		const caught = (event) => {
			const link = event.target.closest("a[href]");
			if (!link) {
				return;
			}
			event.stopPropagation();
			if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
				event.preventDefault();
				const filters = Object.fromEntries(new URL(link.href).searchParams);
				frappe.set_route("query-report", this.REPORT, filters);
			}
		};
		wrapper.addEventListener("click", caught, true);
	},
};
