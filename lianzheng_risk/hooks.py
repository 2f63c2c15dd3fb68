from lianzheng_risk.setup.blocks import BLOCKS as _BLOCKS
from lianzheng_risk.setup.scoped import CHILDREN as _CHILDREN
from lianzheng_risk.setup.scoped import NOTES as _NOTES
from lianzheng_risk.setup.scoped import SCOPED as _SCOPED
from lianzheng_risk.setup.scoped import TALLIED as _TALLIED
from lianzheng_risk.setup.workflow import ACTIONS as _ACTIONS
from lianzheng_risk.setup.workflow import STATES as _STATES
from lianzheng_risk.setup.workflow import WORKFLOW as _WORKFLOW

app_name = "lianzheng_risk"
app_title = "Integrity Risk"
app_publisher = "lianzheng_risk contributors"
app_description = "廉政风险防控: integrity-risk prevention and control"
app_email = "lianzheng_risk@example.org"
app_license = "MIT"
required_apps = []
export_python_type_annotations = True

# Frappe 16 leads /app on to its own desk.
add_to_apps_screen = [
	{
		"name": "lianzheng_risk",
		"logo": "/assets/lianzheng_risk/images/lianzheng-risk.svg",
		"title": "Integrity Risk",
		"route": "/app/integrity-risk",
	}
]

before_install = "lianzheng_risk.install.before_install"
after_install = "lianzheng_risk.install.after_install"
after_migrate = "lianzheng_risk.install.after_migrate"
before_uninstall = "lianzheng_risk.install.before_uninstall"
# ERPNext may come later than the app, and go earlier.
after_app_install = "lianzheng_risk.setup.erp.after_app_install"
before_app_uninstall = "lianzheng_risk.setup.erp.before_app_uninstall"

extend_bootinfo = "lianzheng_risk.boot.extend"

before_request = ["lianzheng_risk.risk_screening.language.speak_as_the_site"]
before_job = ["lianzheng_risk.risk_screening.language.speak_as_the_site"]

_EXPORT_JS = ["public/js/register_export.js"]
_EXPORT_FROM_LISTS_JS = [*_EXPORT_JS, "public/js/register_export_lists.js"]

_ORDER_JS = ["public/js/order_rectification.js"]
_WORDS_JS = ["public/js/own_words.js"]
_NAMES_JS = ["public/js/offered_names.js"]
_COURSE_JS = [*_WORDS_JS, "public/js/course_steps.js", "public/js/course.js"]

# Forms of other apps that a threshold binds are known on the site alone, and a report's own script includes no other.
# So it is with a block of a page.
app_include_js = [
	"/assets/lianzheng_risk/js/decision_gate.js",
	"/assets/lianzheng_risk/js/figure_links.js",
	"/assets/lianzheng_risk/js/heat_map.js",
	"/assets/lianzheng_risk/js/unit_reports.js",
]

doctype_js = {
	"Integrity Control Measure": [*_COURSE_JS, *_ORDER_JS],
	"Integrity Accountability Action": _COURSE_JS,
	"Integrity Activity": _WORDS_JS,
	"Integrity Collective Decision": _WORDS_JS,
	"Integrity Decision Draw": _WORDS_JS,
	"Integrity Decision Threshold": [*_WORDS_JS, *_NAMES_JS],
	"Integrity Duty Conflict": _NAMES_JS,
	"Integrity Inspection": _WORDS_JS,
	"Integrity Inspection Plan": _WORDS_JS,
	"Integrity Inspection Template": _WORDS_JS,
	"Integrity Monitoring Rule": [*_WORDS_JS, *_NAMES_JS, "public/js/rule_filters.js"],
	"Integrity Notice Channel": _WORDS_JS,
	"Integrity Notice Delivery": _WORDS_JS,
	"Integrity Social Appraisal": _WORDS_JS,
	"Integrity Assessment": _COURSE_JS,
	"Integrity Monitoring Hit": [*_COURSE_JS, *_ORDER_JS],
	"Integrity Rectification": _COURSE_JS,
	"Integrity Reported Package": _COURSE_JS,
	"Integrity Warning": [*_COURSE_JS, *_ORDER_JS],
	"Integrity Risk Point": ["public/js/approval_steps.js", "public/js/approval.js", *_ORDER_JS],
	"Integrity Unit": ["public/js/unit_forms.js", *_EXPORT_JS, "public/js/register_export_form.js"],
	"Integrity Register Import": [
		"public/js/register_import_steps.js",
		"public/js/register_import_mapping.js",
		"public/js/register_import_result.js",
	],
	"Integrity List Layout": ["public/js/register_import_mapping.js", "public/js/register_import_result.js"],
}

# Exported and imported by the platform; a site's own changes to them do not last.
fixtures = [
	{"doctype": "Workflow State", "filters": [["name", "in", _STATES]]},
	{"doctype": "Workflow Action Master", "filters": [["name", "in", _ACTIONS]]},
	{"doctype": "Workflow", "filters": [["name", "=", _WORKFLOW]]},
	{"doctype": "Custom HTML Block", "filters": [["name", "in", _BLOCKS]]},
]

scheduler_events = {
	"cron": {
		"* * * * *": ["lianzheng_risk.store.tallies.keeping.keep"],
		"*/5 * * * *": [
			"lianzheng_risk.risk_screening.register_import.watcher.look_after_all",
			"lianzheng_risk.risk_supervision.warnings.telling.tell_all",
			"lianzheng_risk.notices.delivering.deliver_due",
		],
	},
	"daily": [
		"lianzheng_risk.notices.log.remove_old",
		"lianzheng_risk.risk_screening.approving.publicity.end_what_ran_out",
		"lianzheng_risk.risk_screening.regrading.regrade_all",
		"lianzheng_risk.store.exporting.files.remove_old",
		"lianzheng_risk.clock.runs.remove_old",
	],
	"daily_long": [
		"lianzheng_risk.risk_screening.organisation.clock.sync_daily",
		"lianzheng_risk.risk_screening.rescreening.clock.tell_all",
		"lianzheng_risk.risk_assessment.assessments.clock.assess_all",
		"lianzheng_risk.risk_supervision.accountability.clock.suggest_all",
		"lianzheng_risk.risk_control.measures.clock.turn_all",
		"lianzheng_risk.risk_supervision.warnings.clock.watch_all",
		"lianzheng_risk.risk_supervision.inspections.clock.make_all",
		"lianzheng_risk.risk_supervision.monitoring.scanning.scan_all",
		"lianzheng_risk.risk_screening.screening.posts.follow_all",
		"lianzheng_risk.risk_screening.screening.reminders.remind_all",
	],
}

# Access is role × place in the tree: docs/access.md names every door and how it is closed.
permission_query_conditions = {
	**dict.fromkeys(_SCOPED, "lianzheng_risk.permissions.scoped_condition"),
	**dict.fromkeys(_CHILDREN, "lianzheng_risk.permissions.child_condition"),
	**dict.fromkeys(_NOTES, "lianzheng_risk.permissions.note_condition"),
	"Integrity Notice Delivery": [
		"lianzheng_risk.permissions.scoped_condition",
		"lianzheng_risk.permissions.note_condition",
	],
	"Prepared Report": "lianzheng_risk.permissions.prepared_report_condition",
	"Integrity Risk Library Entry": "lianzheng_risk.permissions.library_condition",
	"Integrity Organisation Sync": "lianzheng_risk.permissions.organisation_condition",
}
has_permission = {
	**dict.fromkeys(_SCOPED, "lianzheng_risk.permissions.may_scoped"),
	**dict.fromkeys(_NOTES, "lianzheng_risk.permissions.may_note"),
	# Asked from the last on; the first that answers decides.
	"Integrity Notice Delivery": ["lianzheng_risk.permissions.may_scoped", "lianzheng_risk.permissions.may_note"],
	"Prepared Report": "lianzheng_risk.permissions.may_prepared_report",
	"Integrity Risk Library Entry": "lianzheng_risk.permissions.may_library",
	"Integrity Organisation Sync": "lianzheng_risk.permissions.may_organisation",
}
override_whitelisted_methods = {
	"frappe.client.validate_link": "lianzheng_risk.access.doors.search.validate_link",
	"frappe.desk.query_report.export_query": "lianzheng_risk.risk_screening.report_export.reports.export_query",
	"frappe.desk.reportview.export_query": "lianzheng_risk.risk_screening.report_export.lists.export_query",
	"frappe.desk.search.get_link_title": "lianzheng_risk.access.doors.search.get_link_title",
	"frappe.desk.search.search_link": "lianzheng_risk.access.doors.search.search_link",
	"frappe.desk.search.search_widget": "lianzheng_risk.access.doors.search.search_widget",
	"frappe.desk.treeview.get_all_nodes": "lianzheng_risk.access.doors.search.get_all_nodes",
	"frappe.utils.global_search.search": "lianzheng_risk.access.doors.search.search",
	"frappe.desk.doctype.dashboard_chart.dashboard_chart.get": "lianzheng_risk.access.doors.figures.get_chart",
	"frappe.desk.doctype.tag.tag.get_tagged_docs": "lianzheng_risk.access.doors.figures.get_tagged_docs",
	"frappe.desk.listview.get_group_by_count": "lianzheng_risk.access.doors.figures.get_group_by_count",
	"frappe.desk.notifications.get_open_count": "lianzheng_risk.access.doors.figures.get_open_count",
	"frappe.workflow.doctype.workflow.workflow.get_workflow_state_count": (
		"lianzheng_risk.access.doors.figures.get_workflow_state_count"
	),
	"frappe.desk.doctype.kanban_board.kanban_board.update_order_for_single_card": (
		"lianzheng_risk.risk_screening.kanban.update_order_for_single_card"
	),
	"frappe.desk.form.document_follow.get_follow_users": "lianzheng_risk.access.doors.single.get_follow_users",
	"frappe.desk.form.load.get_docinfo": "lianzheng_risk.access.doors.form.get_docinfo",
	"frappe.desk.form.load.getdoc": "lianzheng_risk.access.doors.form.getdoc",
	"frappe.desk.form.utils.get_next": "lianzheng_risk.access.doors.single.get_next",
	"frappe.desk.like.toggle_like": "lianzheng_risk.access.doors.single.toggle_like",
	"frappe.social.doctype.energy_point_log.energy_point_log.get_reviews": (
		"lianzheng_risk.access.doors.single.get_reviews"
	),
}

_FOLLOWS_ERP = "lianzheng_risk.risk_screening.organisation.following.on_update"
_WATCHING = "lianzheng_risk.watching.on_event"
_MARKS = "lianzheng_risk.store.tallies.marking.on_change_of_document"
_CHANGES = ("on_update", "on_update_after_submit", "on_cancel", "on_trash")
doc_events = {
	**{
		doctype: {
			**dict.fromkeys(_CHANGES, _MARKS),
			"after_rename": "lianzheng_risk.store.tallies.marking.after_rename",
		}
		for doctype in _TALLIED
	},
	"*": dict.fromkeys(("before_submit", "on_submit", "on_update", "on_update_after_submit", "on_cancel"), _WATCHING),
	# Documents of ERPNext; where it is not installed nobody saves any.
	"Department": {
		"on_update": _FOLLOWS_ERP,
		"after_rename": "lianzheng_risk.risk_screening.organisation.following.after_rename",
	},
	"Employee": {"on_update": _FOLLOWS_ERP},
	"Auto Email Report": {"validate": "lianzheng_risk.access.doors.single.check_auto_email_report"},
	"File": {"validate": "lianzheng_risk.access.notes.keep_attachments_private"},
	"Kanban Board": {"validate": "lianzheng_risk.risk_screening.kanban.keep_no_order"},
	"Translation": {"on_update": "lianzheng_risk.setup.wording.give_way"},
	"User": {"on_update": "lianzheng_risk.access.places.forget_places"},
	"User Permission": {
		"on_update": "lianzheng_risk.access.places.forget_places",
		"on_trash": "lianzheng_risk.access.places.forget_places",
	},
}

# What was told, drawn and given back, or found by a rule, stands in no way of removing what it was about.
ignore_links_on_delete = ["Integrity Notice Delivery", "Integrity Decision Draw", "Integrity Monitoring Hit"]

# To filter a list by a unit means by the unit and everything below it.
treeviews = ["Integrity Unit"]
doctype_list_js = {
	"Integrity Risk Point": ["public/js/approval_steps.js", "public/js/quick_views.js", *_EXPORT_FROM_LISTS_JS],
	"Integrity Post": ["public/js/quick_views.js", *_EXPORT_FROM_LISTS_JS],
	"Integrity Control Measure": [
		"public/js/course_steps.js",
		"public/js/course_list.js",
		"public/js/quick_views.js",
		*_EXPORT_FROM_LISTS_JS,
	],
	"Integrity Power": _EXPORT_FROM_LISTS_JS,
	"Integrity Rectification": ["public/js/course_steps.js", "public/js/course_list.js"],
	"Integrity Warning": ["public/js/course_steps.js", "public/js/course_list.js"],
	"Integrity Accountability Action": ["public/js/course_steps.js", "public/js/course_list.js"],
	"Integrity Assessment": ["public/js/course_steps.js", "public/js/course_list.js"],
	"Integrity Monitoring Hit": ["public/js/course_steps.js", "public/js/course_list.js"],
	"Integrity Reported Package": ["public/js/course_steps.js", "public/js/course_list.js"],
}
doctype_tree_js = {"Integrity Unit": _EXPORT_FROM_LISTS_JS}

# What the print formats of the register ask for.
jinja = {
	"methods": [
		"lianzheng_risk.risk_control.prints.meeting.integrity_decision_letter",
		"lianzheng_risk.risk_control.prints.meeting.integrity_meeting_record",
		"lianzheng_risk.risk_assessment.prints.assessment_report.integrity_assessment_report",
		"lianzheng_risk.risk_control.prints.pledge.integrity_pledge",
		"lianzheng_risk.risk_screening.flow_print.lianzheng_flow",
		"lianzheng_risk.risk_screening.prints.department_form.integrity_department_form",
		"lianzheng_risk.risk_screening.prints.grade_catalogue.integrity_grade_catalogue",
		"lianzheng_risk.risk_screening.prints.post_form.integrity_post_form",
		"lianzheng_risk.risk_screening.prints.power_catalogue.integrity_power_catalogue",
		"lianzheng_risk.risk_screening.prints.unit_form.integrity_unit_form",
		"lianzheng_risk.risk_supervision.prints.warning_slip.integrity_warning_slip",
		"lianzheng_risk.risk_supervision.prints.inspection_record.integrity_inspection_record",
		"lianzheng_risk.risk_supervision.prints.rectification_notice.integrity_rectification_notice",
	]
}
