"""The workspace, its cards and its chart refer to things that exist."""

import json

import pytest

from lianzheng_risk.setup.blocks import BLOCKS
from lianzheng_risk.setup.roles import ROLES
from tests.metadata.files import APP, MODULES, chinese, doctypes, fields, options, records, scrub
from tests.metadata.test_doctypes import OF_THE_SYSTEM

WORKSPACES = {name: workspace for name, (_, workspace) in records("workspace").items()}
# All documents and reports are reached from this one; the others are what one role has to do.
WORKSPACE = WORKSPACES["Integrity Risk"]
CARDS = {name: card for name, (_, card) in records("number_card").items()}
CHARTS = {name: chart for name, (_, chart) in records("dashboard_chart").items()}


def blocks(workspace: dict, kind: str, key: str) -> set[str]:
	return {block["data"][key] for block in json.loads(workspace["content"]) if block["type"] == kind}


@pytest.mark.parametrize("kind", ["workspace", "number_card", "dashboard_chart"])
def test_records_stand_where_the_platform_looks_for_them(kind):
	for name, (path, record) in records(kind).items():
		assert path.stem == path.parent.name == scrub(name)
		assert record["module"] in MODULES
		assert path.parts[-4] == scrub(record["module"])


@pytest.mark.parametrize("workspace", WORKSPACES.values(), ids=WORKSPACES)
def test_a_page_shows_exactly_what_it_declares(workspace):
	shortcuts, cards = (
		blocks(workspace, "shortcut", "shortcut_name"),
		blocks(workspace, "number_card", "number_card_name"),
	)
	assert shortcuts == {shortcut["label"] for shortcut in workspace["shortcuts"]}
	assert cards == {card["label"] for card in workspace["number_cards"]} <= set(CARDS)
	assert blocks(workspace, "chart", "chart_name") == {chart["chart_name"] for chart in workspace["charts"]}
	own = {block["custom_block_name"] for block in workspace["custom_blocks"]}
	assert blocks(workspace, "custom_block", "custom_block_name") == own <= set(BLOCKS)
	groups = {link["label"] for link in workspace["links"] if link["type"] == "Card Break"}
	assert blocks(workspace, "card", "card_name") == groups


def test_every_card_and_chart_is_shown_somewhere():
	shown = [blocks(workspace, "number_card", "number_card_name") for workspace in WORKSPACES.values()]
	assert set().union(*shown) == set(CARDS)
	assert set().union(*(blocks(workspace, "chart", "chart_name") for workspace in WORKSPACES.values())) == set(CHARTS)


@pytest.mark.parametrize("workspace", WORKSPACES.values(), ids=WORKSPACES)
def test_labels_stay_apart_in_chinese(workspace):
	"""The desk finds a block by its translated label, so two labels must not become one."""
	for kind, key in (("shortcut", "shortcut_name"), ("card", "card_name"), ("number_card", "number_card_name")):
		labels = blocks(workspace, kind, key)
		assert len({chinese()[label, ""] for label in labels}) == len(labels)


def _readers(name: str) -> set[str]:
	return {permission["role"] for permission in doctypes()[name]["permissions"] if permission.get("read")}


OF_A_ROLE = {name: workspace for name, workspace in WORKSPACES.items() if workspace is not WORKSPACE}


@pytest.mark.parametrize("workspace", OF_A_ROLE.values(), ids=OF_A_ROLE)
def test_a_role_s_page_leads_only_to_what_the_role_may_open(workspace):
	roles = {row["role"] for row in workspace["roles"]}
	for shortcut in workspace["shortcuts"]:
		if shortcut["type"] == "Report":
			allowed = {row["role"] for row in records("report")[shortcut["link_to"]][1]["roles"]}
		else:
			allowed = _readers(shortcut["link_to"])
		assert roles <= allowed, shortcut["label"]
	for card in workspace["number_cards"]:
		assert roles <= _readers(CARDS[card["number_card_name"]]["document_type"]), card["label"]


def test_each_role_has_a_page_of_its_own():
	assert {row["role"] for workspace in OF_A_ROLE.values() for row in workspace["roles"]} == set(ROLES)


def test_links_lead_to_doctypes():
	linked = [link["link_to"] for link in WORKSPACE["links"] if link.get("link_type") == "DocType"]
	linked += [shortcut["link_to"] for shortcut in WORKSPACE["shortcuts"]]
	documents = {name for name, doctype in doctypes().items() if not doctype.get("istable")}
	assert set(linked) == documents - OF_THE_SYSTEM


def test_links_lead_to_reports():
	linked = {link["link_to"] for link in WORKSPACE["links"] if link.get("link_type") == "Report"}
	assert linked == records("report").keys()


def test_reports_open_in_the_view_that_can_show_them():
	for link in WORKSPACE["links"]:
		if link.get("link_type") == "Report":
			_, report = records("report")[link["link_to"]]
			assert link["is_query_report"] == (report["report_type"] != "Report Builder")
			assert link["report_ref_doctype"] == link["dependencies"] == report["ref_doctype"]


@pytest.mark.parametrize("name", [name for name, (_, report) in records("report").items() if report.get("json")])
def test_saved_reports_speak_of_fields_that_exist(name):
	_, report = records("report")[name]
	saved = json.loads(report["json"])
	for field, doctype in saved["fields"]:
		assert field in {"name", *fields(doctypes()[doctype])}
	for doctype, field, *_ in saved["filters"]:
		assert field in fields(doctypes()[doctype])


def test_every_card_break_counts_its_links():
	counted, declared = {}, {}
	for link in WORKSPACE["links"]:
		if link["type"] == "Card Break":
			group = link["label"]
			declared[group], counted[group] = link["link_count"], 0
		else:
			counted[group] += 1
	assert counted == declared


def test_the_roles_of_the_app_may_see_it():
	assert {row["role"] for row in WORKSPACE["roles"]} == {*ROLES, "System Manager"}


def filters() -> list[tuple[str, list]]:
	found = []
	shortcuts = [shortcut for workspace in WORKSPACES.values() for shortcut in workspace["shortcuts"]]
	for shortcut in shortcuts:
		found += [(shortcut["label"], row) for row in json.loads(shortcut.get("stats_filter", "[]"))]
	for name, record in {**CARDS, **CHARTS}.items():
		for key in ("filters_json", "dynamic_filters_json"):
			found += [(name, row) for row in json.loads(record[key])]
	return found


@pytest.mark.parametrize(("place", "row"), filters())
def test_filters_compare_fields_with_values_they_can_have(place, row):
	doctype, fieldname, _, value = row[:4]
	field = fields(doctypes()[doctype])[fieldname]
	if field["fieldtype"] == "Select":
		assert set(value) <= set(options(field))
	if fieldname == "grade":
		assert set(value if isinstance(value, list) else [value]) <= {"I", "II", "III"}


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_of_our_own_has_its_source(name):
	path, source = records("dashboard_chart_source")[CHARTS[name]["source"]]
	dotted = ".".join(path.relative_to(APP.parent).with_suffix("").parts)
	assert path.stem == path.parent.name == scrub(source["name"])
	assert f"""chart_sources["{source["name"]}"]""" in path.with_suffix(".js").read_text()
	assert f"""method: "{dotted}.get",""" in path.with_suffix(".js").read_text()
	assert "\ndef get(" in path.with_suffix(".py").read_text()


def test_everybody_may_read_something_in_its_module():
	"""The platform hides a workspace from people who can read no DocType of its module, whatever its roles say."""
	readers = [
		{permission["role"] for permission in doctype["permissions"] if permission.get("read")}
		for doctype in doctypes().values()
		if doctype["module"] == WORKSPACE["module"] and not doctype.get("istable")
	]
	assert set(ROLES) <= set().union(*readers)


def test_blocks_of_pages_are_brought_along_for_everybody():
	"""Who may see a page may see its blocks: to a private one, or one of other roles, the desk leaves an empty place."""
	brought = json.loads((APP / "fixtures" / "custom_html_block.json").read_text(encoding="utf8"))
	assert [block["name"] for block in brought] == BLOCKS
	assert all(not block["private"] and not block["roles"] for block in brought)
	assert set().union(
		*(blocks(workspace, "custom_block", "custom_block_name") for workspace in WORKSPACES.values())
	) == set(BLOCKS)
