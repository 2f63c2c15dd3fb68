frappe.provide("lianzheng");

// A row of buttons above a list: 我的, 我分管的, 待我审核, 逾期 … with how many documents each shows. The server says
// which views its user has; they are ordinary filters, so they can be narrowed, saved and sent on like any others.
lianzheng.quick_views = (listview) => {
	listview.quick_views ??= new lianzheng.QuickViews(listview);
	listview.quick_views.refresh();
};

lianzheng.QuickViews = class {
	constructor(listview) {
		this.listview = listview;
		this.views = [];
		this.$bar = $(`<div class="quick-views d-flex flex-wrap px-3 py-2" role="group"></div>`)
			.css({ gap: "var(--padding-xs, 4px)" })
			.attr("aria-label", __("Quick Views"))
			.insertAfter(listview.page.page_form);
		this.refresh = frappe.utils.debounce(() => this.fetch(), 300);
	}

	async fetch() {
		const method = "lianzheng_risk.risk_screening.views.get_views";
		this.views = await frappe.xcall(method, { doctype: this.listview.doctype });
		this.bring_up_to_date();
		this.render();
	}

	render() {
		const focused = this.$bar.find(":focus").attr("data-key");
		this.$bar.empty().toggle(this.views.length > 0);
		this.views.forEach((view) => this.button(view).appendTo(this.$bar));
		focused && this.$bar.find(`[data-key="${CSS.escape(focused)}"]`).trigger("focus");
	}

	button(view) {
		const active = this.is_active(view.filters);
		const $count = $(`<span class="ml-1">`).text(view.count);
		$count.toggleClass("font-weight-bold", view.count > 0).toggleClass("text-muted", !view.count && !active);
		return $(`<button type="button" class="btn btn-xs">`)
			.addClass(active ? "btn-primary" : "btn-default")
			.attr({ "data-key": view.key, "aria-pressed": String(active) })
			.text(view.label)
			.append($count)
			.on("click", () => this.choose(active ? null : view));
	}

	async choose(view) {
		const { filter_area } = this.listview;
		const filters = view ? view.filters : [];
		this.remember(view);
		await filter_area.clear(false);
		await filter_area.set([...this.filters_of_board(filters), ...filters]);
		this.listview.start = 0;
		await this.listview.refresh();
		this.listview.on_filter_change();
	}

	// A kanban board has filters of its own, which a view replaces only where both speak of the same field.
	filters_of_board(filters) {
		const spoken_of = new Set(filters.map(([, field]) => field));
		return (this.listview.board?.filters_array || []).filter(([, field]) => !spoken_of.has(field));
	}

	is_active(filters) {
		const { as_text } = lianzheng.QuickViews;
		const current = new Set(this.listview.filter_area.get().map(as_text));
		return filters.every((filter) => current.has(as_text(filter)));
	}

	// The platform keeps a list's filters from one day to the next. A view it kept may have changed since: another day,
	// another post, another unit in one's charge.
	bring_up_to_date() {
		const kept = frappe.get_user_settings(this.listview.doctype).quick_view;
		if (this.is_up_to_date || !kept) {
			return;
		}
		this.is_up_to_date = true;
		const view = this.views.find(({ key }) => key === kept.key);
		if (view && this.is_active(kept.filters) && !this.is_active(view.filters)) {
			this.choose(view);
		}
	}

	remember(view) {
		const kept = view && { key: view.key, filters: view.filters };
		frappe.model.user_settings.save(this.listview.doctype, "quick_view", kept);
	}

	static as_text([doctype, field, condition, value]) {
		return JSON.stringify([doctype, field, condition.toLowerCase(), value]);
	}
};

// Whoever may not read the platform's list of states would otherwise see their stored names in report views.
frappe.form.link_formatters["Workflow State"] = (value) => value && __(value);

// The platform runs this file after the settings of each list that hooks.py names.
for (const doctype of ["Integrity Risk Point", "Integrity Post", "Integrity Control Measure"]) {
	const settings = (frappe.listview_settings[doctype] ??= {});
	if (!settings.has_quick_views) {
		const refresh = settings.refresh;
		settings.has_quick_views = true;
		settings.refresh = (listview) => {
			refresh?.(listview);
			lianzheng.quick_views(listview);
		};
	}
}
