frappe.listview_settings["Integrity Risk Point"] = {
	add_fields: ["grade", "workflow_state"],

	onload(listview) {
		show_grade_before_title(listview);
		take_steps_together(listview);
	},
};

// The state is the list's indicator; the grade stands before the title, where a narrow screen shows it too.
function show_grade_before_title(listview) {
	const get_subject_element = listview.get_subject_element.bind(listview);
	listview.get_subject_element = (risk, title) => {
		const subject = get_subject_element(risk, title);
		const grade = frappe.boot.integrity_risk_grades?.[risk.grade];
		if (grade) {
			const $pill = $(`<span class="indicator-pill mr-2 flex-shrink-0 ${grade.color}">`).text(__(grade.label));
			$pill.insertBefore(subject.lastElementChild);
		}
		return subject;
	};
}

// The platform offers the steps common to the selected risk points, but takes them without asking for a reason.
function take_steps_together(listview) {
	for (const [action, $item] of Object.entries(listview.workflow_action_items || {})) {
		$item.closest("a").off("click").on("click", async (event) => {
			event.preventDefault();
			const checked = listview.get_checked_items();
			const states = checked.map((risk) => risk.workflow_state);
			const names = checked.map((risk) => risk.name);
			if (await lianzheng_risk.approval.step(names, action, states)) {
				listview.clear_checked_items();
				listview.refresh();
			}
		});
	}
}
