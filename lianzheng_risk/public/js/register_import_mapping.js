frappe.provide("lianzheng.register_import");

// The tables that were recognised in a unit's own list, the meaning of each column, and what the list does not say.
lianzheng.register_import.Mapping = class {
	constructor($wrapper, { tables, choices, accounts, fields, lacking, open, on_change }) {
		Object.assign(this, { tables, choices, accounts, fields, lacking, open, on_change });
		this.choices.values ??= {};
		this.$root = $(`<div class="register-import">`).appendTo($wrapper);
		this.render();
	}

	render() {
		this.$root.html([...this.tables.map((table, at) => this.table(table, at)), this.questions()].join(""));
		this.$root.find("[data-column]").on("change", ({ currentTarget: { dataset, value } }) => {
			this.tables[dataset.table].columns[dataset.column][2] = value;
			this.changed();
		});
		this.$root.find("[data-leave-out]").on("click", ({ currentTarget }) => {
			this.tables.splice(currentTarget.dataset.leaveOut, 1);
			this.accounts.splice(currentTarget.dataset.leaveOut, 1);
			this.changed();
			this.render();
		});
		this.$root.find("[data-choice]").on("change", ({ currentTarget: { dataset, value } }) => {
			value ? (this.choices.values[dataset.choice] = value) : delete this.choices.values[dataset.choice];
			this.changed();
		});
		this.$root.find("[data-by-grade]").on("change", ({ currentTarget }) => {
			this.choices.levels_by_grade = currentTarget.checked;
			this.changed();
		});
	}

	changed() {
		this.on_change?.(this.tables, this.choices);
	}

	table(table, at) {
		const { escape_html: esc } = frappe.utils;
		const place = __("sheet “{0}”, headings in row {1}, rows {2} to {3}", [
			table.sheet,
			table.header_row,
			table.first_row,
			table.last_row,
		]);
		const rows = table.columns.map(
			([letter, header, field], column) =>
				`<tr><td class="place">${esc(letter)}</td><td>${esc(header)}</td><td>${this.field(at, column, field)}</td></tr>`
		);
		const leave_out =
			this.open && this.tables.length > 1
				? `<button type="button" class="btn btn-xs btn-default" data-leave-out="${at}">${esc(__("Leave This Table Out"))}</button>`
				: "";
		return `
			<section class="register-import-table">
				<h6>${esc(table.title || __("Table {0}", [at + 1]))}</h6>
				<p class="text-muted">${esc(place)}</p>
				<div class="table-responsive my-2"><table class="table table-sm table-bordered">
					<thead><tr><th>${esc(__("Column", null, "Integrity Register Import"))}</th><th>${esc(__("Heading in the File"))}</th><th>${esc(__("Read As"))}</th></tr></thead>
					<tbody>${rows.join("")}</tbody></table></div>
				${this.accounts[at] ? lianzheng.register_import.account(this.accounts[at]) : ""}
				${leave_out}
			</section>`;
	}

	field(table, column, chosen) {
		const { escape_html: esc } = frappe.utils;
		const options = [["", __("(not read)")], ...Object.entries(this.fields)].map(
			([field, label]) =>
				`<option value="${esc(field)}" ${field === (chosen || "") ? "selected" : ""}>${esc(label)}</option>`
		);
		return `<select class="form-control input-xs" data-table="${table}" data-column="${column}" ${this.open ? "" : "disabled"}>
			${options.join("")}</select>`;
	}

	// What the register wants and the list does not have: said once for all of its rows, or left to be found wanting.
	questions() {
		const { escape_html: esc } = frappe.utils;
		const asked = this.lacking.map(({ field, label, options }) => {
			const chosen = this.choices.values[field] || "";
			const choices = ["", ...options].map(
				(option) => `<option value="${esc(option)}" ${option === chosen ? "selected" : ""}>${esc(option || __("Please choose", null, "Integrity Register Import"))}</option>`
			);
			return `<label>${esc(label)}<select class="form-control input-xs mt-1" data-choice="${esc(field)}"
				${this.open ? "" : "disabled"}>${choices.join("")}</select></label>`;
		});
		const asks_by_grade = this.accounts.some(({ lacks = [] }) => lacks.includes("risk_points.probability"));
		if (asks_by_grade || this.choices.levels_by_grade) {
			asked.push(`<label class="wide"><input type="checkbox" data-by-grade ${this.choices.levels_by_grade ? "checked" : ""}
				${this.open ? "" : "disabled"}> ${esc(__("Take probability and harm from the grade that the list gives, to be confirmed in self-screening"))}</label>`);
		}
		return asked.length
			? `<section><h6>${esc(__("What the List Does Not Say"))}</h6>
				<p class="text-muted mb-2">${esc(__("Your choice holds for all rows of the list. Where it differs from row to row, leave it open here and fill in the register."))}</p>
				<div class="register-import-questions">${asked.join("")}</div></section>`
			: "";
	}
};
