"""The same register through both doors: what is imported is exported again, and assessed to the same figures."""

from __future__ import annotations

from datetime import date

import frappe
import pandas as pd
import pytest

from lianzheng_risk.core import schemes
from lianzheng_risk.core.assessment import assess
from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.store.documents import RowRefused, Written, write_register
from lianzheng_risk.store.frames import read_register, read_to_assess
from tests.site.invented import invent
from tests.site.people import create_member

AS_OF = date(2026, 6, 30)
UNITS = 3


@pytest.fixture(scope="module")
def register() -> Register:
	return invent(units=UNITS, seed=7, as_of=AS_OF)


@pytest.fixture
def imported(site, register: Register) -> dict[str, Written]:
	return write_register(register)


def assert_same(one: Register, other: Register) -> None:
	for name in TABLES:
		pd.testing.assert_frame_equal(one.sorted()[name], other.sorted()[name], obj=name)


def test_what_is_imported_is_exported_again(imported, register: Register) -> None:
	assert_same(read_register(), register)


def test_everything_was_new(imported, register: Register) -> None:
	assert imported["Integrity Risk Point"] == Written(len(register["risk_points"]), 0, 0)
	assert imported["Integrity Unit"] == Written(UNITS, 0, 0)
	assert frappe.db.count("Integrity Risk Point") == len(register["risk_points"])


def test_importing_again_changes_nothing(imported, register: Register) -> None:
	again = write_register(register)
	assert {(written.new, written.changed) for written in again.values()} == {(0, 0)}


def test_a_changed_row_changes_its_document_alone(imported, register: Register) -> None:
	risks = register["risk_points"].copy()
	code = risks["risk"].iloc[0]
	risks.loc[risks["risk"] == code, "title"] = "改过的风险点"
	written = write_register(Register({**register.frames, "risk_points": risks}))
	assert written["Integrity Risk Point"] == Written(0, 1, len(risks) - 1)
	assert frappe.db.get_value("Integrity Risk Point", code, "title") == "改过的风险点"


def test_changed_tenures_change_their_post(imported, register: Register) -> None:
	tenures = register["tenures"].copy()
	post = tenures["post"].iloc[0]
	tenures = tenures[~((tenures["post"] == post) & (tenures.index != tenures.index[0]))]
	tenures.loc[tenures.index[0], "end_date"] = pd.Timestamp("2026-06-01")
	changed = Register({**register.frames, "tenures": tenures})
	write_register(changed)
	assert_same(read_register(), changed)


def test_site_and_file_give_the_same_assessment(imported, register: Register) -> None:
	from lianzheng_risk.risk_screening.doctype.integrity_grading_scheme.integrity_grading_scheme import scheme_in_force

	on_site = assess(read_register(), scheme_in_force(), AS_OF).to_dict()
	assert on_site == assess(register, schemes.DEFAULT, AS_OF).to_dict()
	assert on_site["totals"]["risk_points"] == len(register["risk_points"])


def test_a_refused_row_is_named(site, register: Register) -> None:
	people = register["people"].copy()
	people.loc[people.index[2], "unit"] = "不存在的单位"
	with pytest.raises(RowRefused) as refusal:
		write_register(Register({**register.frames, "people": people}))
	assert (refusal.value.place.table, refusal.value.place.row) == ("people", people.index[2])
	assert "不存在的单位" in str(refusal.value)


def test_a_member_of_one_unit_reads_that_unit_and_what_is_below(imported, register: Register) -> None:
	"""Export and assessment read through `read_register`: neither shows another unit's rows."""
	units = register["units"]
	department = units.loc[units["parent_unit"].notna(), "unit"].iloc[0]
	frappe.set_user(create_member(department, "Integrity Liaison"))
	mine = read_register()
	assert set(mine["units"]["unit"]) == {department}
	for table in ("people", "posts", "powers", "risk_points"):
		expected = register[table].loc[register[table]["unit"] == department]
		assert len(expected) and set(mine[table].iloc[:, 0]) == set(expected.iloc[:, 0])
	assert set(mine["tenures"]["post"]) <= set(mine["posts"]["post"])
	assert set(mine["power_steps"]["power"]) == set(mine["powers"]["power"])
	assert set(mine["measures"]["risk"]) <= set(mine["risk_points"]["risk"])
	alone = assess(read_to_assess(), schemes.DEFAULT, AS_OF).to_dict()
	assert [unit["unit"] for unit in alone["units"]] == [department]
	other = units.loc[units["parent_unit"].isna(), "unit"].iloc[0]
	with pytest.raises(frappe.PermissionError):
		read_register(other)
