"""The doors of the platform that ask for no permission themselves, tried by a liaison of A-1 who knows every name."""

from __future__ import annotations

import json

import frappe
import pytest
from frappe.core.doctype.data_export.exporter import DataExporter
from frappe.core.doctype.file.utils import find_file_by_url
from frappe.utils.response import download_private_file
from werkzeug.exceptions import Forbidden

from lianzheng_risk.access.doors.single import ReportBeyondPlaceError
from lianzheng_risk.access.notes import PublicAttachmentError
from tests.site import records
from tests.site.bureau import MINE, OTHERS, PARENTS, SUFFIXES, named, requested
from tests.site.people import create_member, create_user, join

RISK, MEASURE, UNIT, PERSON, POST = (
	"Integrity Risk Point",
	"Integrity Control Measure",
	"Integrity Unit",
	"Integrity Person",
	"Integrity Post",
)
LIAISON, HEAD, HOLDER = "Integrity Liaison", "Integrity Department Head", "Integrity Post Holder"
every_doctype = pytest.mark.parametrize("doctype", SUFFIXES)


@pytest.fixture
def liaison(acting) -> str:
	return acting("A-1", LIAISON)


def as_administrator(user: str, make) -> object:
	frappe.set_user("Administrator")
	made = make()
	frappe.set_user(user)
	return made


class TestNames:
	def test_titles(self, liaison) -> None:
		def title(doctype: str, name: str) -> str:
			return requested("frappe.desk.search.get_link_title", doctype=doctype, docname=name)

		assert title(RISK, "A-1-F") == "A-1的风险点"
		assert title(RISK, "A-2-F") == "A-2-F"
		assert title(POST, "A-2-G") == "A-2-G"
		# Named in a document that the liaison sees: the unit above, and who answers for a measure.
		assert title(UNIT, "A") == "单位A"
		assert title(PERSON, "A-R") == "A的人"
		assert title(PERSON, "A-2-R") == "A-2-R"

	@every_doctype
	def test_links_to_what_is_out_of_sight(self, liaison, doctype: str) -> None:
		def known(name: str) -> bool:
			return bool(requested("frappe.client.validate_link", doctype=doctype, docname=name).name)

		assert all(known(name) for name in named(doctype, MINE))
		in_the_organisation_chart = doctype in (UNIT, PERSON)
		assert [known(name) for name in named(doctype, OTHERS)] == [in_the_organisation_chart] * 2

	@every_doctype
	@pytest.mark.parametrize("method", ["frappe.desk.search.search_link", "frappe.desk.search.search_widget"])
	def test_link_searches_that_ask_to_ignore_user_permissions(self, liaison, doctype: str, method: str) -> None:
		found = requested(method, doctype=doctype, txt="A", ignore_user_permissions=1, page_length=100)
		names = {hit["value"] if isinstance(hit, dict) else hit[0] for hit in found}
		units = PARENTS.keys() if doctype in (UNIT, PERSON) else MINE
		assert {name for name in names if name.startswith("A")} == named(doctype, set(units))

	@pytest.mark.parametrize(
		"options",
		[{"searchfield": "user"}, {"filter_fields": '["user"]'}, {"filters": '{"user": ["is", "not set"]}'}],
		ids=str,
	)
	def test_the_organisation_chart_tells_names_only(self, liaison, options: dict) -> None:
		options = options | {"doctype": PERSON, "txt": "A", "ignore_user_permissions": 1, "as_dict": True}
		found = requested("frappe.desk.search.search_widget", **options)
		assert {row.name for row in found} == named(PERSON, MINE)

	def test_stand_ins_cannot_be_walked_around(self, liaison) -> None:
		"""A request that names the method to be called gets the stand-in, too."""
		(branch,) = requested(
			"frappe.desk.treeview.get_all_nodes",
			doctype=RISK,
			label="",
			parent="workflow_state",
			states="[]",
			tree_method="frappe.workflow.doctype.workflow.workflow.get_workflow_state_count",
		)
		assert branch["data"] == [{"workflow_state": "In Force", "count": 2}]

	def test_global_search(self, liaison) -> None:
		hits = requested("frappe.utils.global_search.search", text="风险点", limit=50)
		assert {hit.name for hit in hits if hit.doctype == RISK} == named(RISK, MINE)
		(hit,) = requested("frappe.utils.global_search.search", text="A-1-1的风险点", doctype=RISK)
		assert (hit.doctype, hit.name, hit.rank) == (RISK, "A-1-1-F", 1)
		assert "A-1-1的风险点" in hit.content

	def test_the_index_of_the_platform_tells_nothing(self, liaison) -> None:
		frappe.db.delete("__global_search", {"doctype": UNIT, "name": "A-2"})
		index = frappe.qb.Table("__global_search")
		columns = ("doctype", "name", "content", "published", "title", "route")
		frappe.qb.into(index).columns(*columns).insert(UNIT, "A-2", "Unit Name : Fernamt", 0, "Fernamt", "").run()
		assert requested("frappe.utils.global_search.search", text="Fernamt") == []


class TestRowsOfTables:
	@pytest.mark.parametrize(
		("table", "parent", "found"),
		[
			("Integrity Post Tenure", POST, named(POST, MINE)),
			("Integrity Power Step", "Integrity Power", named("Integrity Power", MINE)),
		],
	)
	def test_rows_asked_for_by_themselves(self, liaison, table: str, parent: str, found: set[str]) -> None:
		options = {"doctype": table, "parent": parent, "fields": '["parent"]', "limit_page_length": 0}
		assert {row.parent for row in requested("frappe.client.get_list", **options)} == found

	def test_members_are_seen_by_more_than_post_holders(self, acting) -> None:
		join("A-2", create_user("li@example.com"), HEAD)
		chen = acting("A-1", LIAISON, by_table=True)
		rows = {"parent_doctype": UNIT, "fields": ["parent", "user"], "as_list": True}
		assert frappe.get_list("Integrity Unit Member", **rows) == (("A-1", chen),)
		frappe.set_user("Administrator")
		acting("A-1", HOLDER, by_table=True)
		assert frappe.get_list("Integrity Unit Member", **rows) == ()
		assert not requested("frappe.client.get", doctype=UNIT, name="A-1")["members"]


class TestFigures:
	def test_connections(self, liaison) -> None:
		"""The measures for which 局 A's leader answers are in all four units."""
		as_administrator(liaison, lambda: frappe.db.set_value(MEASURE, "A-2-C", "responsible_person", "A-1-R"))
		as_administrator(liaison, lambda: frappe.db.set_value(MEASURE, "A-1-C", "responsible_person", "A-1-R"))
		answer = requested("frappe.desk.notifications.get_open_count", doctype=PERSON, name="A-1-R")
		counts = {found["doctype"]: found["count"] for found in answer["count"]["external_links_found"]}
		assert counts[MEASURE] == 1

	def test_connections_by_a_table(self, liaison) -> None:
		"""A post's activities, and a person's posts: those of the own units, found by the rows of their tables."""

		def hold() -> None:
			for unit in ("A-1", "A"):
				talk = {"kind": "Integrity Talk", "title": "谈话", "unit": unit, "held_on": "2026-03-02"}
				records.create("Integrity Activity", **talk, participants=[{"post": "A-1-G"}])
			for unit in ("A-1", "A-2"):
				post = frappe.get_doc("Integrity Post", f"{unit}-G")
				post.append("tenures", {"person": "A-1-R", "start_date": "2021-01-01"})
				post.save()

		as_administrator(liaison, hold)
		for doctype, name, connected in (
			("Integrity Post", "A-1-G", "Integrity Activity"),
			(PERSON, "A-1-R", "Integrity Post"),
		):
			answer = requested("frappe.desk.notifications.get_open_count", doctype=doctype, name=name)
			counts = {found["doctype"]: found["count"] for found in answer["count"]["external_links_found"]}
			assert counts[connected] == 1

	def test_assignments_and_tags(self, liaison) -> None:
		def assign() -> None:
			for name in named(RISK, set(PARENTS)):
				todo = {"reference_type": RISK, "reference_name": name, "allocated_to": liaison, "description": "办"}
				frappe.new_doc("ToDo").update(todo).insert()
				frappe.desk.doctype.tag.tag.add_tag("重点", RISK, name)

		as_administrator(liaison, assign)
		form = {"doctype": RISK, "current_filters": "[]", "field": "assigned_to"}
		assert requested("frappe.desk.listview.get_group_by_count", **form) == [{"name": liaison, "count": 2}]
		tagged = requested("frappe.desk.doctype.tag.tag.get_tagged_docs", doctype=RISK, tag="%重点%")
		assert {row[0] for row in tagged} == named(RISK, MINE)
		found = requested("frappe.desk.doctype.tag.tag.get_documents_for_tag", tag="#重点")
		assert {hit["name"] for hit in found} == named(RISK, MINE)
		assert set(frappe.get_list("ToDo", pluck="reference_name")) == named(RISK, MINE)

	def test_states(self, liaison) -> None:
		form = {"doctype": RISK, "workflow_state_field": "workflow_state", "states": "[]"}
		method = "frappe.workflow.doctype.workflow.workflow.get_workflow_state_count"
		assert requested(method, **form) == [{"workflow_state": "In Force", "count": 2}]
		assert requested(method, **form | {"states": '["In Force"]'}) == []

	def test_charts_are_drawn_for_each_user(self, acting) -> None:
		chart = records.create(
			"Dashboard Chart",
			chart_name="各单位风险点",
			chart_type="Group By",
			document_type=RISK,
			group_by_type="Count",
			group_by_based_on="unit",
			type="Bar",
			filters_json="[]",
			is_public=1,
		)
		method = "frappe.desk.doctype.dashboard_chart.dashboard_chart.get"
		assert {"A", "A-2"} <= set(requested(method, chart_name=chart.name)["labels"])
		acting("A-1", LIAISON)
		assert set(requested(method, chart_name=chart.name)["labels"]) == MINE

	def test_calendars_and_exports(self, liaison) -> None:
		events = requested(
			"frappe.desk.calendar.get_events",
			doctype=MEASURE,
			start="2020-01-01",
			end="2020-01-31",
			field_map=json.dumps({"start": "due_date", "end": "due_date", "title": "description"}),
		)
		assert {event.name for event in events} == named(MEASURE, MINE)
		exporter = DataExporter(doctype=RISK, all_doctypes=False, with_data=True, select_columns={RISK: ["name"]})
		exporter.build_response()
		exported = str(frappe.response["result"])
		assert [name in exported for name in ("A-1-F", "A-1-1-F", "A-2-F")] == [True, True, False]


class TestWhatIsNotedAboutDocuments:
	@pytest.fixture
	def files(self, acting) -> dict[str, str]:
		"""The address of a private file for each unit's risk point."""

		def attach(unit: str) -> str:
			attached = {"attached_to_doctype": RISK, "attached_to_name": f"{unit}-F", "is_private": 1}
			return records.create("File", file_name=f"{unit}.txt", content=f"机密{unit}", **attached).file_url

		return {unit: attach(unit) for unit in PARENTS}

	def test_private_files(self, files, acting) -> None:
		acting("A-1", LIAISON)
		assert set(frappe.get_list("File", {"attached_to_doctype": RISK}, pluck="attached_to_name")) == named(
			RISK, MINE
		)
		assert find_file_by_url(files["A-1"]).attached_to_name == "A-1-F"
		for unit in OTHERS:
			frappe.local.form_dict = frappe._dict()
			with pytest.raises(Forbidden):
				download_private_file(files[unit])

	def test_files_are_never_public(self, liaison) -> None:
		attached = {"attached_to_doctype": RISK, "attached_to_name": "A-1-F", "is_private": 0}
		with pytest.raises(PublicAttachmentError):
			records.create("File", file_name="public.txt", content="公开", **attached)

	@pytest.mark.parametrize(
		("doctype", "about", "values"),
		[
			("Document Follow", ("ref_doctype", "ref_docname"), {"user": "Administrator"}),
			("Notification Log", ("document_type", "document_name"), {"type": "Alert", "subject": "有事"}),
			("Energy Point Log", ("reference_doctype", "reference_name"), {"type": "Auto", "points": 1}),
		],
	)
	def test_rows_about_documents(self, acting, doctype: str, about: tuple, values: dict) -> None:
		user = create_user("sun@example.com")
		join("A-1", user, LIAISON)
		if doctype != "Document Follow":
			values = values | {"for_user" if doctype == "Notification Log" else "user": user}
		for unit in PARENTS:
			row = frappe.new_doc(doctype).update(values | dict(zip(about, (RISK, f"{unit}-F"), strict=True)))
			row.db_insert() if row.name else row.insert(ignore_permissions=True)
		elsewhere = frappe.get_doc(doctype, {about[1]: "A-2-F"})
		frappe.set_user(user)
		assert set(frappe.get_list(doctype, {about[0]: RISK}, pluck=about[1])) == named(RISK, MINE)
		assert not elsewhere.has_permission("read")

	def test_workflow_actions(self, acting) -> None:
		for unit in PARENTS:
			action = {"reference_doctype": RISK, "reference_name": f"{unit}-F", "status": "Open"}
			records.create("Workflow Action", permitted_roles=[{"role": LIAISON}], **action)
		acting("A-1", LIAISON)
		assert set(frappe.get_list("Workflow Action", pluck="reference_name")) == named(RISK, MINE)

	@pytest.mark.parametrize("doctype", ["Comment", "Version"])
	def test_comments_and_versions_where_a_site_opens_them(self, acting, doctype: str) -> None:
		frappe.permissions.add_permission(doctype, LIAISON)
		for unit in PARENTS:
			document = frappe.get_doc(RISK, f"{unit}-F")
			document.add_comment("Comment", "看过")
			records.create("Version", ref_doctype=RISK, docname=document.name, data="{}")
		acting("A-1", LIAISON)
		about, name = {"Comment": ("reference_doctype", "reference_name"), "Version": ("ref_doctype", "docname")}[
			doctype
		]
		assert set(frappe.get_list(doctype, {about: RISK}, pluck=name)) == named(RISK, MINE)

	def test_other_apps_rows_stay_as_they_are(self, liaison) -> None:
		todo = records.create("ToDo", description="别的事", allocated_to=liaison)
		assert frappe.get_list("ToDo", pluck="name") == [todo.name]

	def test_prepared_reports_are_for_whom_they_were_prepared(self, acting) -> None:
		values = {
			"report_name": "风险点清单",
			"ref_doctype": RISK,
			"report_type": "Report Builder",
			"is_standard": "No",
		}
		records.create("Report", **values, roles=[{"role": LIAISON}])
		frappe.permissions.add_permission("Prepared Report", LIAISON)
		user = create_member("A-1", LIAISON)
		prepared = [frappe.new_doc("Prepared Report").update({"report_name": "风险点清单"}) for _ in range(2)]
		for document in prepared:
			document.db_insert() if document.name else document.insert(ignore_permissions=True)
		prepared[0].db_set("owner", user)
		frappe.set_user(user)
		assert frappe.get_list("Prepared Report", pluck="name") == [prepared[0].name]
		assert [frappe.get_doc("Prepared Report", p.name).has_permission("read") for p in prepared] == [True, False]

	def test_reports_by_e_mail_are_for_who_sees_everything(self, acting) -> None:
		values = {
			"report_name": "风险点清单",
			"ref_doctype": RISK,
			"report_type": "Report Builder",
			"is_standard": "No",
		}
		records.create("Report", **values)
		frappe.permissions.add_permission("Auto Email Report", LIAISON)
		acting("A-1", LIAISON)
		mail = frappe.new_doc("Auto Email Report").update({"report": "风险点清单", "user": frappe.session.user})
		mail.update({"email_to": "a@example.com", "format": "CSV", "frequency": "Daily"})
		with pytest.raises(ReportBeyondPlaceError):
			mail.insert(ignore_permissions=True)


@pytest.mark.parametrize(
	("method", "form"),
	[
		("frappe.desk.form.load.getdoc", {"doctype": RISK, "name": "A-2-F"}),
		("frappe.desk.form.load.get_docinfo", {"doctype": RISK, "name": "A-2-F"}),
		("frappe.desk.form.load.get_communications", {"doctype": RISK, "name": "A-2-F"}),
		("frappe.desk.form.linked_with.get", {"doctype": RISK, "docname": "A-2-F"}),
		("frappe.desk.form.utils.get_next", {"doctype": RISK, "value": "A-2-F", "prev": 0}),
		("frappe.desk.form.document_follow.get_follow_users", {"doctype": RISK, "doc_name": "A-2-F"}),
		("frappe.desk.like.toggle_like", {"doctype": RISK, "name": "A-2-F", "add": "Yes"}),
		("frappe.desk.notifications.get_open_count", {"doctype": RISK, "name": "A-2-F"}),
		("frappe.social.doctype.energy_point_log.energy_point_log.get_reviews", {"doctype": RISK, "docname": "A-2-F"}),
		("frappe.desk.doctype.tag.tag.add_tag", {"tag": "我的", "dt": RISK, "dn": "A-2-F"}),
		("frappe.client.set_value", {"doctype": RISK, "name": "A-2-F", "fieldname": "unit", "value": "A-1"}),
		("frappe.client.delete", {"doctype": RISK, "name": "A-2-F"}),
	],
)
def test_single_documents(liaison, method: str, form: dict) -> None:
	# The platform stumbles over its own refusal of a tag.
	with pytest.raises(IndexError if "add_tag" in method else frappe.PermissionError):
		requested(method, **form)


def test_nothing_is_drawn_into_the_own_unit(liaison) -> None:
	"""Neither by a form that says the document were one's own, nor by hanging something on it."""
	stolen = as_administrator(liaison, lambda: frappe.get_doc(RISK, "A-2-F").as_dict())
	with pytest.raises(frappe.PermissionError):
		frappe.get_doc(stolen | {"unit": "A-1"}).save()
	with pytest.raises(frappe.PermissionError):
		records.create_measure("A-2-F", unit="A-1")


def test_the_own_documents_have_comments_and_history(liaison) -> None:
	frappe.get_doc(RISK, "A-1-F").add_comment("Comment", "请补充依据")
	requested("frappe.desk.form.load.get_docinfo", doctype=RISK, name="A-1-F")
	assert ["请补充依据" in comment.content for comment in frappe.response["docinfo"].comments] == [True]


def test_forms_are_told_the_rights_of_the_place(acting) -> None:
	user = create_user("qian@example.com")
	join("A-1", user, HEAD)
	join("A-2", user, HOLDER)
	frappe.set_user(user)
	for name, may_write in (("A-1-G", 1), ("A-2-G", 0)):
		frappe.local.response = frappe._dict(docs=[])
		requested("frappe.desk.form.load.getdoc", doctype=POST, name=name)
		permissions = frappe.response["docinfo"]["permissions"]
		assert (permissions["read"], permissions["write"]) == (1, may_write)
	frappe.set_user("Administrator")


@pytest.mark.parametrize(("role", "told"), [(HOLDER, []), (LIAISON, ["members", "members"])])
def test_the_history_of_members_is_for_who_sees_the_members(acting, role: str, told: list[str]) -> None:
	for number in (1, 2):  # the first save of the bureau's unit is no change of members
		join("A-1", create_user(f"he{number}@example.com"), HEAD)
	acting("A-1", role)
	frappe.local.response = frappe._dict(docs=[])
	requested("frappe.desk.form.load.get_docinfo", doctype=UNIT, name="A-1")
	versions = [json.loads(version.data) for version in frappe.response["docinfo"]["versions"]]
	assert [change[0] for version in versions for change in version.get("added", [])] == told
