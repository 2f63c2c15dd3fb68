frappe.provide("frappe.dashboards.chart_sources");

frappe.dashboards.chart_sources["Risk Points by Grade"] = {
	method: "lianzheng_risk.risk_screening.dashboard_chart_source.risk_points_by_grade.risk_points_by_grade.get",
	filters: [],
};
