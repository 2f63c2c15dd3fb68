// From a figure to the documents behind it, wherever the desk shows one.
frappe.provide("lianzheng_risk");

lianzheng_risk.figures = {
	REPORT: "Integrity Documents behind a Figure",

	find: (code) => frappe.boot.integrity_figures.figures.find((one) => one.value === code),

	// The address differs between releases of the platform; its router knows it.
	address(filters) {
		const given = Object.entries(filters).filter(([, value]) => value);
		return `${frappe.router.make_url(["query-report", this.REPORT])}?${new URLSearchParams(given)}`;
	},

	// `told` is what is shown, as HTML. A mere count leads to what it counts, a share to what one should look at first,
	// unless `part` says otherwise. What counts nothing leads nowhere.
	link(told, code, { part, ...filters } = {}) {
		const figure = this.find(code);
		const plain = frappe.utils.html2text ? frappe.utils.html2text(String(told)).trim() : String(told).trim();
		if (!figure || ["", "0", "—"].includes(plain)) {
			return told;
		}
		const address = this.address({ figure: code, part: part || figure.look, ...filters });
		return `<a href="${frappe.utils.escape_html(address)}" title="${__("Documents behind this Figure")}">${told}</a>`;
	},
};
