frappe.treeview_settings["Integrity Unit"] = {
	title: __("Unit Tree"),
	get_tree_root: false,
	get_tree_nodes: "lianzheng_risk.risk_screening.doctype.integrity_unit.integrity_unit.get_tree_nodes",

	onload(treeview) {
		// A unit may be at the top without a parent, so the root of the picture is no unit itself.
		treeview.root_label = "Integrity Unit";
		treeview.root_value = "";
		treeview.new_node = () => add_unit_below(treeview.tree.get_selected_node());
		treeview.make_tree();
	},

	onrender(node) {
		node.data?.counts && show_counts(node);
	},
};

// What lies at the unit and below it: 岗位 14 · 一级 3 二级 8 三级 20.
function show_counts(node) {
	const { posts, grades } = node.data.counts;
	const $counts = $(`<span class="ml-2 small text-muted">`).text(__("{0} posts", [posts]));
	for (const [code, grade] of Object.entries(frappe.boot.integrity_risk_grades || {})) {
		if (grades[code]) {
			const text = `${__(grade.label)} ${grades[code]}`;
			$(`<span class="indicator-pill no-indicator-dot ml-1">`).addClass(grade.color).text(text).appendTo($counts);
		}
	}
	$counts.appendTo(node.$tree_link);
}

function add_unit_below(node) {
	const parent = node && !node.is_root ? node.label : "";
	frappe.new_doc("Integrity Unit", { parent_integrity_unit: parent });
}
