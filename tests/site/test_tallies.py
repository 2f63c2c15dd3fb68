"""Kept tallies on a real site: whatever happens, they are what a recount of the whole register gives."""

from __future__ import annotations

import frappe
import numpy as np
import pytest
from frappe.utils import CallbackManager, add_days, getdate, nowdate

from lianzheng_risk.core.demo import invent
from lianzheng_risk.core.frozen.freezing import freeze, risks_of
from lianzheng_risk.core.periods import Period
from lianzheng_risk.core.register import TABLES
from lianzheng_risk.core.tally_rows import to_rows
from lianzheng_risk.risk_assessment import cards
from lianzheng_risk.risk_assessment.assessments import frozen
from lianzheng_risk.risk_assessment.assessments.frozen import subtree, take_own
from lianzheng_risk.setup.scoped import TALLIED
from lianzheng_risk.store.documents import write_register
from lianzheng_risk.store.frames import read_to_assess
from lianzheng_risk.store.mapping import MAPPINGS
from lianzheng_risk.store.tallies import counted, current, keeping, marking, total_of
from lianzheng_risk.store.tallies.documents import COUNTED
from lianzheng_risk.store.tallies.sight import sees_whole_units
from tests.site import records
from tests.site.approving import I, acting, change, county, done, drafted, end_publicity, in_force, post_of, publicised  # noqa: F401

CARDS = {
	"risk_points": cards.risk_points_on_record,
	"grade_one": cards.grade_one_risk_points,
	"measures_open": cards.measures_to_be_implemented,
	"measures_overdue": cards.overdue_measures,
}
RISK, MARK, TALLY = "Integrity Risk Point", "Integrity Tally Mark", "Integrity Unit Tally"


@pytest.fixture
def kept(county, monkeypatch):  # noqa: F811
	"""Everything counted; nothing that a test does is committed."""
	monkeypatch.setattr(frappe.db, "commit", lambda: None)
	frappe.db.delete(MARK)
	frappe.db.delete(TALLY)
	keeping.count()


def check() -> None:
	"""After the job the kept figures are those of the whole register, and so is what is shown."""
	whole = counted()
	shown = current()
	assert shown.own.equals(whole.own)
	assert np.array_equal(shown.heat_map, whole.heat_map) and np.array_equal(shown.matrix, whole.matrix)
	assert keeping.count()["failed"] == 0
	assert {unit: row.figures for unit, row in keeping.kept_rows(whole.tree.codes).items()} == to_rows(whole)
	assert not frappe.db.count(MARK)


def test_every_table_of_the_register_is_followed():
	assert set(TALLIED) == {mapping.document for mapping in MAPPINGS.values()}


@pytest.fixture
def tangled(kept):
	"""A register with ledgers in which every reference leads anywhere, as nobody but an import would write it."""
	write_register(invent(6))
	for table, column in TANGLED:
		mapping, other = MAPPINGS[table], MAPPINGS[TABLES[table][column].reference]
		draw = np.random.default_rng(3)
		names = frappe.get_all(other.doctype, pluck="name", order_by="name")
		for row in frappe.get_all(mapping.doctype, pluck="name", order_by="name")[::2]:
			values = {mapping.fields[column]: str(draw.choice(names))}
			frappe.db.set_value(mapping.doctype, row, values, update_modified=False)


TANGLED = (
	*(("risk_points", "post"), ("risk_points", "power"), ("tenures", "person")),
	*(("activity_posts", "post"), ("waivers", "post"), ("rectifications", "unit"), ("inspections", "unit"), ("warnings", "unit"), ("decisions", "unit")),
)  # fmt: skip


def test_a_part_has_the_figures_of_the_whole(tangled):
	whole, by, today = counted(), keeping.counting(), getdate(nowdate())
	rows = to_rows(whole)
	assert (whole.own[LEDGERS].sum() > 0).all(), "every ledger has to have something in it"
	two = sorted(rows)[1:4]
	for some in ([unit] for unit in rows):
		assert keeping.tallies_of(some, by, today)[today] == {some[0]: rows[some[0]]}
	assert keeping.tallies_of(two, by, today)[today] == {unit: rows[unit] for unit in two}


LEDGERS = [
	*("posts_rotating", "activities_required", "inspections_held", "findings", "rectifications", "warnings"),
	*("decisions", "decisions_due"),
]


def test_frozen_figures_of_some_units_are_those_of_the_whole(tangled):
	period, today = Period.parse("2027Q1"), getdate(nowdate())
	by = keeping.counting()
	whole = freeze(read_to_assess(), by.scheme, today, expected=by.expected)
	assert take_own(period, today) == whole
	for unit in list(whole)[::3]:
		assert take_own(period, today, unit) == subtree(whole, unit)


def test_a_title_under_revision_is_frozen_as_it_was_approved(kept):
	post_of("holder")
	name = in_force("II")
	approved = frappe.db.get_value(RISK, name, "title")
	change(name, "holder", title="还没有批准的说法", probability="High")
	period, today, by = Period.parse("2027Q1"), getdate(nowdate()), keeping.counting()
	whole = freeze(read_to_assess(), by.scheme, today, expected=by.expected)
	assert approved in str(whole) and take_own(period, today) == whole


def test_a_risk_point_that_moved_is_neither_new_nor_gone(kept, monkeypatch):
	period, today, by = Period.parse("2027Q1"), getdate(nowdate()), keeping.counting()
	here, elsewhere, gone = (records.create_risk_point(unit).name for unit in ("Y-1", "Z", "Y-1"))
	before = freeze(read_to_assess(), by.scheme, today, expected=by.expected)
	monkeypatch.setattr(frozen, "figures_of", lambda _period: before)
	frappe.db.set_value(RISK, here, "unit", "Z")
	frappe.db.set_value(RISK, elsewhere, "unit", "Y-1")
	frappe.db.set_value(RISK, gone, "workflow_state", "Retired")
	records.create_risk_point("Y-1")
	whole = freeze(read_to_assess(), by.scheme, today, risks_of(before), by.expected)
	assert take_own(period, today, "Y") == subtree(whole, "Y")
	assert whole["Y"]["changes"]["total"] == {"new": 1, "raised": 0, "lowered": 0, "removed": 1}


class TestAfterAnyChange:
	def test_forms(self, kept):
		person = records.create_person("Y-1").name
		other = records.create_person("Z").name
		tenures = [{"person": one, "start_date": "2020-01-01"} for one in (person, other)]
		post = records.create_post("Y-1", tenures=tenures).name
		power = records.create_power("Y", business_area="Procurement").name
		check()
		risk = records.create_risk_point("X", post=post, power=power)
		check()
		measure = records.create_measure(risk.name, due_date=add_days(nowdate(), 3))
		check()
		risk.update({"post": None, "unit": "Z", "probability": "High"}).save()
		check()
		frappe.get_doc("Integrity Power", power).update({"category": "Decision", "business_area": None}).save()
		check()
		document = frappe.get_doc("Integrity Post", post)
		document.set("tenures", [row for row in document.tenures if row.person == person])
		document.save()
		check()
		frappe.delete_doc("Integrity Control Measure", measure.name)
		frappe.delete_doc(RISK, risk.name)
		check()

	def test_decisions(self, kept):
		member = {"person": records.create_person("Y").name, "opinion": "Agree", "is_chief": 1}
		values = {"matter": "购置设备", "unit": "Y", "category": "Large Funds", "meeting_date": nowdate()}
		values |= {"chair": member["person"], "decision": "同意", "execution_due": nowdate(), "members": [member]}
		decision = records.create("Integrity Collective Decision", **values)
		check()
		assert current().own["decisions"].sum() == 0
		decision.submit()
		check()
		assert current().own.loc["Y", ["decisions", "decisions_due"]].tolist() == [1, 1]
		decision.reload().update({"execution_status": "Carried Out"}).save()
		check()
		decision.reload().cancel()
		check()
		assert current().own["decisions"].sum() == 0

	def test_units_come_move_are_renamed_and_go(self, kept):
		records.create_unit("Z-1", "Z")
		records.create_risk_point("Z-1")
		check()
		unit = frappe.get_doc("Integrity Unit", "Z-1")
		unit.parent_integrity_unit = "Y"
		unit.save()
		check()
		frappe.rename_doc("Integrity Unit", "Z-1", "Y-9")
		check()
		records.create_unit("Y-8", "Y")
		check()
		frappe.delete_doc("Integrity Unit", "Y-8")
		check()

	def test_import(self, kept):
		write_register(invent(4))
		check()

	def test_a_revision_counts_as_approved_until_it_is_approved_itself(self, kept):
		post, other = post_of("holder"), records.create_post("Y").name
		name = in_force(post=post)
		check()
		change(name, "holder", post=other, probability="Fairly High")
		check()
		assert current().own.loc[["Y-1", "Y"], "posts_screened"].tolist() == [1, 0]
		publicised(name, "II")
		assert end_publicity(name) == "In Force"
		assert current().own.loc[["Y-1", "Y"], "posts_screened"].tolist() == [0, 1]
		check()
		change(name, "holder", post=post)
		done(name, "holder", "Abandon Revision", reason="误改")
		check()

	def test_an_approval_is_publicised_and_filed(self, kept):
		filing = ["risks_approved", "risks_to_publicise", "risks_publicised", "filings_due", "filings_done"]
		name = drafted(**I)
		check()
		publicised(name, "I")
		check()
		assert current().own.loc["Y-1", filing].tolist() == [1, 0, 0, 0, 0]
		assert end_publicity(name) == "Filing"
		long_ago = {"approved_on": "2026-01-05", "publicised_until": "2026-01-12"}
		frappe.db.set_value(RISK, name, long_ago)
		marking.mark({"risk_points": {name}})
		check()
		assert current().own.loc["Y-1", filing].tolist() == [1, 1, 1, 1, 0]
		done(name, "supervisor", "Register Filing", record="备〔2026〕1号")
		check()
		assert current().own.loc["Y-1", filing].tolist() == [1, 1, 1, 1, 1]
		# While it is revised, and approved anew, the filing in force counts.
		change(name, "holder", harm="Serious")
		check()
		publicised(name, "I")
		end_publicity(name)
		check()
		assert current().own.loc["Y-1", filing].tolist() == [1, 1, 1, 1, 1]

	def test_the_next_day(self, kept, monkeypatch):
		risk = records.create_risk_point("Y").name
		records.create_measure(risk, due_date=add_days(nowdate(), 1))
		check()
		frappe.db.sql("update `tabIntegrity Unit Tally` set as_of = %s", add_days(nowdate(), -1))
		check()


def test_what_breaks_off_is_done_by_the_next_run(kept, monkeypatch):
	records.create_risk_point("Y")
	with monkeypatch.context() as broken, pytest.raises(ZeroDivisionError):
		broken.setattr(keeping, "_put_away", lambda *_: 1 / 0)
		keeping.count()
	assert frappe.db.count(MARK)
	check()


def test_whoever_changes_something_has_it_counted_once_it_is_stored(kept, monkeypatch):
	queued = []
	monkeypatch.setattr(frappe, "enqueue", lambda method, **options: queued.append((method, options["job_id"])))
	monkeypatch.setattr(frappe.db, "after_commit", CallbackManager())
	records.create_risk_point("Y")
	records.create_risk_point("Z")
	assert not queued
	frappe.db.after_commit.run()
	assert queued == [("lianzheng_risk.store.tallies.keeping.keep", "lianzheng_risk_tallies_now")]
	keeping.keep()
	assert not frappe.db.count(MARK)
	check()


def test_a_save_costs_one_statement(kept, monkeypatch):
	risk = records.create_risk_point("Y")
	ran = []
	monkeypatch.setattr(frappe.db, "sql", lambda *a, run=frappe.db.sql, **k: ran.append(a) or run(*a, **k))
	marking.on_change_of_document(risk)
	assert len(ran) == 1


def test_a_difference_nobody_marked_is_told_of_and_set_right(kept):
	before = frappe.db.count("Notification Log", {"document_type": TALLY})
	figures = keeping.kept_rows(["Y"])["Y"].figures
	wrong = {"figures": "7" + figures[1:], "as_of": add_days(nowdate(), -1)}
	frappe.db.set_value(TALLY, "Y", wrong, update_modified=False)
	assert keeping.count()["failed"] == 1
	assert frappe.db.count("Notification Log", {"document_type": TALLY}) > before
	assert frappe.db.count("Integrity Clock Run", {"job": "Check of Tallies", "failed": 1}) == 1
	check()


class TestWhoSeesWhat:
	def test_a_leader_has_the_figures_of_the_own_units(self, kept):
		records.create_risk_point("Y-1")
		records.create_risk_point("Z")
		keeping.count()
		with acting("chief"):
			assert sees_whole_units("chief@example.com")
			mine, exact = current(), counted()
			assert list(mine.tree.codes) == ["Y", "Y-1"]
			assert mine.own.equals(exact.own) and mine.own["risk_points"].sum() == 1
			with pytest.raises(frappe.PermissionError):
				current("Z")

	def test_figures_served_are_the_kept_ones(self, kept, monkeypatch):
		from lianzheng_risk.store import tallies

		monkeypatch.setattr(tallies, "counted", lambda unit=None: pytest.fail("counted the whole register"))
		with acting("chief"):
			assert current("Y-1").own["units"].sum() == 1

	@pytest.mark.parametrize("name", COUNTED)
	def test_cards_show_the_kept_numbers_of_the_own_units(self, kept, name):
		for unit in ("Y-1", "Y", "Z"):
			risk = records.create_risk_point(unit, probability="High").name
			records.create_measure(risk, due_date=add_days(nowdate(), -1))
			records.create_measure(risk, due_date=nowdate(), status="In Progress")
			retired = records.create_risk_point(unit).name
			frappe.db.set_value(RISK, retired, "workflow_state", "Retired")
			frappe.db.set_value(RISK, risk, "grade", "I")
		keeping.count()
		of_one_unit = {"risk_points": 1, "grade_one": 1, "measures_open": 2, "measures_overdue": 1}[name]
		for user, units in (("chief", 2), ("supervisor", 3)):
			with acting(user):
				assert total_of(name) == CARDS[name]()["value"] == of_one_unit * units
				assert cards.count(cards.filters_of(name)[0][0], cards.filters_of(name)) == of_one_unit * units
		with acting("peer"):
			assert total_of(name) is None

	def test_a_change_is_seen_on_a_card_at_once(self, kept):
		records.create_risk_point("Y")
		with acting("chief"):
			assert cards.risk_points_on_record()["value"] == 1

	def test_a_post_holder_gets_those_of_what_is_in_sight(self, kept):
		post_of("holder")
		drafted("liaison")
		with acting("peer"):
			assert not sees_whole_units("peer@example.com")
			assert current().own["risk_points"].sum() == 0
		with acting("liaison"):
			assert current().own["risk_points"].sum() == 1

	def test_a_shared_document_is_counted_by_itself(self, kept):
		risk = records.create_risk_point("Z").name
		frappe.share.add(RISK, risk, "chief@example.com", read=1)
		assert not sees_whole_units("chief@example.com")
