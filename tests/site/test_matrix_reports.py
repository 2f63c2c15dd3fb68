"""Whatever sums up, draws or prints shows a member nothing of the units above and beside."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import frappe
import pytest
from frappe.desk import query_report, reportview
from frappe.desk.doctype.number_card.number_card import get_result
from frappe.www.printview import get_html_and_style

from lianzheng_risk.access.doors.figures import get_chart
from lianzheng_risk.core.behind import FIGURES
from lianzheng_risk.risk_screening.views import VIEWS, count_steps_overdue, count_waiting_for_me, get_views
from tests.site.matrix import data, place
from tests.site.matrix.data import ORGANISATION, PLACES
from tests.site.matrix.place import CAMPAIGN, RISK, SCHEME, SCORED, SCREENING, UNITS, Organisation
from tests.site.sites import connected

MEMBERS = [role for role in data.ROLES if role != "System Manager"]
OTHERS = ("above", "beside")
TREND = ("own", *OTHERS)
BEHIND = "Integrity Documents behind a Figure"
EVERY_MEMBER = pytest.mark.parametrize("role", MEMBERS)


def listed(kind: str) -> list[str]:
	return [surface.name for surface in data.surfaces() if surface.kind == kind]


@pytest.fixture(scope="module")
def organisation(erp_site: str) -> Iterator[Organisation]:
	with connected(erp_site):
		yield place.build()


@pytest.fixture
def as_role(organisation: Organisation) -> Iterator[Callable[[str], None]]:
	def act(role: str) -> None:
		frappe.set_user(organisation.users[role])
		frappe.local.lang = "zh"

	yield act
	frappe.set_user("Administrator")
	frappe.clear_messages()


def check_nothing_of_others(organisation: Organisation, shown: object, but: tuple[str, ...] = ()) -> str:
	"""Returns what was shown, as text. `but` may be shown all the same: what covers the own unit from above."""
	text = shown if isinstance(shown, str) else json.dumps(shown, default=str, ensure_ascii=False)
	for allowed in but:
		text = text.replace(allowed, "")
	forbidden = {places[where] for places in organisation.documents.values() for where in OTHERS if where in places}
	# Names of units tell whose documents these are, and are themselves part of every other name.
	assert [name for name in sorted(forbidden | {UNITS[where] for where in OTHERS}) if name in text] == []
	return text


@EVERY_MEMBER
@pytest.mark.parametrize("name", listed("Report"))
def test_reports(organisation: Organisation, as_role, role: str, name: str) -> None:
	report = frappe.get_doc("Report", name)
	as_role(role)
	if role not in {row.role for row in report.roles}:
		with pytest.raises(frappe.PermissionError):
			query_report.run(name)
		return
	text = check_nothing_of_others(organisation, _built(report) if report.json else _run(report, organisation))
	if name in _GRIDS:
		assert _sum_of(report, organisation) == len(_living())
	elif name == "Overdue Funnel":
		[rotation] = [row for row in _run(report, organisation)[0] if row["kind"] == "岗位轮岗"]
		assert rotation["there"] == len(frappe.get_list("Integrity Post", limit_page_length=0))
	elif name == "Integrity Indicators of a Unit":
		[coverage] = [row for row in _run(report, organisation)[0] if row["figure"] == "post_coverage"]
		assert coverage["denominator"] == len(frappe.get_list("Integrity Post", limit_page_length=0))
		with pytest.raises(frappe.PermissionError):
			query_report.run(name, filters={"unit": UNITS["beside"]})
	elif name == "Indicator Trend":
		filters = {"kind": "Yearly Assessment"}
		shown = {where: query_report.run(name, filters={**filters, "unit": UNITS[where]})["result"] for where in TREND}
		assert {where for where, rows in shown.items() if rows} == {"own"}
	elif role != "Integrity Post Holder":
		assert UNITS["own"] in text


@pytest.mark.parametrize("name", listed("Report"))
def test_reports_are_sent_by_e_mail(organisation: Organisation, name: str) -> None:
	"""Drawn up by the scheduler for who sees the whole, in each of the platform's formats."""
	report = frappe.get_doc("Report", name)
	wanted = {"report": name, "report_type": report.report_type, "user": "Administrator", "no_of_rows": 1000}
	given = json.dumps({} if report.json else _filters(report, organisation))
	for form in ("HTML", "XLSX", "CSV"):
		mail = frappe.new_doc("Auto Email Report").update({**wanted, "format": form, "filters": given, "name": name})
		# Each is a job of its own: the platform spoils its descriptions of fields while it draws one up.
		frappe.local.cache.clear()
		sent = mail.get_report_content()
		assert sent, form
		if form == "HTML" and name not in _WITHOUT_UNITS:
			assert UNITS["own"] in sent


# These show numbers alone.
_GRIDS = ("Risk Heat Map", "Risks by Category and Power")
_WITHOUT_UNITS = (*_GRIDS, "Indicator Trend", "Integrity Indicators of a Unit", "Overdue Funnel")


def _living() -> list[str]:
	return frappe.get_list(RISK, filters={"workflow_state": ["!=", "Retired"]}, pluck="name", limit_page_length=0)


def _sum_of(report, organisation: Organisation) -> int:
	[sums] = [row for row in _run(report, organisation)[0] if row.get("is_total")]
	return sums["total"]


def _built(report) -> object:
	saved = json.loads(report.json)
	fields = [f"`tab{doctype}`.`{field}`" for field, doctype in saved["fields"]]
	form = {"doctype": report.ref_doctype, "fields": json.dumps(fields), "filters": json.dumps(saved["filters"])}
	frappe.local.form_dict = frappe._dict(form, order_by=saved["order_by"], page_length="100", start="0", view="Report")
	return reportview.get()["values"]


def _run(report, organisation: Organisation) -> object:
	answer = query_report.run(report.name, filters=_filters(report, organisation), ignore_prepared_report=True)
	return [answer["result"], answer.get("chart"), answer.get("report_summary"), answer.get("message")]


def _filters(report, organisation: Organisation) -> dict:
	of_campaign = report.ref_doctype == "Integrity Post Screening"
	filters = {"campaign": organisation.documents[CAMPAIGN, "Running"]["own"]} if of_campaign else {}
	if report.name == "Regrading Preview":
		filters = {"scheme": organisation.documents[SCHEME, "Draft"][ORGANISATION]}
	if report.name == "Indicator Trend":
		filters = {"unit": UNITS["own"], "kind": "Yearly Assessment"}
	if report.name == "Unit Score Ranking":
		filters = {"period": SCORED}
	if report.name == BEHIND:
		filters = {"figure": "risk_points", "part": "Counted"}
	return filters


@pytest.mark.parametrize("name", ["Campaign Progress", "Screening Progress", "Screening Worklist"])
def test_a_campaign_from_above_shows_only_the_own_branch(organisation: Organisation, as_role, name: str) -> None:
	as_role("Integrity Liaison")
	campaign = organisation.documents[CAMPAIGN, "Running"]["above"]
	answer = query_report.run(name, filters={"campaign": campaign}, ignore_prepared_report=True)
	rows = answer["result"]
	if name == "Campaign Progress":
		# The campaign itself is in sight, and so are its title and its unit's name; its posts are not.
		[row] = rows
		assert row["posts"] == len(frappe.get_list(SCREENING, filters={"campaign": campaign}, limit_page_length=0))
		rows = [row | {"title": None, "unit_name": None}]
	check_nothing_of_others(organisation, rows, but=(campaign,))


@pytest.mark.parametrize("figure", {one.table: one.code for one in FIGURES.values() if not one.of}.values())
def test_behind_no_figure_stands_a_document_of_others(organisation: Organisation, as_role, figure: str) -> None:
	as_role("Integrity Unit Leader")
	for part in ("Counted", "Not Counted"):
		check_nothing_of_others(organisation, query_report.run(BEHIND, filters={"figure": figure, "part": part}))


@EVERY_MEMBER
@pytest.mark.parametrize("name", listed("Number Card"))
def test_number_cards_count_what_the_list_shows(organisation: Organisation, as_role, role: str, name: str) -> None:
	card = frappe.get_doc("Number Card", name)
	as_role(role)
	if name in _CARD_VIEWS:
		method, view_key = _CARD_VIEWS[name]
		assert frappe.get_attr(card.method) is method
		assert method()["value"] == sum(view["count"] for view in get_views(RISK) if view["key"].startswith(view_key))
		return
	if not frappe.has_permission(card.document_type, "read"):
		with pytest.raises(frappe.PermissionError):
			_number_and_filters(card)
		return
	number, filters = _number_and_filters(card)
	shown = frappe.get_list(card.document_type, filters=filters, pluck="name", limit_page_length=0)
	check_nothing_of_others(organisation, shown)
	assert number == len(shown)


def _number_and_filters(card) -> tuple[int, list]:
	"""What a card shows, and what the list behind it is filtered by."""
	if card.type != "Custom":
		return get_result(card.as_dict(), card.filters_json), json.loads(card.filters_json)
	answer = frappe.get_attr(card.method)()
	assert answer["route"] == ["List", card.document_type, "List"]
	return answer["value"], [[*field.split("."), *given] for field, given in answer["route_options"].items()]


_CARD_VIEWS = {"Waiting for Me": (count_waiting_for_me, "review"), "Overdue Steps": (count_steps_overdue, "overdue")}


@EVERY_MEMBER
@pytest.mark.parametrize("doctype", VIEWS)
def test_quick_views_count_what_the_list_shows(organisation: Organisation, as_role, role: str, doctype: str) -> None:
	as_role(role)
	for view in get_views(doctype):
		shown = frappe.get_list(doctype, filters=view["filters"], pluck="name", limit_page_length=0)
		check_nothing_of_others(organisation, shown)
		assert view["count"] == len(shown)


@EVERY_MEMBER
@pytest.mark.parametrize("name", listed("Dashboard Chart Source"))
def test_chart_sources_count_what_the_list_shows(organisation: Organisation, as_role, role: str, name: str) -> None:
	source = frappe.get_doc("Dashboard Chart Source", name)
	folder = f"{frappe.scrub(source.module)}.dashboard_chart_source.{frappe.scrub(name)}"
	drawn = frappe.get_attr(f"lianzheng_risk.{folder}.{frappe.scrub(name)}.get")
	as_role(role)
	living = _living()
	assert sum(drawn()["datasets"][0]["values"]) == len(living)
	check_nothing_of_others(organisation, living)


@EVERY_MEMBER
@pytest.mark.parametrize("name", listed("Print Format"))
def test_print_formats(organisation: Organisation, as_role, role: str, name: str) -> None:
	doctype = frappe.db.get_value("Print Format", name, "doc_type")
	as_role(role)
	for (kind, state), documents in organisation.documents.items():
		if kind != doctype:
			continue
		printable = next(line.allowed["print"] for line in data.permissions() if line[:3] == (kind, state, role))
		for where in PLACES:
			if where in printable:
				html = get_html_and_style(doctype, documents[where], print_format=name)["html"]
				check_nothing_of_others(organisation, html, but=(f"单位{UNITS['above']}",))
			else:
				with pytest.raises(frappe.PermissionError):
					get_html_and_style(doctype, documents[where], print_format=name)


@pytest.mark.parametrize("name", listed("Print Method"))
def test_print_methods_answer_for_the_own_branch_alone(organisation: Organisation, as_role, name: str) -> None:
	"""Templates can be written by others too, so a method asks for itself."""
	method = frappe.get_attr(name)
	doctype = _PRINTED.get(name.rpartition(".")[2], "Integrity Unit")
	state = next(state for kind, state in organisation.documents if kind == doctype)
	documents = organisation.documents[doctype, state]
	as_role("Integrity Liaison")
	for where in PLACES:
		if where in OTHERS:
			with pytest.raises(frappe.PermissionError):
				method(documents[where])
		else:
			check_nothing_of_others(organisation, repr(method(documents[where])), but=(f"单位{UNITS['above']}",))


_PRINTED = {
	"integrity_decision_letter": "Integrity Collective Decision",
	"integrity_meeting_record": "Integrity Collective Decision",
	"integrity_assessment_report": "Integrity Assessment",
	"integrity_inspection_record": "Integrity Inspection",
	"integrity_post_form": "Integrity Post",
	"integrity_rectification_notice": "Integrity Rectification",
	"integrity_warning_slip": "Integrity Warning",
	"integrity_pledge": "Integrity Post",
	"lianzheng_flow": "Integrity Power",
}


@EVERY_MEMBER
@pytest.mark.parametrize("name", listed("Dashboard Chart"))
def test_charts_count_what_the_list_shows(organisation: Organisation, as_role, role: str, name: str) -> None:
	as_role(role)
	chart = frappe.get_doc("Dashboard Chart", name)
	if chart.chart_type == "Custom":
		assert chart.source in listed("Dashboard Chart Source")
		return
	drawn = get_chart(chart_name=name)
	shown = frappe.get_list(chart.document_type, filters=json.loads(chart.filters_json), limit_page_length=0)
	assert sum(drawn["datasets"][0]["values"]) == len(shown)


def test_charts_made_by_hand_are_drawn_for_each_user(organisation: Organisation, as_role) -> None:
	made = {"document_type": RISK, "chart_type": "Group By", "group_by_type": "Count", "group_by_based_on": "category"}
	chart = frappe.new_doc("Dashboard Chart").update({"chart_name": "X", "type": "Bar", "filters_json": "[]", **made})
	chart.insert()
	drawn = {}
	for role in ("System Manager", "Integrity Liaison", "Integrity Post Holder"):
		as_role(role)
		drawn[role] = sum(get_chart(chart_name=chart.name)["datasets"][0]["values"])
		assert drawn[role] == len(frappe.get_list(RISK, limit_page_length=0))
	assert drawn["System Manager"] > drawn["Integrity Liaison"] > drawn["Integrity Post Holder"]
