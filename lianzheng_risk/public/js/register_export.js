frappe.provide("lianzheng");

// 导出登记簿: asks for a unit, fetches a small register at once, and waits for a large one; the dialog may be closed meanwhile.
lianzheng.RegisterExport = class {
	static METHODS = "lianzheng_risk.risk_screening.register_export.endpoints";
	static EVERY = 2000; // milliseconds
	static STAGES = { queued: 10, reading: 35, writing: 70 };

	constructor(unit) {
		this.dialog = new frappe.ui.Dialog({
			title: __("Export Register"),
			no_focus: true, // the list of units would open over the button
			fields: [
				{
					fieldname: "unit",
					fieldtype: "Link",
					label: __("Unit", null, "Integrity Unit"),
					options: "Integrity Unit",
					default: unit,
					description: __("The unit and everything below it. Leave empty for everything that you may see."),
				},
				{ fieldname: "standing", fieldtype: "HTML" },
			],
			primary_action_label: __("Export"),
			primary_action: () => this.begin(),
			on_hide: () => clearTimeout(this.timer),
		});
		this.say(
			__("The workbook has the units, people, posts, powers, risk points and measures, and can be changed and imported again. Retired risk points are not in it."),
			__("It holds internal information. Please keep it safe.")
		);
		this.dialog.show();
	}

	async begin() {
		this.args = { unit: this.dialog.get_value("unit") || null };
		this.dialog.disable_primary_action();
		try {
			const { at_once } = await this.call("begin");
			at_once ? this.download() : this.follow();
		} catch {
			this.dialog.enable_primary_action(); // the platform has shown why
		}
	}

	download() {
		open_url_post(`/api/method/${lianzheng.RegisterExport.METHODS}.download`, this.args.unit ? this.args : {});
		this.dialog.hide();
		frappe.show_alert({ message: __("The register is being downloaded."), indicator: "green" });
	}

	async follow() {
		const { state, file_url, until, why } = await this.call("standing");
		if (state === "done") {
			this.finish(__("The register is ready. It can be downloaded until {0}.", [until]));
			$(`<a class="btn btn-primary btn-sm mt-3" download>`)
				.attr("href", file_url)
				.text(__("Download"))
				.appendTo(this.dialog.get_field("standing").$wrapper);
		} else if (state === "failed") {
			this.finish(__("The export failed."), why);
		} else if (state === "lost" || state === "unknown") {
			this.finish(__("The export was broken off, perhaps because the server was restarted. Please try again."));
		} else {
			this.show_progress(state);
			this.timer = setTimeout(() => this.follow(), lianzheng.RegisterExport.EVERY);
		}
	}

	show_progress(state) {
		const done = lianzheng.RegisterExport.STAGES[state];
		const words = {
			queued: __("Waiting for its turn"),
			reading: __("Reading the register"),
			writing: __("Writing the workbook"),
		};
		this.say(words[state], __("You may close this window; you will be notified as soon as the file is ready."));
		$(`<div class="progress mt-3"><div class="progress-bar progress-bar-striped active"></div></div>`)
			.appendTo(this.dialog.get_field("standing").$wrapper)
			.find(".progress-bar")
			.css("width", `${done}%`);
	}

	finish(...lines) {
		this.say(...lines);
		this.dialog.enable_primary_action();
	}

	say(...lines) {
		const { $wrapper } = this.dialog.get_field("standing");
		$wrapper.empty();
		lines.filter(Boolean).forEach((line) => $(`<p class="text-muted mb-1">`).text(line).appendTo($wrapper));
	}

	call(method) {
		return frappe.xcall(`${lianzheng.RegisterExport.METHODS}.${method}`, this.args);
	}
};

lianzheng.register_export = {
	allowed: () => frappe.model.can_export("Integrity Risk Point"),

	add_to_form(frm) {
		if (!frm.is_new() && lianzheng.register_export.allowed()) {
			frm.add_custom_button(__("Export Register"), () => new lianzheng.RegisterExport(frm.doc.name));
		}
	},

	add_to_tree(treeview) {
		const chosen = () => treeview.tree?.get_selected_node();
		lianzheng.register_export.add_to_page(treeview.page, () => !chosen()?.is_root && chosen()?.label);
	},

	add_to_list(listview) {
		const unit = () => listview.filter_area.get().find(([, field]) => field === "unit")?.[3];
		lianzheng.register_export.add_to_page(listview.page, unit);
	},

	add_to_page(page, get_unit) {
		if (lianzheng.register_export.allowed()) {
			page.add_inner_button(__("Export Register"), () => {
				const unit = get_unit();
				new lianzheng.RegisterExport(typeof unit === "string" ? unit : null);
			});
		}
	},
};
