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
};

function add_unit_below(node) {
	const parent = node && !node.is_root ? node.label : "";
	frappe.new_doc("Integrity Unit", { parent_integrity_unit: parent });
}
