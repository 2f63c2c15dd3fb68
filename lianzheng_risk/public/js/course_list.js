// The steps common to the selected documents, in the list's menu of actions.
frappe.provide("lianzheng_risk.course");

lianzheng_risk.course.in_list = (listview) => {
	const moves = frappe.boot.integrity_courses?.[listview.doctype] || [];
	for (const action of new Set(moves.map((move) => move.action))) {
		listview.page.add_actions_menu_item(__(action, null, listview.doctype), async () => {
			const needs = moves.find((move) => move.action === action).needs;
			const names = listview.get_checked_items(true);
			if (await lianzheng_risk.course.step(listview.doctype, names, action, needs)) {
				listview.clear_checked_items();
				listview.refresh();
			}
		});
	}
};
