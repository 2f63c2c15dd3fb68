// The platform runs this file after the settings of each list and tree that hooks.py names.
(() => {
	const { add_to_list, add_to_tree } = lianzheng.register_export;
	const places = ["Integrity Risk Point", "Integrity Control Measure", "Integrity Post", "Integrity Power"]
		.map((doctype) => [(frappe.listview_settings[doctype] ??= {}), add_to_list])
		.concat([[frappe.treeview_settings["Integrity Unit"], add_to_tree]]);
	for (const [settings, add] of places) {
		if (settings && !settings.exports_register) {
			const { onload } = settings;
			settings.exports_register = true;
			settings.onload = (view) => {
				onload?.(view);
				add(view);
			};
		}
	}
})();
