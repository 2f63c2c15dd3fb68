"""New documents many at a time: stored to the letter as the platform stores them one by one, or written one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import frappe
import pandas as pd
import pytest
from frappe.custom.doctype.property_setter.property_setter import make_property_setter
from frappe.utils.global_search import sync_global_search

import lianzheng_risk
from lianzheng_risk.core.findings import Place
from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.store.convert import to_document
from lianzheng_risk.store.documents import RowRefused, write_register
from lianzheng_risk.store.frames import read_register
from lianzheng_risk.store.mapping import MAPPINGS, ONE_BY_ONE
from lianzheng_risk.store.writing import Batch, Story, search, write_batch
from lianzheng_risk.store.writing.acceptance import problems
from lianzheng_risk.store.writing.batch import DOCUMENTS
from lianzheng_risk.store.writing.listeners import listeners
from lianzheng_risk.store.writing.values import to_column
from tests.site import caches
from tests.site.invented import invent
from tests.site.people import create_user

# A document for the version history to lead to; any will do.
SOURCE = ("User", "Administrator")
OF_THE_MOMENT = ("creation", "modified", "approved_on")
# The ledgers are written one by one, each document judged by its controller.
IN_BULK = [
	name for name, mapping in MAPPINGS.items() if mapping.document not in {MAPPINGS[it].doctype for it in ONE_BY_ONE}
]
RISK, MEASURE = "Integrity Risk Point", "Integrity Control Measure"


def label(place: Place) -> str:
	return f"登记簿.xlsx “{place.table}” 第 {place.row} 行"


STORY = Story(*SOURCE, label)


@pytest.fixture(scope="module")
def register() -> Register:
	"""Invented, with what trips: markup, quotes, percent signs, backslashes, text beyond the common characters."""
	frames = {
		name: frame for name, frame in invent(units=4, seed=7, as_of=date(2026, 6, 30)).items() if name in IN_BULK
	}
	risks = frames["risk_points"].copy()
	risks.iloc[0, risks.columns.get_loc("manifestation")] = (
		"金额<5万的“零星”采购 100% 由 <b>一人</b><script>alert(1)</script>决定 \\ '"
	)
	risks.iloc[1, risks.columns.get_loc("title")] = "𠮷田式拆分 <审批> & `报销`"
	risks.iloc[2, risks.columns.get_loc("power")] = None
	risks.iloc[2, risks.columns.get_loc("step_no")] = pd.NA
	risks.iloc[3, risks.columns.get_loc("post")] = None
	frames["risk_points"] = risks
	return Register(frames)


@pytest.fixture
def undone(site) -> Iterator[Callable[[], None]]:
	"""`undone()` takes back what was written since the beginning of the test."""
	frappe.db.savepoint("as_it_was")

	def undo() -> None:
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="as_it_was")
		caches.empty()

	return undo


def all_new(register: Register) -> Batch:
	nothing = {table: pd.Index([]) for table in DOCUMENTS}
	return Batch(register, {table: register[table].index for table in DOCUMENTS}, nothing)


def insert_one_by_one(register: Register, story: Story) -> None:
	"""As anybody would who knows nothing of bulk writing: the platform's own insert, units first without their people."""
	people = ("responsible_leader", "head", "liaison")
	for table in DOCUMENTS:
		for row in register[table].sort_values(TABLES[table].key[0]).itertuples():
			document = frappe.new_doc(MAPPINGS[table].doctype).update(document_values(table, row))
			for child, mapping in MAPPINGS.items():
				if mapping.parent and mapping.parent.doctype == document.doctype:
					rows = register[child][register[child][mapping.parent.field] == row[1]]
					document.set(mapping.child, [document_values(child, it) for it in rows.itertuples()])
			if table == "units":
				document.update(dict.fromkeys(people))
			document.flags.updater_reference = story.reference(Place(table, row.Index))
			document.insert()
	for row in register["units"].itertuples():
		frappe.db.set_value("Integrity Unit", row.unit, {field: getattr(row, field) for field in people})


def document_values(table: str, row: tuple) -> dict:
	fields = MAPPINGS[table].fields.items()
	values = {fieldname: to_document(getattr(row, name), TABLES[table][name]) for name, fieldname in fields}
	return {fieldname: value for fieldname, value in values.items() if fieldname != "parent"}


def counts() -> dict[str, int]:
	"""Rows of every table of the site."""
	return {
		table: frappe.db.sql(f"select count(*) from `{table}`")[0][0] for table in frappe.db.get_tables(cached=False)
	}


def dump(table: str) -> pd.DataFrame:
	"""A table's rows without what differs from one moment, or one random name, to the next; in an order of its own."""
	rows = pd.DataFrame.from_records([dict(row) for row in frappe.db.sql(f"select * from `{table}`", as_dict=True)])
	if table == "tabVersion":
		rows["data"] = rows["data"].str.replace(r'"creation":"[^"]*"', "", regex=True)
	random = ["name"] if table in ("tabVersion", "tabIntegrity Post Tenure", "tabIntegrity Power Step") else []
	rows = rows.drop(columns=[column for column in (*OF_THE_MOMENT, *random) if column in rows])
	return rows.sort_values(list(rows.columns), key=lambda column: column.astype(str)).reset_index(drop=True)


def forget_search() -> None:
	"""Its table knows no transactions."""
	frappe.db.delete("__global_search", {"doctype": ["like", "Integrity %"]})


@pytest.mark.parametrize("as_user", ["Administrator", "manager@bulk.example"])
def test_bulk_and_one_by_one_store_the_same_in_every_column_of_every_table(
	undone, register: Register, as_user: str
) -> None:
	if as_user != "Administrator":
		create_user(as_user, "Integrity Manager")
	sync_global_search()  # what earlier tests have left in the queue
	forget_search()
	before = counts()
	stored = {}
	for way in ("one by one", "in bulk"):
		frappe.db.savepoint("one_way")
		frappe.set_user(as_user)
		if way == "in bulk":
			assert not write_batch(all_new(register), STORY).slow
			for table in DOCUMENTS:
				search.follow(MAPPINGS[table].doctype)  # the job in the background
		else:
			insert_one_by_one(register, STORY)
			sync_global_search()
		frappe.set_user("Administrator")
		touched = {table for table, count in counts().items() if count != before[table]}
		touched.discard("tabIntegrity Tally Mark")  # one for all of them, or one for each
		compared = touched | {"__global_search", "tabSeries", "tabComment", "tabDefaultValue"}
		stored[way] = {table: dump(table) for table in sorted(compared)}
		frappe.db.rollback(save_point="one_way")
		forget_search()
		caches.empty()
	assert stored["in bulk"].keys() == stored["one by one"].keys()
	expected = {"tabVersion", *(f"tab{mapping.doctype}" for mapping in map(MAPPINGS.get, IN_BULK))}
	assert expected <= stored["in bulk"].keys()
	for table, rows in stored["one by one"].items():
		pd.testing.assert_frame_equal(stored["in bulk"][table], rows, obj=table)
	undone()


@pytest.mark.parametrize("table", TABLES)
def test_a_column_holds_what_a_document_would(register: Register, table: str) -> None:
	"""Text is stored without what is harmful in it; that apart, both translations agree on every value."""
	for column in TABLES[table].fields:
		values = register[table][column.name]
		values = values[~values.astype(str).str.contains("[<>]")]
		one_by_one = [to_document(value, column) for value in values]
		dates = [str(value) if isinstance(value, date) else value for value in one_by_one]
		assert to_column(values, column) == dates, column.name


def test_the_history_names_file_sheet_and_row(site, register: Register) -> None:
	write_batch(all_new(register), STORY)
	row, name = register["risk_points"].index[4], register["risk_points"]["risk"].iloc[4]
	version = frappe.get_last_doc("Version", {"ref_doctype": RISK, "docname": name})
	reference = {"doctype": "User", "docname": "Administrator", "label": f"登记簿.xlsx “risk_points” 第 {row} 行"}
	assert version.get_data()["updater_reference"] == reference
	assert version.get_data()["created_by"] == "Administrator"


def test_units_join_a_tree_that_is_there(site, register: Register) -> None:
	"""A unit whose code comes first among its siblings moves all others along, and no stamp of theirs."""
	write_register(register)
	top = register["units"].loc[register["units"]["parent_unit"].isna(), "unit"].iloc[0]
	stamps = dict(frappe.get_all("Integrity Unit", fields=["name", "modified"], as_list=True))
	more = Register.of(
		units=[
			{"unit": top, "unit_name": "本局", "unit_type": "unit"},
			{"unit": "A", "unit_name": "甲处", "unit_type": "department", "parent_unit": top},
			{"unit": "A-1", "unit_name": "甲处一科", "unit_type": "department", "parent_unit": "A"},
		]
	)
	write_batch(Batch(more, {table: more[table].index[1:] for table in DOCUMENTS}, all_new(Register({})).new))
	tree = [
		tuple(unit.values()) for unit in frappe.get_all("Integrity Unit", fields=["name", "lft", "rgt"], order_by="lft")
	]
	others = sorted(set(stamps) - {top})
	assert tree == [
		(top, 1, 12),
		("A", 2, 5),
		("A-1", 3, 4),
		*((unit, 6 + 2 * n, 7 + 2 * n) for n, unit in enumerate(others)),
	]
	assert stamps.items() <= dict(frappe.get_all("Integrity Unit", fields=["name", "modified"], as_list=True)).items()
	frappe.get_doc("Integrity Unit", "A-1").update({"parent_integrity_unit": top}).save()
	assert frappe.db.get_value("Integrity Unit", "A", ["lft", "rgt"]) == (2, 3)


def notification(site) -> str:
	values = {
		"document_type": RISK,
		"event": "New",
		"subject": "新风险点",
		"channel": "System Notification",
		"enabled": 1,
	}
	message = {"message": "新增了风险点", "recipients": [{"receiver_by_role": "System Manager"}]}
	return frappe.new_doc("Notification").update({"name": "新风险点", **values, **message}).insert().name


def hook(site) -> str:
	handler = "lianzheng_risk.note"
	frappe.get_doc_hooks().setdefault(RISK, {})["after_insert"] = [handler]
	return handler


def script(site) -> str:
	values = {
		"script_type": "DocType Event",
		"reference_doctype": RISK,
		"doctype_event": "After Insert",
		"script": "pass",
	}
	name = frappe.new_doc("Server Script").update({"name": "新风险点脚本", **values}).insert().name
	frappe.cache.delete_value("server_script_map")
	return name


def fetched_field(site) -> str:
	field = {
		"dt": RISK,
		"fieldname": "post_title",
		"fieldtype": "Data",
		"label": "Post Title",
		"fetch_from": "post.post_name",
	}
	frappe.get_doc({"doctype": "Custom Field", **field, "is_virtual": 0}).db_insert()
	frappe.clear_cache(doctype=RISK)
	return "post_title"


@pytest.mark.parametrize("listener", [notification, hook, script, fetched_field])
def test_who_listens_is_found_for_its_doctype_alone(site, listener: Callable) -> None:
	assert listeners("risk_points") == []
	name = listener(site)
	assert len(listeners("risk_points")) == 1
	assert name in listeners("risk_points")[0]
	assert all(listeners(table) == [] for table in DOCUMENTS if table in IN_BULK and table != "risk_points")


def test_a_hook_and_a_notification_hear_of_every_new_document(
	site, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
	name, _handler = notification(site), hook(site)
	noted: list[str] = []
	monkeypatch.setattr(lianzheng_risk, "note", lambda document, event: noted.append(document.name), raising=False)
	create_user("hears@bulk.example", "System Manager")
	monkeypatch.setitem(frappe.local.flags, "in_test", True)  # notifications are written here, not by a worker
	outcome = write_batch(all_new(register), STORY)
	codes = register["risk_points"]["risk"].tolist()
	assert noted == codes
	assert list(outcome.slow) == ["risk_points"]
	assert any(name in reason for reason in outcome.slow["risk_points"])
	told = frappe.get_all(
		"Notification Log", {"document_type": RISK, "for_user": "hears@bulk.example"}, pluck="document_name"
	)
	assert sorted(told) == sorted(codes)
	assert outcome.created[RISK].keys() == set(codes)
	assert_same(read_register(), register)


def assert_same(one: Register, other: Register) -> None:
	for name in TABLES:
		left, right = one.sorted()[name], other.sorted()[name]
		if name == "risk_points":
			left, right = left.drop(columns=["title", "manifestation"]), right.drop(columns=["title", "manifestation"])
		pd.testing.assert_frame_equal(left, right, obj=name)


def changed(register: Register, table: str, row: int, **values) -> Register:
	frame = register[table].copy()
	for column, value in values.items():
		frame[column] = frame[column].astype(object)
		frame.iloc[row, frame.columns.get_loc(column)] = value
	return Register({**register.frames, table: TABLES[table].frame(frame)})


REFUSED = {
	"too long for its column": ("risk_points", 3, {"title": "险" * 141}, "140"),
	"too long once made harmless": ("risk_points", 3, {"title": "<b>x</b>&" + "险" * 131}, "140"),
	"more bytes than the column holds": ("measures", 2, {"description": "措" * 22_000}, "22000"),
	"leading nowhere": ("measures", 2, {"responsible_person": "无此人"}, "无此人"),
	"a step that the power lacks": ("risk_points", 3, {"power": "NJ-Q01", "step_no": 99}, "99"),
	"a step of no power": ("risk_points", 3, {"power": None, "step_no": 2}, "2"),
	"a step number of 0": ("power_steps", 5, {"step_no": 0}, "1"),
	"a level that the scheme lacks": ("risk_points", 3, {"probability": "very_high"}, "Very High"),
	"a name of the platform's": ("measures", 2, {"measure": MEASURE}, MEASURE),
	"a tenure that ends before it begins": ("tenures", 0, {"end_date": pd.Timestamp("1999-01-01")}, "1999"),
	"nothing where something must be": ("measures", 2, {"description": None}, "Measure Description"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_the_site_would_not_take_is_refused_with_its_place_before_anything_is_written(
	site, register, case
) -> None:
	table, row, values, told = REFUSED[case]
	wrong = changed(register, table, row, **values)
	frappe.local.lang = "en"
	before = frappe.db.transaction_writes
	with pytest.raises(RowRefused) as refusal:
		write_register(wrong)
	assert (refusal.value.place.table, refusal.value.place.row) == (table, wrong[table].index[row])
	assert told in str(refusal.value)
	assert frappe.db.transaction_writes == before


def test_a_field_that_the_site_made_mandatory_or_narrowed_is_minded(site, register: Register) -> None:
	make_property_setter(RISK, "manifestation", "reqd", "1", "Check")
	make_property_setter(MEASURE, "layer", "options", "\nUnit Layer\nPost Layer", "Text")
	batch = all_new(changed(register, "risk_points", 7, manifestation=None))
	found = {(finding.rule.code, finding.place.table, finding.place.field) for finding in problems(batch)}
	assert found == {("required", "risk_points", "manifestation"), ("not_an_option", "measures", "layer")}


def test_a_default_of_the_site_s_own_is_stored(site, register: Register) -> None:
	make_property_setter(MEASURE, "evidence", "default", "待补充", "Text")
	write_batch(all_new(register))
	empty = register["measures"]["evidence"].isna()
	assert empty.any() and not empty.all()
	assert frappe.db.count(MEASURE, {"evidence": "待补充"}) == empty.sum()
