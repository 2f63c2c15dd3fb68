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

extend_bootinfo = "lianzheng_risk.boot.extend"

scheduler_events = {"daily": ["lianzheng_risk.risk_screening.regrading.regrade_all"]}
