// The heat map, on pages of the desk and in its report: colours of cells, and the way from a cell to its risk points.
frappe.provide("lianzheng_risk");

lianzheng_risk.heat_map = {
	// The colours of the grades differ in lightness, so print in grey shows them too.
	look(fill, ink) {
		return `background:${fill};color:${ink};print-color-adjust:exact;-webkit-print-color-adjust:exact`;
	},

	list_of(probability, harm, unit) {
		const filters = { probability, harm, workflow_state: JSON.stringify(["!=", "Retired"]) };
		if (unit) {
			filters.unit = JSON.stringify(["descendants of (inclusive)", unit]);
		}
		// The desk's address differs between releases of the platform.
		const list = frappe.utils.get_form_link("Integrity Risk Point", "").replace(/\/$/, "");
		return `${list}?${new URLSearchParams(filters)}`;
	},

	// Into a block of a page, which is a tree of elements of its own.
	async draw(root) {
		const place = root.querySelector(".lianzheng-heat-map");
		try {
			const picture = await frappe.xcall("lianzheng_risk.risk_assessment.pictures.heat_map.get");
			place.innerHTML = this.table(picture);
		} catch (error) {
			place.textContent = __("The heat map cannot be shown.");
			throw error;
		}
		place.addEventListener("click", (event) => this.follow(event));
	},

	table(picture) {
		const escaped = frappe.utils.escape_html;
		const heads = picture.harm.map((one) => `<th scope="col">${escaped(one.label)}</th>`).join("");
		const lines = picture.lines.map((line) => {
			const cells = line.cells.map((cell, place) => this.cell(cell, line, picture.harm[place])).join("");
			return `<tr><th scope="row">${escaped(line.label)}</th>${cells}</tr>`;
		});
		return `<table>
			<thead>
				<tr><td></td><th class="axis" colspan="${picture.harm.length}">${escaped(picture.axes.harm)} →</th></tr>
				<tr><th class="axis">${escaped(picture.axes.probability)} ↑</th>${heads}</tr>
			</thead>
			<tbody>${lines.join("")}</tbody>
		</table>
		<p>${__("{0} risk points. Choose a cell to see its risk points.", [picture.total])}
		${__("Aggravating circumstances and floors may raise a risk point above the grade of its cell.")}</p>`;
	},

	cell(cell, line, harm) {
		const escaped = frappe.utils.escape_html;
		const told = `<b>${cell.count}</b><small>${escaped(cell.grade)}</small>`;
		const look = this.look(cell.fill, cell.ink);
		if (!cell.count) {
			return `<td class="none" style="${look}">${told}</td>`;
		}
		const list = escaped(this.list_of(line.value, harm.value));
		const title = escaped([line.label, harm.label, cell.grade, cell.count].join(" · "));
		return `<td style="${look}"><a href="${list}" title="${title}" style="color:${cell.ink}">${told}</a></td>`;
	},

	// The desk catches clicks on links of the page; it does not see into a block.
	follow(event) {
		const link = event.target.closest("a");
		if (!link || event.ctrlKey || event.metaKey || event.shiftKey) {
			return;
		}
		event.preventDefault();
		frappe.route_options = null;
		frappe.router.push_state(link.getAttribute("href"));
	},
};
